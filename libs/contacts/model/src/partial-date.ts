/**
 * A date that keeps what is certain and invents nothing: `YYYY-MM-DD`, `YYYY-MM` where the day is unknown,
 * `YYYY` where the month is unknown too. Such texts sort in time order with the plain `<` operator.
 */
export type PartialDate = string;

/** A date as a register gave it. `uncertain` is the register's own mark (CPR: `*`), which says the date is doubtful. */
export interface Dated {
  readonly date: PartialDate;
  readonly uncertain?: true;
}

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True when the text is a year, a month or a day that exists in the calendar. */
export function isPartialDate(text: string): boolean {
  const parts = PARTIAL_DATE.exec(text);
  if (parts === null) return false;
  const [, year, month, day] = parts;
  if (year === '0000') return false;
  if (month === undefined) return true;
  if (month < '01' || month > '12') return false;
  if (day === undefined) return true;
  return day >= '01' && Number(day) <= daysInMonth(Number(year), Number(month));
}

/** The number of days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
