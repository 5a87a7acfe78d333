import { FRAME_TYPES, SINGLE_TYPES } from '../records/record-types';
import type { CprRecord } from '../records/record-types';
import type { PhysicalForm } from './file-scan';
import { latin1 } from './latin1';
import { parseRecord } from './parse-record';
import type { PersonSlice } from './person-slice';
import { NO_RECORD_TYPE } from './problem';
import type { Problem } from './problem';
import { LineCutter, StreamCutter, typeNumber } from './record-cutters';
import type { RecordCutter, RecordLengths, RecordSink } from './record-cutters';
import { personNumberAt } from './tally';

/** A line of ours that CPR rejected (910). It may hold a person number. */
export interface RejectedInput {
  readonly kind: 'rejected-input';
  readonly line: number;
  readonly record: CprRecord<'910'>;
}

/** CPR's receipt for a deleted subscription (997). */
export interface SubscriptionReceipt {
  readonly kind: 'subscription-receipt';
  readonly line: number;
  readonly record: CprRecord<'997'>;
}

/** A record that names no person: damaged, and nobody's. */
export interface StrayRecord {
  readonly kind: 'stray';
  readonly problem: Problem;
}

export type Delivered = PersonSlice | RejectedInput | SubscriptionReceipt | StrayRecord;

export interface ReaderOptions {
  readonly form: PhysicalForm;
  readonly recordLengths?: RecordLengths;
  /** What was handed over is used up before the next chunk comes: chunks are not copied, slices lie in them. */
  readonly usedAtOnce?: boolean;
}

const PERSON_NUMBER_AT = 3;
const PERSON_NUMBER_LENGTH = 10;
const NO_PERSON = -1;
const NOTHING = new Uint8Array(0);
const IS_FRAME_TYPE: readonly boolean[] = Array.from({ length: 1000 }, (_, type) =>
  FRAME_TYPES.has(String(type).padStart(3, '0')),
);
const SINGLE_NUMBERS: ReadonlySet<number> = new Set([...SINGLE_TYPES].map(Number));

/**
 * Pass 2 over a file that `FileScan` accepted: groups records that stand together by person, without reading them.
 * Hand it the chunks in order, then ask `end`; chunks may be overwritten afterwards. The
 * slices of a chunk share one copy of it, so keep a slice no longer than needed; with `usedAtOnce` they lie in the chunk.
 */
export class PersonReader {
  readonly #cutter: RecordCutter;
  readonly #sink: RecordSink = (bytes, from, to, line) => this.#take(bytes, from, to, line);
  #delivered: Delivered[] = [];
  #person = NO_PERSON;
  #lastType = 0;
  #lines: number[] = [];
  #spans: number[] = [];
  /** Where the person's bytes begin in the buffer at hand, and where they end so far. */
  #from = 0;
  #to = 0;
  #buffer: Uint8Array = NOTHING;
  /** The person's bytes of earlier chunks. */
  #earlier: Uint8Array = NOTHING;

  readonly #usedAtOnce: boolean;

  constructor({ form, recordLengths, usedAtOnce = false }: ReaderOptions) {
    this.#usedAtOnce = usedAtOnce;
    this.#cutter = form === 'lines' ? new LineCutter() : new StreamCutter(recordLengths);
  }

  /** What the chunk completed, in file order. */
  push(chunk: Uint8Array): readonly Delivered[] {
    // One copy of the chunk for all its persons costs far less than one for each.
    this.#cutter.push(this.#usedAtOnce ? chunk : new Uint8Array(chunk), this.#sink);
    this.#setAside();
    // The open person's bytes are needed when the chunk is gone.
    if (this.#usedAtOnce) this.#earlier = new Uint8Array(this.#earlier);
    return this.#handOver();
  }

  /** The last person. */
  end(): readonly Delivered[] {
    this.#cutter.end(this.#sink);
    this.#finishPerson();
    return this.#handOver();
  }

  #handOver(): readonly Delivered[] {
    const delivered = this.#delivered;
    this.#delivered = [];
    return delivered;
  }

  #take(bytes: Uint8Array, from: number, to: number, line: number): void {
    const type = to - from >= 3 ? typeNumber(bytes, from) : -1;
    if (IS_FRAME_TYPE[type] === true) return this.#takeFrameRecord(type, bytes, from, to, line);
    const person = personNumberAt(bytes, from + PERSON_NUMBER_AT, to);
    if (person > 0 && person !== this.#person) {
      this.#finishPerson();
      this.#person = person;
    } else if (person <= 0 && !this.#continuesPerson(type)) {
      return this.#reportStray(type, line);
    }
    this.#lastType = type;
    if (this.#to === this.#from) {
      this.#buffer = bytes;
      this.#from = from;
    }
    const base = this.#earlier.length - this.#from;
    this.#lines.push(line);
    this.#spans.push(base + from, base + to);
    this.#to = to;
  }

  #takeFrameRecord(type: number, bytes: Uint8Array, from: number, to: number, line: number): void {
    if (type === 0 || type === 999) return;
    const { parsed } = parseRecord(latin1(bytes, from, to), line);
    if (parsed?.type === '910') this.#delivered.push({ kind: 'rejected-input', line, record: parsed.record });
    if (parsed?.type === '997') this.#delivered.push({ kind: 'subscription-receipt', line, record: parsed.record });
  }

  /**
   * A damaged number in the rising order of the open person's types is that person's: the set must be held, else the lost
   * record would look like a deletion.
   */
  #continuesPerson(type: number): boolean {
    return (
      this.#person !== NO_PERSON && (type > this.#lastType || (type === this.#lastType && !SINGLE_NUMBERS.has(type)))
    );
  }

  #reportStray(type: number, line: number): void {
    const recordType = type < 0 ? NO_RECORD_TYPE : String(type).padStart(3, '0');
    const text = 'The record names no person: its number is not ten digits';
    this.#delivered.push({ kind: 'stray', problem: { level: 'error', line, recordType, field: 'PNR', text } });
  }

  #finishPerson(): void {
    if (this.#person === NO_PERSON) return;
    this.#setAside();
    this.#delivered.push({
      kind: 'person',
      pnr: String(this.#person).padStart(PERSON_NUMBER_LENGTH, '0'),
      lines: this.#lines,
      bytes: this.#earlier,
      spans: this.#spans,
    });
    this.#person = NO_PERSON;
    this.#lines = [];
    this.#spans = [];
    this.#earlier = NOTHING;
  }

  /** Puts what the open person has in the buffer at hand to what it had before. */
  #setAside(): void {
    if (this.#to === this.#from) return;
    const bytes = this.#buffer.subarray(this.#from, this.#to);
    this.#earlier = this.#earlier.length === 0 ? bytes : joined(this.#earlier, bytes);
    this.#from = 0;
    this.#to = 0;
    this.#buffer = NOTHING;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
