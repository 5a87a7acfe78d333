import { type Address, type ObservedGroup } from '@contact-sync/contacts-model';
import type { SorColumn } from '../reading/columns';
import type { SorHeader } from '../reading/header';
import type { SorCell, SorRow } from '../reading/row';

/** A cell as a column of the contact takes it; what is cut is told by the column's name. */
export type TextOf = (column: SorColumn, text: string | undefined) => string | undefined;

/** The parts of `address1` beside the street, without which it can still be told. */
const SMALLER_PARTS: readonly SorCell[] = [
  'PostalAddressStreetBuildingId',
  'PostalAddressFloorId',
  'PostalAddressSuiteId',
  'PostalAddressAdditionalAddressInfo',
];

const COLUMN_OF = {
  postcode: 'PostalAddressPostCodeId',
  city: 'PostalAddressDistrictName',
  country_code: 'PostalAddressCountryIdCode',
} as const satisfies Partial<Record<keyof Address, SorCell>>;

/** Parts of an address that SOR does not have, or has in one line with the street. */
const NEVER_DELIVERED: readonly (keyof Address)[] = ['address2', 'address3', 'municipality'];

/**
 * The postal address (sor.md 3.1). What the file has no column for stays as it is; without the column of the street, which
 * the rest of the line belongs to, nothing is told of that line. Undefined where no column of an address is there at all.
 */
export function postalAddress({ cells }: SorRow, { columns }: SorHeader, text: TextOf): ObservedGroup | undefined {
  const lacks = (column: SorCell): boolean => !columns.has(column);
  const all: readonly SorCell[] = ['PostalAddressStreetName', ...SMALLER_PARTS, ...Object.values(COLUMN_OF)];
  if (all.every(lacks)) return undefined;
  const hasStreet = columns.has('PostalAddressStreetName');
  const address = withoutGaps({
    address1: hasStreet ? text('PostalAddressStreetName', lineOf(cells)) : undefined,
    postcode: text(COLUMN_OF.postcode, cells[COLUMN_OF.postcode]),
    city: text(COLUMN_OF.city, cells[COLUMN_OF.city]),
    country_code: countryCode(text(COLUMN_OF.country_code, cells[COLUMN_OF.country_code])),
  });
  const missing = (Object.keys(COLUMN_OF) as (keyof typeof COLUMN_OF)[]).filter((part) => lacks(COLUMN_OF[part]));
  const isLineWhole = hasStreet && !SMALLER_PARTS.some(lacks);
  return {
    ...(address !== undefined && { address }),
    undelivered: { address: [...NEVER_DELIVERED, ...(isLineWhole ? [] : (['address1'] as const)), ...missing] },
  };
}

/** Street and number, floor and door, further information: `Eksempelvej 12A, 2. TV, Bygning 4` (sor.md 6.11). */
function lineOf(cells: SorRow['cells']): string | undefined {
  const street = joined(' ', cells.PostalAddressStreetName, cells.PostalAddressStreetBuildingId);
  const floor = joined(' ', floorText(cells.PostalAddressFloorId), cells.PostalAddressSuiteId);
  return joined(', ', street, floor, cells.PostalAddressAdditionalAddressInfo);
}

/** With the dot that floors are written with. Letters keep their case, and what is no floor stands as it came. */
function floorText(floor: string | undefined): string | undefined {
  const code = /^(?:0*([1-9]\d?)|(st|kl|k\d))\.?$/i.exec(floor ?? '');
  return code === null ? floor : `${code[1] ?? code[2]}.`;
}

function countryCode(code: string | undefined): string | undefined {
  return code !== undefined && /^[a-z]{2,3}$/i.test(code) ? code.toUpperCase() : code;
}

function joined(by: string, ...parts: (string | undefined)[]): string | undefined {
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? undefined : given.join(by);
}

/** The members that have a value; undefined where none has. */
export function withoutGaps<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T | undefined {
  let given: Partial<T> | undefined;
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) (given ??= {} as Partial<T>)[name] = value;
  }
  return given as T | undefined;
}
