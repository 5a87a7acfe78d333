import {
  type Address,
  addressLines,
  CPR_COUNTRIES,
  type Dated,
  groupContent,
  municipalityCode,
  type ObservedGroup,
  present,
} from '@contact-sync/contacts-model';
import { text } from '../texts';
import type { Element } from './elements';
import type { Fields } from './fields';
import { current, linesOf, type Scene } from './scene';
import { DEAD, DISAPPEARED, EMIGRATED, RESIDENT } from './words';

/** 003's names of places (LOKALITET) are not on this road; one that is shown stays until the person moves. */
const UNDELIVERED = { addressUnlessMoved: ['address2'] } as const;

/**
 * The address in Denmark or Greenland; else, for emigrated persons, the contact address or the address abroad. Where there
 * is none: since when. Undefined where the answer does not tell enough to say that there is none.
 */
export function mainAddress(scene: Scene): ObservedGroup | undefined {
  const addresses = current(scene, 'adresseoplysninger');
  if (addresses === undefined) return undefined;
  const home = addresses.map((element) => addressAtHome(element, scene)).find((group) => group !== undefined);
  if (home !== undefined) return home;
  if (RESIDENT.has(scene.status)) {
    scene.remark('CPR gives no address of a person who is resident; the address was left as it is');
    return undefined;
  }
  const emigrations = current(scene, 'udrejseIndrejser');
  if (emigrations === undefined && scene.status === EMIGRATED) return undefined;
  const address = addressAbroad(scene, emigrations?.[0]);
  return address === undefined ? groupContent({ addressEnd: addressEnd(scene) }) : groupContent({ address });
}

/**
 * As record 003 has it: address1 is road, number, floor and door, address3 c/o, and the supplementary lines after it
 * (cpr.md, 5).
 */
function addressAtHome({ fields, since }: Element, { day, remark }: Scene): ObservedGroup | undefined {
  const place = fields.object('cprAdresse');
  const co = fields.text('conavn');
  const supplement = linesOf(fields.object('supplerendeAdresse'), day);
  const told = {
    address1: text(place && streetLine(place), 'address1', remark),
    address3: text([co, ...supplement].filter((line) => line !== undefined).join(', '), 'address3', remark),
    municipality: municipalityCode(place?.text('cprkommunekode')),
    postcode: code(place?.text('postnummer')),
    city: districtOf(place),
  };
  const town = place?.text('bynavn');
  const parts = [...Object.values(told), town, code(place?.text('cprvejkode'))];
  if (parts.every((part) => part === undefined)) return undefined;
  return groupContent({
    info: { Bynavn: town, Postdist: told.city },
    address: present<Address>({ ...told, country_code: 'DK', start: since }),
    undelivered: UNDELIVERED,
  });
}

/**
 * Road, number, floor and door as CPR writes them on a label (003 STANDARDADR): `Industrivænget 95,1 mf`, `Skovvej 77 A`,
 * `Boulevarden 8 A,1,-1`. Greenland may have the number of a building instead of a house's.
 */
function streetLine(place: Fields): string | undefined {
  const house = houseOf(place.text('husnummer')) ?? code(place.text('bygningsnummer'))?.replace(/^0+/, '');
  const road = place.text('vejadresseringsnavn') ?? place.text('vejnavn');
  const floor = place.text('etage')?.replace(/^0+(?=\d)/, '');
  const door = place.text('sidedoer');
  const line = [road, house].filter((part) => part !== undefined).join(' ');
  if (line === '') return undefined;
  if (floor === undefined && door === undefined) return line;
  const side = door === undefined || !/^\d+$/.test(door) ? door : `-${Number(door)}`;
  if (floor === undefined || side === undefined) return `${line},${floor ?? side}`;
  return side.startsWith('-') ? `${line},${floor},${side}` : `${line},${floor} ${side}`;
}

/** `012B` is 12 B. */
function houseOf(text: string | undefined): string | undefined {
  const [, digits, letter] = /^0*([1-9]\d*) *(\p{L}?)$/u.exec(text ?? '') ?? [];
  if (digits === undefined) return code(text);
  return letter === '' ? digits : `${digits} ${letter}`;
}

/** Where the postcode is unknown the district is the word for it. */
function districtOf(place: Fields | undefined): string | undefined {
  const district = place?.text('postdistrikt');
  return district?.toLowerCase() === 'ukendt' ? undefined : district;
}

function addressAbroad({ person, status, day }: Scene, emigration: Element | undefined): Address | undefined {
  if (emigration === undefined && status !== EMIGRATED) return undefined;
  const country = code(emigration?.fields.text('cprlandekodeudrejse'));
  const country_code = country === undefined ? undefined : (CPR_COUNTRIES.get(country) ?? country);
  const contact = person.object('kontaktadresse');
  const contactLines = linesOf(contact, day);
  if (contactLines.length > 0) {
    return present<Address>({ ...addressLines(contactLines), country_code, start: contact?.dated('virkningfra') });
  }
  const lines = linesOf(emigration?.fields.object('udlandsadresse'), day);
  if (lines.length === 0) return undefined;
  return present<Address>({ ...addressLines(lines), country_code, start: emigration?.since });
}

/** The day of death, emigration or disappearance; absent where the status names no such event. */
function addressEnd(scene: Scene): Dated | undefined {
  switch (scene.status) {
    case DEAD:
      return scene.statusSince;
    case EMIGRATED:
      return current(scene, 'udrejseIndrejser')?.[0]?.since ?? scene.statusSince;
    case DISAPPEARED:
      return current(scene, 'forsvindinger')?.[0]?.since ?? scene.statusSince;
    default:
      return undefined;
  }
}

/** A code that is not only zeros. */
function code(digits: string | undefined): string | undefined {
  return digits === undefined || /^0+$/.test(digits) ? undefined : digits;
}
