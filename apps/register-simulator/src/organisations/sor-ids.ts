import { verhoeffDigit } from './verhoeff';

/** Namespace of SOR and partition, behind the serial number. */
const BEHIND = '100001600';

/** Far above the serial numbers that were given out, so that the ids are nobody's. */
const FIRST_SERIAL = 7_000_001;

/** The SOR id of the unit at a place: serial number, namespace, partition, check digit. They rise with the places. */
export function sorIdOf(place: number): string {
  const digits = `${FIRST_SERIAL + place}${BEHIND}`;
  return `${digits}${verhoeffDigit(digits)}`;
}

/** The place of a SOR id of ours; undefined for every other text. */
export function placeOf(sorId: string): number | undefined {
  const serial = /^(\d{7,9})100001600\d$/.exec(sorId)?.[1];
  const place = serial === undefined ? -1 : Number(serial) - FIRST_SERIAL;
  return place >= 0 && sorIdOf(place) === sorId ? place : undefined;
}

/** The id with a check digit that is not its own. */
export function withWrongDigit(sorId: string): string {
  return `${sorId.slice(0, -1)}${(Number(sorId.slice(-1)) + 5) % 10}`;
}
