import { LAYOUTS } from '../records/record-types';
import type { CprRecord, RecordType } from '../records/record-types';
import { latin1 } from './latin1';
import { parseInto } from './parse-record';
import type { ParsedRecord } from './parse-record';
import type { PersonSlice } from './person-slice';
import type { Problem } from './problem';

/** One person's records, read. */
export class PersonRecords {
  constructor(
    readonly pnr: string,
    readonly lines: readonly number[],
    readonly parsed: readonly ParsedRecord[],
    readonly problems: readonly Problem[],
  ) {}

  /** The person's records of one type, in file order. */
  all<T extends RecordType>(type: T): readonly CprRecord<T>[] {
    return this.parsed.flatMap((one) => (one.type === type ? [one.record as CprRecord<T>] : []));
  }

  /** The person's record of a type that a person has once. */
  one<T extends RecordType>(type: T): CprRecord<T> | undefined {
    return this.parsed.find((one) => one.type === type)?.record as CprRecord<T> | undefined;
  }
}

/** Reads the records of a person; those of types that are not wanted are passed over, damaged or not. */
export function parsePerson(slice: PersonSlice, wanted?: ReadonlySet<RecordType>): PersonRecords {
  const problems: Problem[] = [];
  const parsed: ParsedRecord[] = [];
  for (let at = 0; at < slice.lines.length; at++) {
    const text = latin1(slice.bytes, slice.spans[2 * at]!, slice.spans[2 * at + 1]!);
    if (wanted !== undefined && isUnwanted(text, wanted)) continue;
    const record = parseInto(problems, text, slice.lines[at]!);
    if (record !== undefined) parsed.push(record);
  }
  return new PersonRecords(slice.pnr, slice.lines, parsed, problems);
}

/** A known type that is not asked for; unknown ones are always told of. */
function isUnwanted(text: string, wanted: ReadonlySet<string>): boolean {
  const type = text.substring(0, 3);
  return !wanted.has(type) && Object.hasOwn(LAYOUTS, type);
}
