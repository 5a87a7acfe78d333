import { type Day, isoDate, twoDigits } from '../population/calendar';

/** A moment as the service writes it: UTC with six decimals. */
export function stamp(ms: number, micros = 0): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
}

/** The minutes from 8 to 16 o'clock. */
const OFFICE_MINUTES = Array.from(
  { length: 480 },
  (_, at) => `T${twoDigits(8 + Math.floor(at / 60))}:${twoDigits(at % 60)}:`,
);

/** A moment in office hours of a past day; `salt` spreads it. */
export function officeStamp(day: Day, salt: number): string {
  const minute = OFFICE_MINUTES[salt % 480] ?? '';
  return `${isoDay(day)}${minute}${twoDigits(salt % 60)}.${100_000 + (salt % 900_000)}Z`;
}

const DAYS: string[] = [];

/** `YYYY-MM-DD`; the same days are asked for again and again. */
export function isoDay(day: Day): string {
  return day < 0 ? isoDate(day) : (DAYS[day] ??= isoDate(day));
}

/** The day of a moment, in Denmark. */
export function danishDay(ms: number): string {
  return DANISH_DAY.format(ms);
}

/** Danish local time marked as Z: how the import status says when it was updated. */
export function danishTimeAsZ(ms: number): string {
  const part = Object.fromEntries(DANISH_TIME.formatToParts(ms).map(({ type, value }) => [type, value]));
  const millis = String(((ms % 1000) + 1000) % 1000).padStart(3, '0');
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}.${millis}000Z`;
}

/** Midnight of a day as a moment, or null. */
export function midnight(day: string | null): string | null {
  return day === null ? null : `${day}T00:00:00.000000Z`;
}

const DANISH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });
const DANISH_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Copenhagen',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
