import { LAYOUTS } from '../records/record-types';
import type { CprRecord, RecordType } from '../records/record-types';
import { typeNumber } from './record-cutters';
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
    return this.parsed.filter((one) => one.type === type).map((one) => one.record as CprRecord<T>);
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
  const unwanted = wanted === undefined ? NONE : unwantedBeside(wanted);
  for (let at = 0; at < slice.lines.length; at++) {
    const from = slice.spans[2 * at]!;
    const to = slice.spans[2 * at + 1]!;
    if (to - from >= 3 && unwanted.has(typeNumber(slice.bytes, from))) continue;
    const record = parseInto(problems, slice.bytes, from, to, slice.lines[at]!);
    if (record !== undefined) parsed.push(record);
  }
  return new PersonRecords(slice.pnr, slice.lines, parsed, problems);
}

const NONE: ReadonlySet<number> = new Set();
const UNWANTED = new WeakMap<ReadonlySet<RecordType>, ReadonlySet<number>>();

/** The known types that are not asked for; unknown ones are always told of. Worked out once for each set. */
function unwantedBeside(wanted: ReadonlySet<RecordType>): ReadonlySet<number> {
  const known = UNWANTED.get(wanted);
  if (known !== undefined) return known;
  const types = Object.keys(LAYOUTS).filter((type) => !wanted.has(type as RecordType));
  const unwanted = new Set(types.map(Number));
  UNWANTED.set(wanted, unwanted);
  return unwanted;
}
