import { nextDue } from './due';
import { daily } from './rule';

/** The register's night is over by then, and people come to work. */
const MORNING = daily('06:00');

/** When on a day (`YYYY-MM-DD`) something is read again that was told ahead of it. */
export function rereadTime(day: string): Date {
  // Midnight in London is after midnight and before six in Copenhagen, on the same day.
  return nextDue(MORNING, new Date(`${day}T00:00:00Z`));
}
