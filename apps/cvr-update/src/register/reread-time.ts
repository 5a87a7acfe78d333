import { daily, latestDue } from '@contact-sync/service';

/** What takes effect on a day is read in its morning, when people come to work. */
const MORNING = daily('06:00');

/** The moment on a day (`YYYY-MM-DD`) at which something that was told ahead is read again. */
export function rereadTime(day: string): Date {
  // Noon in UTC lies in the afternoon of that day in Denmark.
  return latestDue(MORNING, new Date(`${day}T12:00:00Z`));
}
