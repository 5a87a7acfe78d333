import type { PartialDate } from '@contact-sync/contacts-model';
import { FRAME_TYPES } from '../records/record-types';
import { latin1 } from './latin1';
import { parseRecord } from './parse-record';
import { PersonNumberSet } from './person-number-set';
import { typeNumber } from './record-cutters';
import type { Refusal } from './refusal';

/** What pass 1 learns of a file that is not refused. No person's data is in it. */
export interface FileSummary {
  /** OPGAVENR: six digits, the customer number and two more. */
  readonly taskNumber: string;
  /** PRODDTO, `YYYY-MM-DD`. */
  readonly productionDate: PartialDate;
  /** PRODDTOFORRIG; absent in the first file of a task. */
  readonly previousProductionDate?: PartialDate;
  /** Records without 000 and 999: what 999 counts. */
  readonly records: number;
  /** How many there are of each record type, those unknown to us included. */
  readonly recordTypes: Readonly<Record<string, number>>;
  /** How many persons have records. */
  readonly persons: number;
  /** True for a change extract (099 present), false for a status extract. */
  readonly changeExtract: boolean;
  /** True where records of a person stand apart from the others of that person, as 003 does in older extracts. */
  readonly apart: boolean;
  /** How ADRNVN is written; absent where no name shows it. */
  readonly nameOrder?: 'first-last' | 'last-first';
}

const PERSON_NUMBER_AT = 3;
const PERSON_NUMBER_LENGTH = 10;
const MOST_BYTES_OF_A_PERSON = 1024 * 1024;
const NAMES_LOOKED_AT = 100;
const COMMA = 44;
const FRAME_NUMBERS: ReadonlySet<number> = new Set([...FRAME_TYPES].map(Number));
const DAMAGED_TYPE = 1000;

interface Header {
  readonly taskNumber: string;
  readonly productionDate: PartialDate;
  readonly previousProductionDate?: PartialDate;
}

/** Takes one record after the other and keeps count, until something is wrong. */
export class Tally {
  #refusal: Refusal | undefined;
  #header: Header | undefined;
  #announced: number | undefined;
  #records = 0;
  readonly #counts = new Float64Array(DAMAGED_TYPE + 1);
  readonly #persons = new PersonNumberSet();
  #person = 0;
  #bytesOfPerson = 0;
  #apart = false;
  #namesSeen = 0;
  #commas = 0;

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  record(bytes: Uint8Array, from: number, to: number, line: number): void {
    if (this.#refusal !== undefined) return;
    const number = to - from >= 3 ? typeNumber(bytes, from) : -1;
    const type = number < 0 ? DAMAGED_TYPE : number;
    if (this.#announced !== undefined)
      this.#refuse('records-after-end', line, 'Something stands after the end record 999');
    else if (this.#header === undefined) this.#begin(type, bytes, from, to, line);
    else if (type === 0) this.#refuse('second-start-record', line, 'A second start record 000');
    else if (type === 999) this.#finish(bytes, from, to, line);
    else this.#count(type, bytes, from, to, line);
  }

  /** What was learnt; undefined where the file is to be refused, and `refusal` says why. */
  summary(lines: number): FileSummary | undefined {
    if (this.#refusal !== undefined) return undefined;
    if (this.#header === undefined) return this.#refuse('no-start-record', 0, 'There is no start record 000');
    if (this.#announced === undefined)
      return this.#refuse('no-end-record', lines, 'The end record 999 is missing: the file was cut');
    return {
      ...this.#header,
      records: this.#records,
      recordTypes: this.#recordTypes(),
      persons: this.#persons.size,
      changeExtract: this.#counts[99] !== 0,
      apart: this.#apart,
      ...(this.#namesSeen === 0 ? {} : { nameOrder: this.#commas > 0 ? 'last-first' : 'first-last' }),
    };
  }

  #refuse(code: Refusal['code'], line: number, text: string): undefined {
    this.#refusal = { code, line, text };
  }

  #begin(type: number, bytes: Uint8Array, from: number, to: number, line: number): void {
    if (type !== 0) return this.#refuse('no-start-record', line, 'The file does not begin with the start record 000');
    const { parsed, problems } = parseRecord(latin1(bytes, from, to), line);
    const record = parsed?.type === '000' ? parsed.record : undefined;
    const date = record?.PRODDTO;
    if (problems.length > 0 || record?.OPGAVENR === undefined || date?.length !== 10) {
      const field = problems[0]?.field ?? (record?.OPGAVENR === undefined ? 'OPGAVENR' : 'PRODDTO');
      return this.#refuse('unreadable-start-record', line, `${field} of the start record 000 cannot be read`);
    }
    const previous = record.PRODDTOFORRIG;
    this.#header = {
      taskNumber: record.OPGAVENR,
      productionDate: date,
      ...(previous === undefined ? {} : { previousProductionDate: previous }),
    };
  }

  #finish(bytes: Uint8Array, from: number, to: number, line: number): void {
    const { parsed } = parseRecord(latin1(bytes, from, to), line);
    const counted = parsed?.type === '999' ? parsed.record.TAELLER : undefined;
    this.#announced = Number(counted);
    if (counted === undefined)
      return this.#refuse('wrong-count', line, 'The count in the end record 999 cannot be read');
    if (this.#announced !== this.#records) {
      this.#refuse(
        'wrong-count',
        line,
        `The end record 999 counts ${this.#announced} records, the file has ${this.#records}`,
      );
    }
  }

  #count(type: number, bytes: Uint8Array, from: number, to: number, line: number): void {
    this.#records += 1;
    this.#counts[type]! += 1;
    if (FRAME_NUMBERS.has(type)) return;
    const person = personNumberAt(bytes, from + PERSON_NUMBER_AT, to);
    if (person < 0) return;
    if (person === this.#person) this.#bytesOfPerson += to - from;
    else this.#turnTo(person, to - from);
    if (this.#bytesOfPerson > MOST_BYTES_OF_A_PERSON) {
      this.#refuse('record-too-long', line, 'One person has more records than CPR writes: this is not a file of CPR');
    }
    if (type === 3 && this.#namesSeen < NAMES_LOOKED_AT) this.#lookAtName(bytes, from + 13, Math.min(from + 47, to));
  }

  #turnTo(person: number, length: number): void {
    if (!this.#persons.add(person)) this.#apart = true;
    this.#person = person;
    this.#bytesOfPerson = length;
  }

  #lookAtName(bytes: Uint8Array, from: number, to: number): void {
    this.#namesSeen += 1;
    for (let at = from; at < to; at++) {
      if (bytes[at] === COMMA) {
        this.#commas += 1;
        return;
      }
    }
  }

  #recordTypes(): Record<string, number> {
    const types: Record<string, number> = {};
    this.#counts.forEach((count, type) => {
      if (count > 0) types[type === DAMAGED_TYPE ? '???' : String(type).padStart(3, '0')] = count;
    });
    return types;
  }
}

/** The person number as a number, or -1 where ten digits do not stand there. */
export function personNumberAt(bytes: Uint8Array, at: number, to: number): number {
  if (to - at < PERSON_NUMBER_LENGTH) return -1;
  let number = 0;
  for (let place = at; place < at + PERSON_NUMBER_LENGTH; place++) {
    const digit = bytes[place]! - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
