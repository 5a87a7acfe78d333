import { dateOf, type Day, dayOf, nextWeekday, parseDay } from '../population/calendar';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The day in Denmark at a moment (milliseconds). */
export function danishDayAt(moment: number): Day {
  return parseDay(CLOCK.format(moment).slice(0, 10)) ?? 0;
}

/** `YYYYMMDDHHMM` in Denmark. */
export function danishMoment(moment: number): string {
  return CLOCK.format(moment).replace(/\D/g, '');
}

/** The moment (milliseconds) of a Danish time of a day; `time` as `HH:MM`. */
export function momentAt(day: Day, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wanted = day * 24 * HOUR + hours * HOUR + minutes * MINUTE;
  // Two hours ahead in summer, one in winter; 02:00 to 03:00 is never asked for.
  return CLOCK.format(wanted - 2 * HOUR).slice(11) === time ? wanted - 2 * HOUR : wanted - HOUR;
}

/** Easter Sunday, by the rule of the Gregorian calendar (Butcher). */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1);
}

/** New Year, Maundy Thursday to Easter Monday, Ascension, Whit Monday, Christmas; Great Prayer Day ended with 2023. */
export function isPublicHoliday(day: Day): boolean {
  const { year, month, day: date } = dateOf(day);
  if (month === 1) return date === 1;
  if (month === 12) return date === 25 || date === 26;
  const fromEaster = day - easter(year);
  return [-3, -2, 0, 1, 39, 49, 50].includes(fromEaster) || (fromEaster === 26 && year < 2024);
}

/** The next weekday that is no public holiday: when the CPR office delivers. */
export function nextDeliveryDay(day: Day): Day {
  let next = nextWeekday(day);
  while (isPublicHoliday(next)) next = nextWeekday(next);
  return next;
}
