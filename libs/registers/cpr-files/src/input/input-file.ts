/**
 * What the CPR office is told of one person by input file (cpr-direkte.md 5.7). `01`: in a status extract. `06`: subscribed
 * or, by a code agreed with CPR, not any more. `07`: delivered once.
 */
export type InputType = '01' | '06' | '07';

export const INPUT_TYPES: readonly InputType[] = ['01', '06', '07'];

/** The code of type 06 that creates a subscription. */
export const CREATES = 'OP';

export interface InputEntry {
  readonly type: InputType;
  /** Person number, ten digits. */
  readonly number: string;
  /** Type 06 only: what becomes of the subscription; `CREATES` or the code for deletion. */
  readonly code?: string;
}

export interface InputAddress {
  /** OPGAVENR, six digits; its first four are the customer number (KUNDENR). */
  readonly taskNumber: string;
}

const LINE_LENGTH = 80;
const KEY_CONSTANT = ' '.repeat(15);
const CUSTOMER_DIGITS = 4;

/** An input file's bytes: 80 characters a line, in the order of person numbers, joined by CR LF; ISO-8859-1. */
export function inputFile(entries: readonly InputEntry[], address: InputAddress): Uint8Array {
  const lines = [...entries].sort(byNumber).map((entry) => inputLine(entry, address));
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** One line of 80 characters. Throws `RangeError` for a number that is none, without telling it. */
export function inputLine({ type, number, code = CREATES }: InputEntry, { taskNumber }: InputAddress): string {
  if (!/^\d{10}$/.test(number)) throw new RangeError('a person number has ten digits');
  if (!/^\d{6}$/.test(taskNumber)) throw new RangeError('a task number has six digits');
  const whom = type === '06' ? `${taskNumber.slice(0, CUSTOMER_DIGITS)}00${code}` : taskNumber;
  return `${type}${whom}${number}${KEY_CONSTANT}`.padEnd(LINE_LENGTH);
}

/** `dYYMMDD.iNNNNNN`: the day of the run that is to take it, and the task. */
export function inputFileName(day: string, taskNumber: string): string {
  return `d${day.slice(2).replaceAll('-', '')}.i${taskNumber}`;
}

/** Of one person, what subscribes comes before what asks for data. */
const byNumber = (one: InputEntry, other: InputEntry): number =>
  compare(one.number, other.number) || compare(one.type, other.type);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
