import type { Dice } from '../population/dice';
import { dwelling } from '../population/places';
import type { OrganisationAddress } from './organisation-state';

/** Where a unit is, mostly in Denmark. */
export function organisationAddress(dice: Dice): OrganisationAddress {
  if (dice.below(300) === 0) return abroad(dice);
  const place = dwelling(dice);
  const building = `${Number(place.houseNumber.slice(0, 3))}${place.houseNumber.slice(3).trim()}`;
  return {
    street: place.street,
    building,
    floor: place.floor.replace(/^0/, '') || null,
    suite: place.door.trim().replace(/^0+/, '') || null,
    additional: dice.chance(0.06) ? dice.pick(ADDITIONS) : null,
    postcode: place.postcode,
    district: place.postDistrict,
    country: 'DK',
    region: regionOf(Number(place.municipality)),
    ...coordinates(dice),
  };
}

/** The same address as a second survey has it: some metres away. */
export function surveyedAgain(address: OrganisationAddress): OrganisationAddress {
  return { ...address, east: address.east + 3.25, north: address.north - 1.5 };
}

const ADDITIONS = ['Bygning 4', 'Indgang B', 'Opgang 12; porten', 'Postboks 118', 'c/o Sundhedshuset'] as const;

function abroad(dice: Dice): OrganisationAddress {
  return {
    street: 'Deichstraße',
    building: String(dice.between(1, 90)),
    floor: null,
    suite: null,
    additional: '24937 Flensburg',
    postcode: null,
    district: null,
    country: 'DE',
    region: null,
    ...coordinates(dice),
  };
}

/** Whole metres and hundredths, somewhere between the North Sea and Bornholm. */
function coordinates(dice: Dice): { east: number; north: number } {
  return { east: dice.between(44_100_000, 89_300_000) / 100, north: dice.between(605_000_000, 640_000_000) / 100 };
}

/** The code of a municipality's region, near enough for what is invented. */
function regionOf(municipality: number): string {
  if (municipality <= 250 || municipality === 400 || municipality === 270 || municipality === 260) return '1084';
  if (municipality < 400) return '1085';
  if (municipality <= 630) return '1083';
  return municipality <= 770 || municipality === 779 || municipality === 791 ? '1082' : '1081';
}
