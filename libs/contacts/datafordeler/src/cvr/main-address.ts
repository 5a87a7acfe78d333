import { type Address, floorAndDoor, municipalityCode, streetLine } from '@contact-sync/contacts-model';
import type { AdresseringRow } from './rows';
import { clean, present, type Remark, text } from '../texts';

const DENMARK = 'DK';

/** The address a contact shows: the location address, the postal one where there is no other (cvr.md, 2.1). */
export function chooseAddress(byUse: ReadonlyMap<string, AdresseringRow>): AdresseringRow | undefined {
  return byUse.get('beliggenhedsadresse') ?? byUse.get('postadresse');
}

/** What an address is used for, as one spelling. */
export function useOf(row: AdresseringRow): string {
  return clean(row.AdresseringAnvendelse)?.toLowerCase() ?? '';
}

/**
 * CVR-2: road and house number, floor and door, c/o; a foreign address from its free text. The guide's `GeneralAddress`
 * and `CPRValidAddress` both live on in the location address. Since when is left out: an address is registered anew for
 * many a reason, and the contact would seem to have moved.
 */
export function mainAddress(row: AdresseringRow, remark: Remark): Address | undefined {
  const country = clean(row.CVRAdresse_landekode)?.toUpperCase();
  const free = freeLines(row.CVRAdresse_adresseFritekst);
  const road = clean(row.CVRAdresse_vejnavn);
  const isAbroad = country !== undefined && country !== DENMARK;
  const isFree = free.length > 0 && (isAbroad || road === undefined);
  const co = clean(row.coNavn);
  const lines = isFree ? linesOf(free, co) : { address1: streetOf(row, road), address2: floorOf(row), address3: co };
  const address = present<Address>({
    address1: text(lines.address1, 'address1', remark),
    address2: text(lines.address2, 'address2', remark),
    address3: text(lines.address3, 'address3', remark),
    municipality: municipalityCode(clean(row.CVRAdresse_kommunekode)),
    postcode: text(row.CVRAdresse_postnummer, 'postcode', remark),
    city: text(row.CVRAdresse_postdistrikt, 'city', remark),
    // Danish addresses come with DK or without a code; free text without a code may be of anywhere.
    country_code: country ?? (isFree ? undefined : DENMARK),
  });
  const { country_code: _country, ...told } = address;
  return Object.keys(told).length === 0 ? undefined : address;
}

/** Road and house numbers; where there is no road, the post box. */
function streetOf(row: AdresseringRow, road: string | undefined): string | undefined {
  const box = clean(row.CVRAdresse_postboks);
  return (
    streetLine(road, clean(row.CVRAdresse_husnummerFra), clean(row.CVRAdresse_husnummerTil)) ??
    (box === undefined ? undefined : `Postboks ${box}`)
  );
}

const floorOf = (row: AdresseringRow): string | undefined =>
  floorAndDoor(clean(row.CVRAdresse_etagebetegnelse), clean(row.CVRAdresse_doerbetegnelse));

/** Free lines in order; c/o keeps its own line where there is one. */
function linesOf(
  free: readonly string[],
  co: string | undefined,
): { address1: string | undefined; address2: string | undefined; address3: string | undefined } {
  return co === undefined
    ? { address1: free[0], address2: free[1], address3: joined(free.slice(2)) }
    : { address1: free[0], address2: joined(free.slice(1)), address3: co };
}

function freeLines(text: string | null | undefined): string[] {
  return (text ?? '').split(/\r\n|[\r\n]/).flatMap((part) => clean(part) ?? []);
}

function joined(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.join(', ');
}
