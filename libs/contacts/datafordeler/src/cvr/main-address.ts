import type { Address } from '@contact-sync/contacts-model';
import type { AdresseringRow } from './rows';
import { clean, line, present, type Remark } from './texts';

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
    address1: line(lines.address1, 'address1', remark),
    address2: line(lines.address2, 'address2', remark),
    address3: line(lines.address3, 'address3', remark),
    municipality: municipalityOf(row.CVRAdresse_kommunekode),
    postcode: clean(row.CVRAdresse_postnummer),
    city: clean(row.CVRAdresse_postdistrikt),
    // Danish addresses come with DK or without a code; free text without a code may be of anywhere.
    country_code: country ?? (isFree ? undefined : DENMARK),
  });
  const { country_code: _country, ...told } = address;
  return Object.keys(told).length === 0 ? undefined : address;
}

/** `Åstvej 1`, `Åstvej 1-3`; where there is no road, the post box. */
function streetOf(row: AdresseringRow, road: string | undefined): string | undefined {
  const from = clean(row.CVRAdresse_husnummerFra);
  const to = clean(row.CVRAdresse_husnummerTil);
  const house = from !== undefined && to !== undefined && to !== from ? `${from}-${to}` : (from ?? to);
  const street = joined([road, house], ' ');
  const box = clean(row.CVRAdresse_postboks);
  return street ?? (box === undefined ? undefined : `Postboks ${box}`);
}

/** `1. tv`, `st. 2`, `tv`: a floor is written with a full stop, whether the register gave one or not. */
function floorOf(row: AdresseringRow): string | undefined {
  const floor = clean(row.CVRAdresse_etagebetegnelse)
    ?.replace(/\.+$/, '')
    .replace(/^0+(?=\d)/, '');
  const door = clean(row.CVRAdresse_doerbetegnelse)?.replace(/\.+$/, '');
  return joined([floor === undefined || floor === '' ? undefined : `${floor}.`, door], ' ');
}

/** Free lines in order; c/o keeps its own line where there is one. */
function linesOf(
  free: readonly string[],
  co: string | undefined,
): { address1: string | undefined; address2: string | undefined; address3: string | undefined } {
  return co === undefined
    ? { address1: free[0], address2: free[1], address3: joined(free.slice(2), ', ') }
    : { address1: free[0], address2: joined(free.slice(1), ', '), address3: co };
}

function freeLines(text: string | null | undefined): string[] {
  return (text ?? '').split(/\r\n|[\r\n]/).flatMap((part) => clean(part) ?? []);
}

/** Four digits; the register leaves out leading zeros. */
function municipalityOf(code: string | null | undefined): string | undefined {
  const digits = clean(code);
  return digits === undefined || !/^0*[1-9]\d{0,3}$/.test(digits) ? undefined : digits.slice(-4).padStart(4, '0');
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  const text = parts.filter((part) => part !== undefined && part !== '').join(by);
  return text === '' ? undefined : text;
}
