import {
  beginsAfter,
  bestKnown,
  clean,
  type EjendomsbeliggenhedRow,
  factThatCounts,
  first,
  type Life,
  latest,
  present,
  type Remark,
  type Row,
  text,
} from '@contact-sync/contacts-datafordeler';
import { type Address, floorAndDoor, municipalityCode, streetLine } from '@contact-sync/contacts-model';
import { inDanishDays } from './danish-days';
import type { AddressRows, ById } from './facts';
import { statusOf } from './property-life';

/** An address of DAR as it is told: as one text, and in parts. */
export interface ToldAddress {
  readonly text?: string;
  readonly road?: string;
  readonly houseNumber?: string;
  readonly floor?: string;
  readonly door?: string;
  readonly postcode?: string;
  readonly city?: string;
  /** Ids of DAR on the way; events may name them. */
  readonly ids: readonly string[];
}

const HISTORIC = 'historisk';
const DENMARK = 'DK';
const POSTCODE = /^(\d{4}) (.+)$/;

/** The row of EBR that counts; undefined where none does, and then the property lies nowhere any more. */
export function locationOf(rows: readonly EjendomsbeliggenhedRow[], life: Life): EjendomsbeliggenhedRow | undefined {
  const inDays = rows.map(inDanishDays);
  const current = inDays.filter((row) => statusOf(row) !== HISTORIC);
  return factThatCounts(current, life) ?? (life.over === undefined ? undefined : factThatCounts(inDays, life));
}

/**
 * The address that a location leads to: by an address id, else by a house number (bfe.md, 3). Undefined where it names
 * neither; `unknown` where DAR has neither. What is missing further on is remarked.
 */
export function addressOf(
  { adresseLokalId, husnummerLokalId }: EjendomsbeliggenhedRow,
  rows: AddressRows,
  { day }: Life,
  remark: Remark,
): ToldAddress | 'unknown' | undefined {
  const one = <R extends Row>(of: ById<R>, id: string | null | undefined): R | undefined => rowOf(of, id, day);
  const address = one(rows.DAR_Adresse, adresseLokalId);
  const houseNumber = one(rows.DAR_Husnummer, address?.husnummer ?? husnummerLokalId);
  if (clean(adresseLokalId) === undefined && clean(husnummerLokalId) === undefined) return undefined;
  if (address === undefined && houseNumber === undefined) return 'unknown';
  const road = one(rows.DAR_NavngivenVej, houseNumber?.navngivenVej);
  const postcode = one(rows.DAR_Postnummer, houseNumber?.postnummer);
  const told = clean(address?.adressebetegnelse) ?? clean(houseNumber?.adgangsadressebetegnelse);
  const parts = partsOf(told);
  const missing = [
    ['house number', houseNumber],
    ['road', road],
    ['postcode', postcode],
  ].flatMap(([name, row]) => (row === undefined ? [name] : []));
  for (const name of missing) remark(`DAR does not have the ${name as string} of the address; its text was used`);
  const houseText = clean(houseNumber?.husnummertekst);
  const roadName = clean(road?.vejnavn);
  const isWhole = roadName !== undefined && houseText !== undefined;
  return {
    ...present<Omit<ToldAddress, 'ids'>>({
      text: told,
      road: isWhole ? roadName : parts.street,
      houseNumber: isWhole ? houseText : undefined,
      floor: clean(address?.etagebetegnelse),
      door: clean(address?.doerbetegnelse),
      postcode: clean(asText(postcode?.postnr)) ?? parts.postcode,
      city: clean(postcode?.navn) ?? parts.city,
    }),
    ids: [
      adresseLokalId,
      address?.husnummer ?? husnummerLokalId,
      houseNumber?.postnummer,
      houseNumber?.navngivenVej,
    ].flatMap((id) => clean(id) ?? []),
  };
}

/** The columns of the main address. A location without an address has its text, or its municipality alone. */
export function mainAddress(
  location: EjendomsbeliggenhedRow,
  told: ToldAddress | undefined,
  remark: Remark,
): Address | undefined {
  const municipality = municipalityCode(clean(asText(location.kommuneinddelingKommunekode)));
  const address = present<Address>({
    address1: text(
      told === undefined ? location.betegnelse : streetLine(told.road, told.houseNumber),
      'address1',
      remark,
    ),
    address2: text(told && floorAndDoor(told.floor, told.door), 'address2', remark),
    municipality,
    postcode: text(told?.postcode, 'postcode', remark),
    city: text(told?.city, 'city', remark),
    country_code: DENMARK,
  });
  const { country_code: _country, ...said } = address;
  return Object.keys(said).length === 0 ? undefined : address;
}

/** The row of an id: the one that holds, else the last that did, else the first that will. */
export function rowOf<R extends Row>(rows: ById<R>, id: string | null | undefined, day: string): R | undefined {
  const own = (id === null || id === undefined ? [] : (rows.get(id) ?? [])).map(inDanishDays);
  const known = bestKnown(own);
  return factThatCounts(own, { day }) ?? latest(known.filter((row) => !beginsAfter(row, day))) ?? first(known);
}

/** `Hasselvej 48, 1. th, 8000 Aarhus C` in its parts; what stands between is floor and door, or a place in the country. */
function partsOf(told: string | undefined): {
  readonly street?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
} {
  const parts = told?.split(', ') ?? [];
  const [, postcode, city] = POSTCODE.exec(parts.at(-1) ?? '') ?? [];
  return { street: parts[0], postcode, city };
}

export const asText = (value: number | string | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
