import { Dice, mix } from '../population/dice';
import { ROAD_COUNT, type Road, roadAt } from './country';
import { SITE_KINDS, type Site } from './directory';

/** Where a site lay on the first day. Cheap, so that all of them can be searched. */
export interface SiteAddress {
  readonly road: Road;
  readonly houseNumber: number;
  readonly letter: string;
}

/** The samples lie in Ballerup, whatever the seed. */
export function addressOfSite(seed: number, site: Site): SiteAddress {
  if (site < SITE_KINDS.length) return { road: roadAt(site), houseNumber: 12 + 2 * site, letter: '' };
  const dice = new Dice(mix(seed, site, 3));
  const road = roadAt(dice.below(ROAD_COUNT));
  return { road, houseNumber: dice.between(1, 180), letter: dice.chance(0.15) ? dice.pick(['A', 'B', 'C']) : '' };
}

/** Floors and doors of the flats of a house, one after the other. */
export function floorAndDoor(flat: number): { floor: string; door: string } {
  const floor = Math.floor(flat / 2);
  return { floor: floor === 0 ? 'st' : String(floor), door: flat % 2 === 0 ? 'tv' : 'th' };
}

/** The full text of an address as DAR writes it. */
export function addressText(
  { road, houseNumber, postcode, town }: { road: string; houseNumber: string; postcode: string; town: string },
  unit?: { floor: string | null; door: string | null },
): string {
  const inside = unit?.floor ? `, ${unit.floor}.${unit.door ? ` ${unit.door}` : ''}` : '';
  return `${road} ${houseNumber}${inside}, ${postcode} ${town}`;
}
