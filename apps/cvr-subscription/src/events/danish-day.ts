import { daily, nextDue } from '@contact-sync/service';

const REREAD_RULE = daily('06:00');
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });

/** The day it is in Denmark, YYYY-MM-DD. */
export function danishDay(at: Date): string {
  return DAY.format(at);
}

/** 06:00 of a day in Denmark: the register's night is over by then. */
export function rereadTime(day: string): Date {
  // Midnight in London is after midnight and before six in Copenhagen, on the same day.
  return nextDue(REREAD_RULE, new Date(`${day}T00:00:00Z`));
}
