import {
  type AdresseRow,
  type EjendomsbeliggenhedRow,
  factThatCounts,
  type HusnummerRow,
  type Row,
} from '@contact-sync/contacts-datafordeler';
import { type PropertyGraphql, together } from '@contact-sync/registers-datafordeler';
import type { AddressIds, FoundProperty } from '../bfe-register';
import { foundAt } from '../found-at';
import { byId, idsOf } from '../rows';

type Locations = [EjendomsbeliggenhedRow[], EjendomsbeliggenhedRow[]];
type Places = [readonly AdresseRow[], readonly HusnummerRow[]];

/** The service takes this many values in a list, and nobody chooses from more. */
const MOST = 100;

/** Properties whose address, or whose house's address, begins with the text. */
export async function findByAddress(
  registers: PropertyGraphql,
  text: string,
  limit: number,
  signal?: AbortSignal,
): Promise<FoundProperty[]> {
  const wanted = text.trim().replace(/\s+/g, ' ');
  const most = Math.min(Math.max(limit, 1), MOST);
  if (wanted === '') return [];
  const [addresses, houseNumbers] = await together<Places>(
    signal,
    (until) => registers.addressesBeginning(wanted, most, until),
    (until) => registers.houseNumbersBeginning(wanted, most, until),
  );
  const ids = { addressIds: idsOf(addresses.map(idOf)), houseNumberIds: idsOf(houseNumbers.map(idOf)) };
  const locations = await locationsAt(registers, ids, signal);
  return foundProperties(locations, [addresses, houseNumbers]).slice(0, limit);
}

/** Properties at addresses and house numbers of DAR. */
export async function numbersAt(
  registers: PropertyGraphql,
  { addressIds = [], houseNumberIds = [] }: AddressIds,
  day: string,
  signal?: AbortSignal,
): Promise<FoundProperty[]> {
  const [locations, addresses, houseNumbers] = await together<[Locations, AdresseRow[], HusnummerRow[]]>(
    signal,
    (until) => locationsAt(registers, { addressIds, houseNumberIds }, until),
    (until) => registers.addresses(addressIds, until),
    (until) => registers.houseNumbers(houseNumberIds, until),
  );
  return foundProperties(locations, [current(addresses, day), current(houseNumbers, day)]);
}

function locationsAt(
  registers: PropertyGraphql,
  { addressIds = [], houseNumberIds = [] }: AddressIds,
  signal?: AbortSignal,
): Promise<Locations> {
  return together<Locations>(
    signal,
    (until) => registers.locationsAtAddresses(addressIds, until),
    (until) => registers.locationsAtHouseNumbers(houseNumberIds, until),
  );
}

function foundProperties([atAddresses, atHouseNumbers]: Locations, [addresses, houseNumbers]: Places): FoundProperty[] {
  const ofAddress = new Map(addresses.map((row) => [row.id_lokalId, row.adressebetegnelse]));
  const ofHouse = new Map(houseNumbers.map((row) => [row.id_lokalId, row.adgangsadressebetegnelse]));
  return foundAt(
    [...atAddresses, ...atHouseNumbers],
    ({ adresseLokalId, husnummerLokalId }) =>
      ofAddress.get(adresseLokalId ?? '') ?? ofHouse.get(husnummerLokalId ?? ''),
  );
}

function current<R extends Row & { readonly id_lokalId: string }>(rows: readonly R[], day: string): R[] {
  return [...byId(rows).values()].flatMap((own) => factThatCounts(own, { day }) ?? []);
}

const idOf = ({ id_lokalId }: { readonly id_lokalId: string }): string => id_lokalId;
