import { clean, earliestOf, nextBoundary, present, type Row, text } from '@contact-sync/contacts-datafordeler';
import { callClock, type InfoValue, type Observation, type ObservedGroup } from '@contact-sync/contacts-model';
import { inDanishDays } from './danish-days';
import type { PropertyFacts } from './facts';
import { addressOf, locationOf, mainAddress, type ToldAddress } from './location';
import { notesOf } from './notes';
import { ownerGroup } from './owners';
import { type Parcel, parcelsGroup, parcelsOf } from './parcels';
import { KIND_IN_WORDS, type PropertyKind } from './property-kind';
import { buildingOf, landOf, type PropertyLife, propertyLife } from './property-life';
import { propertyNumbersGroup, relationsThatCount } from './property-numbers';
import { Remarks } from './remarks';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged properties are mapped anew. */
export const MAPPER_VERSION = 'bfe-1';

/** What is said of a property beside its rows. */
export interface PropertyContext {
  /** Database time when the call began, as `callClock` takes it. */
  readonly calledAt: string;
  /** The day in Denmark on which the statement is of, `YYYY-MM-DD`. */
  readonly day: string;
  /** Where the rows were read, as `MAT v3, EBR v1`. */
  readonly source: string;
  /** Contact type letter of real property, and of companies. */
  readonly contactType: string;
  readonly companyType: string;
  /** A digest of a text. The core has none of its own. */
  readonly hash: (text: string) => string;
}

/** An object of a register that the property is told by: an event may name it. */
export interface NamedObject {
  readonly register: 'MAT' | 'EBR' | 'DAR' | 'BBR' | 'EJF';
  readonly objectId: string;
}

/** What became of the rows of one property. Remarks hold no data. */
export interface ObservedProperty {
  readonly observation: Observation;
  readonly kind: PropertyKind;
  /** As MAT words it. */
  readonly status?: string;
  /** Each once, in a fixed order. */
  readonly ids: readonly NamedObject[];
  /** The first day after `day` on which something that is registered already will be otherwise. */
  readonly nextChange?: string;
  readonly remarks: readonly string[];
}

const ROAD = 'datafordeler';

/**
 * What the registers say of a property on a day, from their rows of all periods (bfe.md, 6). Undefined where MAT has no
 * row of it: then there is no such property. Never throws; neither order nor repetition of rows matters. What belongs to
 * other registers (telephone, e-mail, activity, c/o) is never carried.
 */
export function observeProperty(facts: PropertyFacts, context: PropertyContext): ObservedProperty | undefined {
  const life = propertyLife(facts, context.day);
  if (life === undefined) return undefined;
  const remarks = new Remarks();
  const parcels = facts.MAT_Jordstykke && parcelsOf(facts.MAT_Jordstykke, facts.MAT_Ejerlav, life, remarks.add);
  const place = placeOf(facts, life, remarks);
  const relations = facts.BBR_Ejendomsrelation && relationsThatCount(facts.BBR_Ejendomsrelation, life);
  const owners = facts.EJFCustom_EjerskabBegraenset;
  const groups = present<Record<string, ObservedGroup>>({
    name: nameGroup(facts.bfeNumber, place.told, parcels ?? [], place.text, life, remarks),
    main_address: place.group,
    lifetime: lifetimeGroup(life, facts.currentOnly === true),
    property: propertyGroup(life),
    parcels: parcels && parcelsGroup(parcels, life, remarks.add),
    property_number: relations && propertyNumbersGroup(relations),
    owner: owners && ownerGroup(owners, life, context.companyType),
  }) as Observation['groups'];
  const status = clean(life.row.status);
  const nextChange = nextChangeOf(facts, place.ids, context.day);
  const subject = { nameType: context.contactType, nameCode: facts.bfeNumber };
  return {
    observation: {
      register: 'bfe',
      subject,
      clock: callClock(context.calledAt, ROAD),
      asOf: context.day,
      origin: { road: ROAD, source: context.source },
      // The groups are made in one order from whatever rows, so that one statement has one text.
      fingerprint: context.hash(JSON.stringify([MAPPER_VERSION, subject.nameType, subject.nameCode, groups])),
      groups,
    },
    kind: life.kind,
    ...(status !== undefined && { status }),
    ids: objectsOf(facts, life, parcels ?? [], place, relations ?? []),
    ...(nextChange !== undefined && { nextChange }),
    remarks: remarks.all(),
  };
}

interface Place {
  readonly told?: ToldAddress;
  /** The text of land that has no address. */
  readonly text?: string;
  readonly group?: ObservedGroup;
  /** Ids in EBR and DAR. */
  readonly locationId?: string;
  readonly ids: readonly string[];
}

/** c/o is nothing that a property has. */
const UNDELIVERED = { address: ['address3'] } as const;
const LEFT = 'the address was left as it is';

function placeOf(facts: PropertyFacts, life: PropertyLife, remarks: Remarks): Place {
  const rows = facts.EBR_Ejendomsbeliggenhed;
  if (rows === undefined) return { ids: [] };
  if (rows.length === 0) {
    remarks.add(`EBR gives no location, not even a former one; ${LEFT}`);
    return { ids: [] };
  }
  const location = locationOf(rows, life);
  if (location === undefined) return { group: { undelivered: UNDELIVERED }, ids: [] };
  const locationId = location.id_lokalId;
  const told = addressOf(location, facts, life, remarks.add);
  if (told === 'unknown') {
    remarks.add(`DAR does not have the address that EBR names; ${LEFT}`);
    const ids = [location.adresseLokalId, location.husnummerLokalId].flatMap((id) => clean(id) ?? []);
    return { locationId, ids };
  }
  const address = mainAddress(location, told, remarks.add);
  const placeText = clean(location.betegnelse);
  return {
    ...(told !== undefined && { told }),
    ...(placeText !== undefined && { text: placeText }),
    group: { ...(address !== undefined && { address }), undelivered: UNDELIVERED },
    locationId,
    ids: told?.ids ?? [],
  };
}

/** No register has a name of a property: its address is one, else what its land or itself is called there. Never empty. */
function nameGroup(
  number: string,
  told: ToldAddress | undefined,
  parcels: readonly Parcel[],
  place: string | undefined,
  { row }: PropertyLife,
  remarks: Remarks,
): ObservedGroup {
  const [parcel, ...more] = parcels;
  const land = parcel === undefined ? place : `${parcel.name}${more.length > 0 ? ' m.fl.' : ''}`;
  const flat = row.kind === 'flat' ? clean(String(row.ejerlejlighedsnummer ?? '')) : undefined;
  const inLand = flat === undefined ? land : [`Ejerlejlighed nr. ${flat}`, land].filter(Boolean).join(', ');
  const name1 = text(told?.text ?? inLand, 'name1', remarks.add) ?? `BFE ${number}`;
  return { fields: { name1 } };
}

function lifetimeGroup({ started, ended }: PropertyLife, isCurrentOnly: boolean): ObservedGroup {
  return {
    ...(started !== undefined && !isCurrentOnly
      ? { started: { date: started } }
      : { undelivered: { started: true } as const }),
    ...(ended !== undefined && { ended: { date: ended } }),
  };
}

function propertyGroup({ kind, row }: PropertyLife): ObservedGroup {
  const notes = notesOf(row).map((value): InfoValue => ({ value }));
  return {
    info: { Ejendomstype: [{ value: KIND_IN_WORDS[kind] }], ...(notes.length > 0 && { Notering: notes }) },
  };
}

function objectsOf(
  { bfeNumber, EJFCustom_EjerskabBegraenset: ownerships = [] }: PropertyFacts,
  life: PropertyLife,
  parcels: readonly Parcel[],
  place: Place,
  relations: readonly { readonly id_lokalId: string }[],
): NamedObject[] {
  const ids = {
    // A number is the id of its property in MAT, also where the road does not tell ids.
    MAT: [
      bfeNumber,
      life.row.id_lokalId,
      landOf(life),
      buildingOf(life),
      ...parcels.flatMap(({ id, districtId }) => [id, districtId]),
    ],
    EBR: [place.locationId],
    DAR: place.ids,
    BBR: relations.map(({ id_lokalId }) => id_lokalId),
    // In one order, whatever the order of the rows; they hold no names.
    EJF: ownerships.map(({ id_lokalId }) => id_lokalId).sort(),
  };
  const objects = (register: NamedObject['register']): NamedObject[] =>
    [...new Set(ids[register].flatMap((id) => clean(id) ?? []))].map((objectId) => ({ register, objectId }));
  return [...objects('MAT'), ...objects('EBR'), ...objects('DAR'), ...objects('BBR'), ...objects('EJF')];
}

function nextChangeOf(facts: PropertyFacts, darIds: readonly string[], day: string): string | undefined {
  const dar = [facts.DAR_Adresse, facts.DAR_Husnummer, facts.DAR_Postnummer, facts.DAR_NavngivenVej];
  const kinds: (readonly Row[])[] = [
    facts.MAT_SamletFastEjendom,
    facts.MAT_Ejerlejlighed,
    facts.MAT_BygningPaaFremmedGrundFlade,
    facts.MAT_BygningPaaFremmedGrundPunkt,
    facts.EBR_Ejendomsbeliggenhed ?? [],
    facts.MAT_Jordstykke ?? [],
    facts.BBR_Ejendomsrelation ?? [],
    facts.EJFCustom_EjerskabBegraenset ?? [],
    ...dar.flatMap((rows) => darIds.map((id): readonly Row[] => rows.get(id) ?? [])),
  ];
  return earliestOf(kinds.map((rows) => nextBoundary(rows.map(inDanishDays), day)));
}
