/** Days as whole numbers counted from 1970-01-01, so that a population needs no clock and no time zone. */
export type Day = number;

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** The day number of a date in the Gregorian calendar (era arithmetic: a year begins in March, so the leap day is last). */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function dateOf(day: Day): CalendarDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** A number from 0 to 99 with two digits. */
export function twoDigits(n: number): string {
  return TWO[n] ?? String(n);
}

/** `YYYY-MM-DD`. */
export function isoDate(day: Day): string {
  const { year, month, day: d } = dateOf(day);
  return `${year}-${twoDigits(month)}-${twoDigits(d)}`;
}

/** `YYYYMMDD`. */
export function compactDate(day: Day): string {
  const { year, month, day: d } = dateOf(day);
  return `${year}${twoDigits(month)}${twoDigits(d)}`;
}

/** The day of a `YYYY-MM-DD` text, or undefined when there is no such date. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return isoDate(day) === text ? day : undefined;
}

/** 0 is Monday, 6 is Sunday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The next day that has a production run: Monday to Friday. */
export function nextWeekday(day: Day): Day {
  const after = weekday(day + 1);
  return after < 5 ? day + 1 : day + 1 + (7 - after);
}

/** The weekday before the given day. */
export function previousWeekday(day: Day): Day {
  const before = weekday(day - 1);
  return before < 5 ? day - 1 : day - 1 - (before - 4);
}

/** Whole years lived on a day. */
export function ageOn(born: Day, day: Day): number {
  const b = dateOf(born);
  const d = dateOf(day);
  return d.year - b.year - (d.month < b.month || (d.month === b.month && d.day < b.day) ? 1 : 0);
}

/** The birthday on which someone turns the given age; born on 29 February counts from 1 March in common years. */
export function birthday(born: Day, age: number): Day {
  const { year, month, day } = dateOf(born);
  return dayOf(year + age, month, day);
}
