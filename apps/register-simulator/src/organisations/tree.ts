import type { Place } from './dossier';
import type { SorType } from './organisation-state';

/** An institution owner with three health institutions of seven units each, and the same again. */
const BLOCK = 25;
const BRANCH = 8;

/** Which kind of unit stands at a place, as long as nothing was added. */
export function typeAt(place: Place): SorType {
  const at = place % BLOCK;
  if (at === 0) return 'IE';
  return at % BRANCH === 1 ? 'SI' : 'OE';
}

/** The unit above: the owner's institutions, their units, and beneath the first of these the others. */
export function parentAt(place: Place): Place | undefined {
  const at = place % BLOCK;
  if (at === 0) return undefined;
  const institution = place - ((at - 1) % BRANCH);
  const nth = place - institution;
  if (nth === 0) return place - at;
  return nth <= 3 ? institution : institution + nth - 3;
}

/** The one unit beneath an organisational unit, if it may have one. */
export function childAt(place: Place): Place | undefined {
  const nth = ((place % BLOCK) - 1) % BRANCH;
  return typeAt(place) === 'OE' && nth + 3 < BRANCH ? place + 3 : undefined;
}

/** Which owner it is: the first, the second. */
export function ownerNumberAt(place: Place): number {
  return Math.floor(place / BLOCK);
}
