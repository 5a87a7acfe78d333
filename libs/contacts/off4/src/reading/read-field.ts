import type { FieldKind, Moment } from '../layout/field';
import { readDate10, readDate8, readTimestamp, UNREADABLE } from './dates';
import type { Unreadable } from './dates';
import { latin1 } from './latin1';

/** What a field was read as; undefined where it is empty. */
export type FieldValue = string | Moment | true | undefined | Unreadable;

/**
 * Reads the field of `length` characters that begins at `from`; the record ends before `end`, and what a short record
 * lacks counts as blank.
 */
type FieldReader = (bytes: Uint8Array, from: number, length: number, end: number) => FieldValue;

const BLANK = 32;
const ZERO = 48;
const NINE = 57;

function afterBlanks(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  while (start < to && bytes[start] === BLANK) start++;
  return start;
}

function beforeBlanks(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && bytes[end - 1] === BLANK) end--;
  return end;
}

function allDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) return false;
  }
  return true;
}

/** Text without the blanks around it: most is filled on the right, doors on the left. */
function readText(bytes: Uint8Array, from: number, length: number, end: number): string | undefined {
  const stop = beforeBlanks(bytes, from, Math.min(from + length, end));
  const start = afterBlanks(bytes, from, stop);
  return start === stop ? undefined : latin1(bytes, start, stop);
}

/** Digits; blanks in front stand for zeros. Zeros alone are kept: what they mean is the field's own matter. */
function readDigits(bytes: Uint8Array, from: number, length: number, end: number): string | undefined | Unreadable {
  const stop = beforeBlanks(bytes, from, Math.min(from + length, end));
  const start = afterBlanks(bytes, from, stop);
  if (start === stop) return undefined;
  // A blank behind the digits: they are not where they belong, or the line was cut.
  if (stop < from + length || !allDigits(bytes, start, stop)) return UNREADABLE;
  return start === from ? latin1(bytes, from, stop) : latin1(bytes, start, stop).padStart(length, '0');
}

const FEWEST_DIGITS_OF_A_NUMBER = 9;

/** Ten digits. Blanks, zeros and numbers of fewer than nine digits mean "no number" (field-mapping-notes, 1). */
function readPersonNumber(
  bytes: Uint8Array,
  from: number,
  length: number,
  end: number,
): string | undefined | Unreadable {
  const stop = beforeBlanks(bytes, from, Math.min(from + length, end));
  const written = afterBlanks(bytes, from, stop);
  if (!allDigits(bytes, written, stop)) return UNREADABLE;
  let start = written;
  while (start < stop && bytes[start] === ZERO) start++;
  if (stop - start < FEWEST_DIGITS_OF_A_NUMBER) return undefined;
  if (stop < from + length) return UNREADABLE;
  return written === from ? latin1(bytes, from, stop) : latin1(bytes, start, stop).padStart(length, '0');
}

/** Any mark but a blank makes the date before it uncertain. */
function readMark(bytes: Uint8Array, from: number, _length: number, end: number): true | undefined {
  return from < end && bytes[from] !== BLANK ? true : undefined;
}

/** How each kind of field is read. */
export const FIELD_READERS: Readonly<Record<FieldKind, FieldReader>> = {
  num: readDigits,
  char: readText,
  pnr: readPersonNumber,
  date8: (bytes, from, _length, end) => readDate8(bytes, from, end),
  date10: (bytes, from, _length, end) => readDate10(bytes, from, end),
  timestamp12: (bytes, from, _length, end) => readTimestamp(bytes, from, end),
  umrk: readMark,
  nameMark: readText,
  annkor: readText,
  code: readText,
};
