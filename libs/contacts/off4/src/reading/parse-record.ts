import type { Field, FieldKind } from '../layout/field';
import { LAYOUTS } from '../records/record-types';
import type { CprRecord, RecordType } from '../records/record-types';
import { IMPOSSIBLE, UNREADABLE } from './dates';
import type { Unreadable } from './dates';
import { latin1, latin1Bytes } from './latin1';
import { NO_RECORD_TYPE } from './problem';
import type { Problem } from './problem';
import { FIELD_READERS } from './read-field';
import { typeNumber } from './record-cutters';

/** A record that has been read, with the line it stood on. */
export type ParsedRecord<T extends RecordType = RecordType> = {
  readonly [K in T]: { readonly type: K; readonly line: number; readonly record: CprRecord<K> };
}[T];

export interface ParseResult {
  /** Absent where the record type is unknown. Fields that could not be read are empty, and `problems` says so. */
  readonly parsed?: ParsedRecord;
  readonly problems: readonly Problem[];
}

/** Reads one record of a text without line ends. A short one counts as blank filled, surplus is ignored. Never throws. */
export function parseRecord(text: string, line: number): ParseResult {
  const problems: Problem[] = [];
  const parsed = parseInto(problems, latin1Bytes(text), 0, text.length, line);
  return parsed === undefined ? { problems } : { parsed, problems };
}

/** As `parseRecord` for what stands from `from` to before `to`; adds its problems to the list given. */
export function parseInto(
  problems: Problem[],
  bytes: Uint8Array,
  from: number,
  to: number,
  line: number,
): ParsedRecord | undefined {
  const plan = to - from < 3 ? undefined : READ_PLANS[typeNumber(bytes, from)];
  if (plan === undefined) {
    problems.push(unknownType(latin1(bytes, from, Math.min(from + 3, to)), line));
    return undefined;
  }
  const { type, steps } = plan;
  const record: Record<string, unknown> = { RECORDTYPE: type };
  for (const step of steps) {
    const start = from + step.offset;
    if (start >= to && !step.isKey) break;
    const value = step.read(bytes, start, step.length, to);
    if (value === UNREADABLE || value === IMPOSSIBLE) problems.push(unreadable(line, type, step, value));
    else if (value !== undefined) record[step.name] = value;
    else if (step.isKey) problems.push({ level: 'error', line, recordType: type, field: step.name, text: NO_NUMBER });
  }
  return { type, line, record } as ParsedRecord;
}

/** New record types appear now and then and are passed over; something else than three digits is damage. */
function unknownType(type: string, line: number): Problem {
  return /^\d{3}$/.test(type)
    ? { level: 'notice', line, recordType: type, text: 'The record type is not known; the record is not used' }
    : { level: 'error', line, recordType: NO_RECORD_TYPE, text: 'The record type is not three digits' };
}

const NO_NUMBER = 'There is no person number';
const NOT_DIGITS = 'Something else than digits';
const NO_DATE = 'Not a date of the calendar; the field is left empty';

/**
 * An impossible date costs the field; damage would change what the person's set says: an empty date can end a fact
 * (CPR-1, CPR-2).
 */
function unreadable(line: number, recordType: string, { name: field }: ReadStep, why: Unreadable): Problem {
  return why === IMPOSSIBLE
    ? { level: 'warning', line, recordType, field, text: NO_DATE }
    : { level: 'error', line, recordType, field, text: NOT_DIGITS };
}

interface ReadStep {
  readonly name: string;
  readonly kind: FieldKind;
  readonly offset: number;
  readonly length: number;
  /** The number that says whose record it is. */
  readonly isKey: boolean;
  readonly read: (typeof FIELD_READERS)[FieldKind];
}

interface ReadPlan {
  readonly type: RecordType;
  readonly steps: readonly ReadStep[];
}

const KEY_POSITION = 4;

function readPlan(type: string, fields: Readonly<Record<string, Field>>): ReadPlan {
  const steps = Object.entries(fields)
    .filter(([, field]) => field.start >= KEY_POSITION)
    .map(([name, { kind, start, length }]) => ({
      name,
      kind,
      offset: start - 1,
      length,
      isKey: kind === 'pnr' && start === KEY_POSITION,
      read: FIELD_READERS[kind],
    }));
  return { type: type as RecordType, steps };
}

/** The tables made ready for reading, once, by the number of the type. */
const READ_PLANS: readonly ReadPlan[] = plansByNumber();

function plansByNumber(): readonly ReadPlan[] {
  const plans: ReadPlan[] = [];
  for (const [type, { fields }] of Object.entries(LAYOUTS)) plans[Number(type)] = readPlan(type, fields);
  return plans;
}
