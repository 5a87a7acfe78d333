import type { SorColumn } from '../src/reading/columns';
import { readSorHeader, type SorHeader } from '../src/reading/header';
import { readSorRow, type FaultyRow, type SorRow } from '../src/reading/row';
import { SorScanner, type ScanEnd, type ScannedRow } from '../src/reading/scanner';

/** Ids with right check digits. */
export const A = '710001000016004';
export const B = '720001000016009';
export const C = '730001000016007';
export const D = '740001000016006';

export const COLUMNS = [
  'SorId',
  'EntityName',
  'FirstFromDate',
  'FromDate',
  'ToDate',
  'UpdatedAt',
  'PostalAddressStreetName',
  'PostalAddressStreetBuildingId',
  'PostalAddressFloorId',
  'PostalAddressSuiteId',
  'PostalAddressAdditionalAddressInfo',
  'PostalAddressPostCodeId',
  'PostalAddressDistrictName',
  'PostalAddressCountryIdCode',
  'VirtualAddressTelephoneNumber',
  'VirtualAddressEmailAddress',
] as const satisfies readonly SorColumn[];

export type Values = Partial<Record<SorColumn, string>>;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One row of the columns, each value written as it is. */
export const line = (values: Values, columns: readonly SorColumn[] = COLUMNS): string =>
  columns.map((column) => values[column] ?? '').join(';');

export function headerOf(text: string): SorHeader {
  const read = readSorHeader(bytesOf(text), { whole: true });
  if (read === 'more' || 'fault' in read) throw new Error(`no header: ${JSON.stringify(read)}`);
  return read.header;
}

/** The header of a file with some columns. */
export const headerWith = (columns: readonly string[] = COLUMNS): SorHeader => headerOf(`${columns.join(';')}\r\n`);

export function readText(text: string, header = headerWith()): SorRow | FaultyRow {
  return readSorRow(bytesOf(text), header, 'utf-8');
}

/** A row that can be read. */
export function rowOf(values: Values, columns: readonly SorColumn[] = COLUMNS): SorRow {
  const row = readText(line({ SorId: A, ...values }, columns), headerWith(columns));
  if ('faults' in row) throw new Error(JSON.stringify(row.faults));
  return row;
}

/** The bytes themselves serve as their hash, so that a test sees what was hashed. */
export const asText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

export interface Scan extends Omit<ScanEnd, 'rows'> {
  readonly rows: readonly ScannedRow[];
}

/** What the scanner finds in a file that comes in the chunks that end at the given places. */
export function scan(file: Uint8Array, cuts: readonly number[] = []): Scan {
  const read = readSorHeader(file, { whole: true });
  if (read === 'more' || 'fault' in read) throw new Error(`no header: ${JSON.stringify(read)}`);
  const scanner = new SorScanner(read.header, asText);
  const places = [0, ...[...cuts].sort((a, b) => a - b), file.length];
  const rows = places.slice(1).flatMap((to, at) => {
    // One buffer for every chunk, as those who read files have it.
    const chunk = Buffer.from(file.subarray(places[at], to));
    const found = scanner.push(chunk);
    chunk.fill(0x3f);
    return found;
  });
  const end = scanner.end();
  return { ...end, rows: [...rows, ...end.rows] };
}
