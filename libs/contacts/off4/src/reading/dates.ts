import { daysInMonth } from '@contact-sync/contacts-model';
import type { PartialDate } from '@contact-sync/contacts-model';
import type { Moment } from '../layout/field';

/** A field is damaged: it holds something else than digits. */
export const UNREADABLE = Symbol('unreadable');
/** A field holds digits that are no date of the calendar. */
export const IMPOSSIBLE = Symbol('impossible');
/** What a field holds that cannot be read, and is not empty either. */
export type Unreadable = typeof UNREADABLE | typeof IMPOSSIBLE;

const ZERO = 48;
const BLANK = 32;
const HYPHEN = 45;

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** The number that digits stand for; NaN for anything else. Blanks and what a short line lacks count as zeros. */
function number(bytes: Uint8Array, from: number, length: number, end: number): number {
  let value = 0;
  for (let at = from; at < from + length; at++) {
    const code = at < end ? bytes[at]! : BLANK;
    const digit = code === BLANK ? 0 : code - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Keeps what is certain: without a month it is a year, without a day a month. Nothing at all is undefined. */
function partialDate(year: number, month: number, day: number): PartialDate | undefined | Unreadable {
  if (year === 0 && month === 0 && day === 0) return undefined;
  if (Number.isNaN(year + month + day)) return UNREADABLE;
  if (year === 0 || month > 12 || day > 31) return IMPOSSIBLE;
  const yearText = TWO_DIGITS[Math.floor(year / 100)]! + TWO_DIGITS[year % 100]!;
  if (month === 0) return yearText;
  if (day === 0) return `${yearText}-${TWO_DIGITS[month]}`;
  return day <= daysInMonth(year, month) ? `${yearText}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}` : IMPOSSIBLE;
}

/** `YYYYMMDD`; the record ends before `end`. */
export function readDate8(bytes: Uint8Array, at: number, end: number): PartialDate | undefined | Unreadable {
  return partialDate(number(bytes, at, 4, end), number(bytes, at + 4, 2, end), number(bytes, at + 6, 2, end));
}

/** `YYYY-MM-DD`; the record ends before `end`. */
export function readDate10(bytes: Uint8Array, at: number, end: number): PartialDate | undefined | Unreadable {
  const date = partialDate(number(bytes, at, 4, end), number(bytes, at + 5, 2, end), number(bytes, at + 8, 2, end));
  return isSeparator(bytes, at + 4, end) && isSeparator(bytes, at + 7, end) ? date : UNREADABLE;
}

function isSeparator(bytes: Uint8Array, at: number, end: number): boolean {
  const code = at < end ? bytes[at]! : BLANK;
  return code === HYPHEN || code === BLANK;
}

/**
 * `YYYYMMDDHHMM`. Hour 24 and more, or minutes above 59 (99 is CPR's filler): the date is kept, the time is dropped,
 * as it is where the day is not known.
 */
export function readTimestamp(bytes: Uint8Array, at: number, end: number): Moment | undefined | Unreadable {
  const date = readDate8(bytes, at, end);
  const hour = number(bytes, at + 8, 2, end);
  const minute = number(bytes, at + 10, 2, end);
  if (date === UNREADABLE || Number.isNaN(hour) || Number.isNaN(minute)) return UNREADABLE;
  if (date === undefined || date === IMPOSSIBLE) return date;
  if (date.length < 10 || hour >= 24 || minute >= 60) return { date };
  return { date, time: TWO_DIGITS[hour]! + TWO_DIGITS[minute]! };
}
