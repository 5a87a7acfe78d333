import { nextDue } from './due';
import { daily } from './rule';

const DANISH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });
/** The register's night is over by then, and people come to work. */
const MORNING = daily('06:00');

/** The day it is in Denmark, `YYYY-MM-DD`. */
export const danishDay = (at: Date): string => DANISH_DAY.format(at);

/** When on a day (`YYYY-MM-DD`) something is read again that was told ahead of it. */
export function rereadTime(day: string): Date {
  // Midnight in London is after midnight and before six in Copenhagen, on the same day.
  return nextDue(MORNING, new Date(`${day}T00:00:00Z`));
}
