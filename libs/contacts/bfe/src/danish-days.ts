import { danishDay } from '@contact-sync/contacts-model';
import type { Row } from '@contact-sync/contacts-datafordeler';

const DAY_LENGTH = 10;

/**
 * The row with its time in the world in Danish days. The registers of property give times in UTC: a day that begins at
 * midnight in Denmark comes as 22 or 23 o'clock of the day before.
 */
export function inDanishDays<R extends Row>(row: R): R {
  return { ...row, virkningFra: dayOf(row.virkningFra), virkningTil: dayOf(row.virkningTil) };
}

function dayOf(time: string | null | undefined): string | null {
  if (time === undefined || time === null) return null;
  const ms = time.length > DAY_LENGTH ? Date.parse(time) : Number.NaN;
  // A day without a time is a day already, and a time without end is no moment.
  return Number.isNaN(ms) || time.startsWith('9999') ? time.slice(0, DAY_LENGTH) : danishDay(ms);
}
