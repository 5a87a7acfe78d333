import { danishDay, isPartialDate } from '@contact-sync/contacts-model';

/** A day, and the time of day where one was written: `YYYY-MM-DD`, `HH:MM:SS`. */
export interface SorDate {
  readonly day: string;
  readonly time?: string;
}

const TIME = '(?:[T ]([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:[.,]\\d+)?)?\\s?(Z|[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})${TIME}$`, 'i');
const DAY_FIRST = new RegExp(`^(\\d{2})([-.])(\\d{2})\\2(\\d{4})${TIME}$`, 'i');

/**
 * A date in one of the forms that SOR may use, since none is documented: `YYYY-MM-DD`, `DD-MM-YYYY` and `DD.MM.YYYY`, each
 * with or without a time. A time with a zone counts as the day it was in Denmark. Undefined for what is no date.
 */
export function readSorDate(text: string): SorDate | undefined {
  const year = YEAR_FIRST.exec(text);
  if (year !== null) return date(`${year[1]}-${year[2]}-${year[3]}`, year.slice(4));
  const day = DAY_FIRST.exec(text);
  return day === null ? undefined : date(`${day[4]}-${day[3]}-${day[1]}`, day.slice(5));
}

function date(day: string, [hour, minute, second, zone]: readonly (string | undefined)[]): SorDate | undefined {
  if (!isPartialDate(day)) return undefined;
  if (hour === undefined || minute === undefined) return { day };
  const time = `${hour}:${minute}:${second ?? '00'}`;
  const here = zone === undefined ? day : dayOf(`${day}T${time}${zone.toUpperCase()}`);
  return here === undefined ? undefined : { day: here, time };
}

function dayOf(instant: string): string | undefined {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? undefined : danishDay(time);
}
