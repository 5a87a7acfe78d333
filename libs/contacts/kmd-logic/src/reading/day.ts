import { danishDay, isPartialDate } from '@contact-sync/contacts-model';

/** What .NET writes where a date was never set. */
const NEVER = '0001-01-01';

/**
 * The day in one of Logic's texts, whose form is not documented: ISO 8601 as a date or as a date and time, or `dd-MM-yyyy`.
 * A time with a zone counts as the day it was in Denmark. Null where the text says that there is no date, undefined where
 * it cannot be read.
 */
export function readDay(text: string): string | null | undefined {
  const turned = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text);
  if (turned !== null) return real(`${turned[3]}-${turned[2]}-${turned[1]}`);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (iso === null) return undefined;
  const day = real(iso[1] ?? '');
  return day === undefined || day === null || iso[2] === undefined ? day : dayOfInstant(text);
}

/** The day in Denmark of an instant, ISO 8601 with a zone; undefined where it is none. */
export function dayOfInstant(instant: string): string | undefined {
  const time = Date.parse(instant.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : danishDay(time);
}

function real(day: string): string | null | undefined {
  if (day === NEVER) return null;
  return isPartialDate(day) ? day : undefined;
}
