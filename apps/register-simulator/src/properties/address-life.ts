import { PLACES, postcodeId } from './country';
import { COUNTRY_HOLDER } from './lay-out-country';
import { objectId } from './lay-out-site';
import { liveOn, locationOf, type PropertyScene, type Subject } from './property-scene';
import type { PropertyEntity, PropertyRow, Value } from './rows';
import { addressText, floorAndDoor } from './site-address';

/** The house number of the property, by its address where that has one; of the site's first house otherwise. */
export function doorOf(subject: Subject, scene: PropertyScene): PropertyRow {
  const { shelf, moment } = scene;
  const location = locationOf(subject, scene);
  const address = shelf.rowAt('DAR_Adresse', String(location['adresseLokalId']), moment);
  const door = shelf.rowAt('DAR_Husnummer', String(address?.['husnummer'] ?? location['husnummerLokalId']), moment);
  if (door === undefined) throw new RangeError(`${subject.bfe} has no address`);
  return door;
}

/** It gets another house number on its road, and a flat another door. */
export function changeAddress(subject: Subject, scene: PropertyScene): number[] {
  const { shelf, editor, dice, serial } = scene;
  const { site } = subject;
  const location = locationOf(subject, scene);
  const door = doorOf(subject, scene);
  const doorId = objectId(shelf.seed, site, 'houseNumber', 1000 + serial);
  const addressId = objectId(shelf.seed, site, 'address', 1000 + serial);
  const husnummertekst = `${Number.parseInt(String(door['husnummertekst']), 10) + dice.between(1, 9)}${dice.pick(['E', 'F'])}`;
  const { texts } = writtenAs({ ...door, husnummertekst }, scene);
  const unit = subject.kind === 'flat' ? floorAndDoor(dice.below(10)) : undefined;
  editor.begin(site, 'DAR_Husnummer', doorId, {
    ...own(door, ['navngivenVej', 'postnummer', 'kommuneinddeling', 'jordstykke', 'supplerendeBynavn', 'vejmidte']),
    husnummertekst,
    adgangsadressebetegnelse: texts(),
  });
  editor.begin(site, 'DAR_Adresse', addressId, {
    adressebetegnelse: texts(unit),
    etagebetegnelse: unit?.floor ?? null,
    doerbetegnelse: unit?.door ?? null,
    husnummer: doorId,
    bygning: null,
    doerpunkt: null,
  });
  const flat = subject.kind === 'flat';
  editor.turn(site, 'EBR_Ejendomsbeliggenhed', location.id_lokalId, {
    adresseLokalId: flat ? addressId : null,
    husnummerLokalId: flat ? null : doorId,
    betegnelse: null,
    forretningshaendelse: 'adresseændring',
  });
  return [subject.bfe];
}

/** Some fields of a row. */
export const own = (row: PropertyRow, fields: readonly string[]): Record<string, Value> =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));

/** How addresses of a house number are written, with its road and postcode as they are now. */
export function writtenAs(
  door: Readonly<Record<string, Value>>,
  { shelf, moment }: Pick<PropertyScene, 'shelf' | 'moment'>,
) {
  const road = shelf.rowAt('DAR_NavngivenVej', String(door['navngivenVej']), moment);
  const postcode = shelf.rowAt('DAR_Postnummer', String(door['postnummer']), moment);
  const place = {
    road: String(road?.['vejnavn']),
    houseNumber: String(door['husnummertekst']),
    postcode: String(postcode?.['postnr']),
    town: String(postcode?.['navn']),
  };
  return { texts: (unit?: { floor: string | null; door: string | null }) => addressText(place, unit) };
}

/** Every address on the road is written otherwise, and nothing of the properties themselves changes. */
export function changeRoad(
  subject: Subject,
  scene: PropertyScene,
  change: { name?: string; postcode?: string },
): number[] {
  const { shelf, editor, moment } = scene;
  const first = doorOf(subject, scene);
  const roadId = String(first['navngivenVej']);
  if (change.name !== undefined) {
    const vejnavn = change.name;
    editor.turn(COUNTRY_HOLDER, 'DAR_NavngivenVej', roadId, { vejnavn, vejadresseringsnavn: vejnavn.slice(0, 20) });
  }
  const postnummer = change.name === undefined ? newPostcode(first, change.postcode, scene) : undefined;
  const changed: number[] = [];
  for (const site of shelf.sitesOn(shelf.roadNumber(roadId))) {
    const held = (entity: PropertyEntity) =>
      [...new Set((shelf.dossier(site).get(entity) ?? []).map(({ id_lokalId }) => id_lokalId))].flatMap(
        (id) => shelf.rowAt(entity, id, moment) ?? [],
      );
    const doors = held('DAR_Husnummer');
    const addresses = held('DAR_Adresse');
    for (const door of doors) {
      const next = { ...door, ...(postnummer !== undefined && { postnummer }) };
      const { texts } = writtenAs(next, scene);
      editor.turn(site, 'DAR_Husnummer', door.id_lokalId, {
        adgangsadressebetegnelse: texts(),
        postnummer: next['postnummer'] ?? null,
      });
      for (const address of addresses.filter(({ husnummer }) => husnummer === door.id_lokalId)) {
        const unit = { floor: textOf(address['etagebetegnelse']), door: textOf(address['doerbetegnelse']) };
        editor.turn(site, 'DAR_Adresse', address.id_lokalId, { adressebetegnelse: texts(unit) });
      }
    }
    if (doors.length > 0) changed.push(...liveOn(site, scene));
  }
  return changed;
}

const textOf = (value: Value | undefined) => (typeof value === 'string' ? value : null);

function newPostcode(door: PropertyRow, wanted: string | undefined, { shelf, dice, moment }: PropertyScene): string {
  const present = shelf.rowAt('DAR_Postnummer', String(door['postnummer']), moment)?.['postnr'];
  const others = PLACES.filter(({ postcode }) => (wanted === undefined ? postcode !== present : postcode === wanted));
  const place = dice.pick(others);
  if (place === undefined || place.postcode === present) throw new RangeError('there is no such other postcode');
  return postcodeId(shelf.seed, place.postcode);
}
