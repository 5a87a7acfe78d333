import type { Dice } from '../population/dice';
import { mix } from '../population/dice';
import { MUNICIPALITIES, NEW_ROAD_NAMES, PLACES, postcodeId } from './country';
import { COUNTRY_HOLDER } from './lay-out-country';
import { ENTITY_OF_KIND, objectId, ownershipFields, siteOfParcel } from './lay-out-site';
import type { Site } from './directory';
import type { PropertyLifeEvent } from './life-event';
import { drawOwnerKind } from './owners';
import type { PropertyEditor } from './property-editor';
import type { PropertyKind } from './property-state';
import type { PropertyEntity, PropertyRow, Value } from './rows';
import type { Shelf } from './shelf';
import { addressText, floorAndDoor } from './site-address';

/** What a life event works with. */
export interface PropertyScene {
  readonly shelf: Shelf;
  readonly editor: PropertyEditor;
  readonly dice: Dice;
  /** UTC with six decimals. */
  readonly moment: string;
  readonly serial: number;
}

type EventOf<K extends PropertyLifeEvent['kind']> = Extract<PropertyLifeEvent, { kind: K }>;

interface Subject {
  readonly bfe: number;
  readonly id: string;
  readonly kind: PropertyKind;
  readonly entity: PropertyEntity;
  readonly site: Site;
}

/** Lets something happen; answers whose contents changed. Throws a RangeError on what cannot. */
export function liveProperty(event: PropertyLifeEvent, scene: PropertyScene): number[] {
  const subject = subjectOf(event.bfe, scene);
  switch (event.kind) {
    case 'parcel-moved':
      return moveParcel(event, subject, scene);
    case 'area':
      return correctArea(event, subject, scene);
    case 'address':
      return changeAddress(subject, scene);
    case 'road-renamed':
      return changeRoad(subject, scene, { name: event.name ?? scene.dice.pick(NEW_ROAD_NAMES) });
    case 'postcode-moved':
      return changeRoad(subject, scene, { postcode: event.postcode });
    case 'municipality':
      return changeMunicipality(event, subject, scene);
    case 'split-off':
      return splitOff(subject, scene);
    case 'ceased':
      return cease(event, subject, scene);
    case 'sold':
      return sell(event, subject, scene);
    case 'note':
      return setNote(event, subject, scene);
  }
}

function subjectOf(bfe: number, { shelf, moment }: PropertyScene): Subject {
  const site = shelf.directory.siteOf(bfe);
  if (site === undefined) throw new RangeError(`there is no property ${bfe}`);
  const kind = shelf.directory.whatIs(bfe);
  const subject = { bfe, id: String(bfe), kind, entity: ENTITY_OF_KIND[kind], site };
  const row = shelf.rowAt(subject.entity, subject.id, moment);
  if (row === undefined || row.status === 'Historisk') throw new RangeError(`${bfe} has ceased`);
  return subject;
}

function onlyLand({ bfe, kind }: Subject): void {
  if (kind !== 'land') throw new RangeError(`${bfe} is no land`);
}

const parcelsOf = ({ id }: Subject, { shelf, moment }: PropertyScene) =>
  shelf
    .rowsAt('MAT_Jordstykke', 'samletFastEjendomLokalId', id, moment)
    .sort((one, other) => (one.id_lokalId < other.id_lokalId ? -1 : 1));

function moveParcel({ to }: EventOf<'parcel-moved'>, from: Subject, scene: PropertyScene): number[] {
  const { shelf, editor } = scene;
  onlyLand(from);
  const parcels = parcelsOf(from, scene);
  const parcel = parcels.at(-1);
  if (parcel === undefined || parcels.length < 2) throw new RangeError(`${from.bfe} has no parcel to spare`);
  const target = subjectOf(to ?? anotherLand(from, scene), scene);
  onlyLand(target);
  if (target.bfe === from.bfe) throw new RangeError('a parcel moves to another property');
  const holder = siteOfParcel(parcel.id_lokalId);
  editor.turn(holder, 'MAT_Jordstykke', parcel.id_lokalId, { samletFastEjendomLokalId: target.id });
  shelf.visit(holder, target.site);
  editor.turn(from.site, from.entity, from.id, { forretningshaendelse: 'Jordstykke(r) bortfaldet' });
  editor.turn(target.site, target.entity, target.id, { forretningshaendelse: 'Jordstykke(r) tilkommet' });
  return [from.bfe, target.bfe];
}

function anotherLand(from: Subject, { shelf, dice, moment }: PropertyScene): number {
  const { sites } = shelf.directory;
  const first = dice.below(sites);
  for (let at = 0; at < sites; at++) {
    const [bfe = 0] = shelf.directory.bfesOf((first + at) % sites);
    if (bfe !== from.bfe && shelf.rowAt('MAT_SamletFastEjendom', String(bfe), moment)?.status === 'Gældende')
      return bfe;
  }
  throw new RangeError('there is no other land');
}

function correctArea({ area }: EventOf<'area'>, subject: Subject, scene: PropertyScene): number[] {
  const { editor, dice } = scene;
  const changed = (before: Value) => area ?? Number(before) + dice.between(1, 50);
  if (subject.kind === 'flat') {
    const row = scene.shelf.rowAt(subject.entity, subject.id, scene.moment);
    editor.turn(subject.site, subject.entity, subject.id, { samletAreal: changed(row?.['samletAreal'] ?? 0) });
    return [subject.bfe];
  }
  onlyLand(subject);
  const [parcel] = parcelsOf(subject, scene);
  if (parcel === undefined) throw new RangeError(`${subject.bfe} has no parcel`);
  editor.turn(siteOfParcel(parcel.id_lokalId), 'MAT_Jordstykke', parcel.id_lokalId, {
    registreretAreal: changed(parcel['registreretAreal'] ?? 0),
  });
  return [subject.bfe];
}

function locationOf({ bfe, id }: Subject, { shelf, moment }: PropertyScene): PropertyRow {
  const [row] = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', id, moment);
  if (row === undefined) throw new RangeError(`${bfe} has no location`);
  return row;
}

/** The house number of the property, by its address where that has one; of the site's first house otherwise. */
function doorOf(subject: Subject, scene: PropertyScene): PropertyRow {
  const { shelf, moment } = scene;
  const location = locationOf(subject, scene);
  const address = shelf.rowAt('DAR_Adresse', String(location['adresseLokalId']), moment);
  const door = shelf.rowAt('DAR_Husnummer', String(address?.['husnummer'] ?? location['husnummerLokalId']), moment);
  if (door === undefined) throw new RangeError(`${subject.bfe} has no address`);
  return door;
}

function changeAddress(subject: Subject, scene: PropertyScene): number[] {
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

const own = (row: PropertyRow, fields: readonly string[]): Record<string, Value> =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));

/** How addresses of a house number are written, with its road and postcode as they are now. */
function writtenAs(door: Readonly<Record<string, Value>>, { shelf, moment }: Pick<PropertyScene, 'shelf' | 'moment'>) {
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
function changeRoad(subject: Subject, scene: PropertyScene, change: { name?: string; postcode?: string }): number[] {
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

/** Properties of a site that have not ceased and have a location. */
function liveOn(site: Site, { shelf, moment }: PropertyScene): number[] {
  return [...shelf.directory.everyBfeOf(site)].filter((bfe) => {
    const row = shelf.rowAt(ENTITY_OF_KIND[shelf.directory.whatIs(bfe)], String(bfe), moment);
    const located = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', String(bfe), moment);
    return row !== undefined && row.status !== 'Historisk' && located.length > 0;
  });
}

/** The whole site comes under another municipality. */
function changeMunicipality(
  { municipality }: EventOf<'municipality'>,
  { site }: Subject,
  scene: PropertyScene,
): number[] {
  const { shelf, editor, dice, moment } = scene;
  const [present] = (shelf.dossier(site).get('MAT_Jordstykke') ?? []).map(({ kommuneLokalId }) => kommuneLokalId);
  const others = MUNICIPALITIES.filter(({ code }) =>
    municipality === undefined ? code !== present : code === municipality,
  );
  const next = dice.pick(others);
  if (next === undefined) throw new RangeError('there is no such municipality');
  const fields: readonly (readonly [PropertyEntity, Readonly<Record<string, Value>>])[] = [
    ['EBR_Ejendomsbeliggenhed', { kommuneinddelingKommunekode: next.code, forretningshaendelse: 'ejendomsforandring' }],
    ['DAR_Husnummer', { kommuneinddeling: next.dagiId }],
    ['MAT_Jordstykke', { kommuneLokalId: next.code, regionLokalId: next.region }],
    ['BBR_Ejendomsrelation', { kommunekode: next.code }],
  ];
  for (const [entity, own] of fields) {
    const ids = new Set((shelf.dossier(site).get(entity) ?? []).map(({ id_lokalId }) => id_lokalId));
    for (const id of ids) if (shelf.rowAt(entity, id, moment)) editor.turn(site, entity, id, own);
  }
  return liveOn(site, scene);
}

function splitOff(land: Subject, scene: PropertyScene): number[] {
  const { shelf, editor, dice, serial } = scene;
  onlyLand(land);
  const { site } = land;
  const door = doorOf(land, scene);
  const location = locationOf(land, scene);
  const bfe = shelf.directory.addFlat(site);
  const at = 1000 + serial;
  const unit = floorAndDoor(dice.between(10, 40));
  const addressId = objectId(shelf.seed, site, 'address', at);
  editor.turn(site, 'MAT_SamletFastEjendom', land.id, { hovedejendomOpdeltIEjerlejligh: true });
  editor.begin(site, 'MAT_Ejerlejlighed', String(bfe), {
    BFEnummer: bfe,
    ejerlejlighedsnummer: String(at),
    samletAreal: dice.between(35, 160),
    iBygningPaaFremmedGrund: false,
    samletFastEjendomLokalId: land.id,
    senesteSagLokalId: String(100_000_000 + serial),
    forretningshaendelse: 'Ejerlejlighed tilkommet',
  });
  editor.begin(site, 'DAR_Adresse', addressId, {
    adressebetegnelse: writtenAs(door, scene).texts(unit),
    etagebetegnelse: unit.floor,
    doerbetegnelse: unit.door,
    husnummer: door.id_lokalId,
  });
  editor.begin(site, 'EBR_Ejendomsbeliggenhed', objectId(shelf.seed, site, 'location', at), {
    ...own(location, ['kommuneinddelingKommunekode']),
    bestemtFastEjendomBFENr: String(bfe),
    adresseLokalId: addressId,
    husnummerLokalId: null,
    betegnelse: null,
    adresseManueltAngivet: false,
    kommuneManueltAngivet: false,
    forretningshaendelse: 'ejendomsforandring',
  });
  const who = mix(shelf.seed, bfe, serial);
  const id = objectId(shelf.seed, site, 'ownership', at);
  editor.begin(site, 'EJF_Ejerskab', id, ownershipFields(bfe, drawOwnerKind(dice), who, shelf.companies, true, 1));
  return [land.bfe, bfe];
}

function cease({ way }: EventOf<'ceased'>, subject: Subject, scene: PropertyScene): number[] {
  const { shelf, editor, moment } = scene;
  const { site, bfe, id, entity, kind } = subject;
  if ((way ?? (bfe % 2 === 0 ? 'status' : 'no-row')) === 'status') {
    editor.turn(site, entity, id, { status: 'Historisk', forretningshaendelse: 'Afledt ændring' });
  } else editor.end(site, entity, id);
  if (kind === 'land') {
    for (const { id_lokalId } of parcelsOf(subject, scene)) {
      editor.end(siteOfParcel(id_lokalId), 'MAT_Jordstykke', id_lokalId);
    }
  }
  for (const [other, field, value] of [
    ['EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', id],
    ['BBR_Ejendomsrelation', 'bfeNummer', bfe],
    ['EJF_Ejerskab', 'bestemtFastEjendomBFENr', bfe],
    ['EJF_Ejendomsadministrator', 'bestemtFastEjendomBFENr', bfe],
  ] as const) {
    for (const { id_lokalId } of shelf.rowsAt(other, field, value, moment)) editor.end(site, other, id_lokalId);
  }
  return [bfe];
}

function sell({ company }: EventOf<'sold'>, { bfe, site }: Subject, scene: PropertyScene): number[] {
  const { shelf, editor, dice, moment, serial } = scene;
  for (const { id_lokalId } of shelf.rowsAt('EJF_Ejerskab', 'bestemtFastEjendomBFENr', bfe, moment)) {
    editor.end(site, 'EJF_Ejerskab', id_lokalId);
  }
  const id = objectId(shelf.seed, site, 'ownership', 1000 + serial);
  const who = mix(shelf.seed, bfe, serial);
  const companies = company === undefined ? shelf.companies : [Number(company)];
  const kind = company === undefined ? drawOwnerKind(dice) : 'company';
  editor.begin(site, 'EJF_Ejerskab', id, ownershipFields(bfe, kind, who, companies, true, 1));
  return [bfe];
}

function setNote(
  { note }: EventOf<'note'>,
  subject: Subject,
  { shelf, editor, dice, moment }: PropertyScene,
): number[] {
  onlyLand(subject);
  const field = note ?? dice.pick(['landbrugsnotering', 'arbejderbolig', 'erFaelleslod'] as const);
  const present = shelf.rowAt(subject.entity, subject.id, moment)?.[field];
  const next = field === 'landbrugsnotering' ? (present ? null : 'Landbrug') : present !== true;
  editor.turn(subject.site, subject.entity, subject.id, {
    [field]: next,
    forretningshaendelse: 'Noteringsændring på ejendom',
  });
  return [subject.bfe];
}
