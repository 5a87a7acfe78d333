import { compactDate, type Day, twoDigits } from './calendar';
import type { Dice } from './dice';

/** A moment on a day as twelve digits, in office hours. */
export function momentOn(dice: Dice, day: Day): string {
  return compactDate(day) + twoDigits(dice.between(8, 15)) + twoDigits(dice.below(60));
}

/** A day whose hour was never recorded; the register writes 20:00 as filler for facts from before 1990. */
export function dayOnly(day: Day): string {
  return `${compactDate(day)}2000`;
}

/** The date part of a moment as `YYYY-MM-DD`. */
export function dateOfMoment(moment: string): string {
  return `${moment.slice(0, 4)}-${moment.slice(4, 6)}-${moment.slice(6, 8)}`;
}

/** A past moment as old registrations have it: sometimes whole, sometimes only the month, the year or the hour. */
export function oldMoment(dice: Dice, day: Day): { at: string; uncertain: boolean } {
  const date = compactDate(day);
  const odds = dice.below(40);
  if (odds === 0) return { at: `${date.slice(0, 4)}00000000`, uncertain: true };
  if (odds === 1) return { at: `${date.slice(0, 6)}002000`, uncertain: true };
  if (odds === 2) return { at: `${date}1299`, uncertain: true };
  if (odds === 3) return { at: `${date.slice(0, 4)}00001299`, uncertain: true };
  return Number(date.slice(0, 4)) < 1990
    ? { at: dayOnly(day), uncertain: false }
    : { at: momentOn(dice, day), uncertain: false };
}
