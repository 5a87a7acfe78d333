import { mix } from '../population/dice';
import { changeAddress, changeRoad, doorOf, own, writtenAs } from './address-life';
import { MUNICIPALITIES, NEW_ROAD_NAMES } from './country';
import { ENTITY_OF_KIND, objectId, siteOfParcel } from './lay-out-site';
import type { PropertyLifeEvent } from './life-event';
import { drawOwnerKind, ownershipFields } from './owners';
import { liveOn, locationOf, type PropertyScene, type Subject } from './property-scene';
import type { PropertyEntity, Value } from './rows';
import { floorAndDoor } from './site-address';

type EventOf<K extends PropertyLifeEvent['kind']> = Extract<PropertyLifeEvent, { kind: K }>;

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
  editor.begin(site, 'BBR_Ejendomsrelation', objectId(shelf.seed, site, 'relation', at), {
    bfeNummer: bfe,
    ejendomsnummer: 1000 + (bfe % 900_000),
    vurderingsejendomsnummer: null,
    ejendomstype: '2',
    ejendommensEjerforholdskode: '10',
    ejerlejlighedsnummer: at,
    tinglystAreal: null,
    kommunekode: String(location['kommuneinddelingKommunekode']),
    samletFastEjendom: null,
    ejerlejlighed: String(bfe),
    bygningPaaFremmedGrund: null,
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
