import { parseSorId } from '@contact-sync/contacts-model';
import { fitsHeader } from './cell-count';
import { cleaned, splitCells } from './cells';
import type { MAPPED_SOR_COLUMNS, SorColumn } from './columns';
import { readSorDate } from './dates';
import { excerpt, idFault, recordFault, type Remark, type RowFault } from './faults';
import type { SorHeader } from './header';
import { LONGEST_RECORD } from './record-walk';
import { sorIdInText } from './sor-id-cell';
import { textOf, type SorEncoding } from './text';

type DateColumn = 'FirstFromDate' | 'FromDate' | 'ToDate' | 'UpdatedAt';

/** Columns whose text a contact is made of. */
export type SorCell = Exclude<(typeof MAPPED_SOR_COLUMNS)[number], 'SorId' | DateColumn>;

/** One row of SOR's file, read. What is empty is absent. */
export interface SorRow {
  readonly sorId: string;
  readonly cells: Readonly<Partial<Record<SorCell, string>>>;
  /** Since when the unit exists: `YYYY-MM-DD`, as all days here. */
  readonly firstFromDate?: string;
  /** Since when this row holds. */
  readonly fromDate?: string;
  /** Last valid day; absent while open. */
  readonly toDate?: string;
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` where the time was written. */
  readonly updatedAt?: string;
  /** Metres in UTM zone 32 (ETRS89). Read, and not shown on a contact. */
  readonly east?: number;
  readonly north?: number;
  /** Which fields look odd. The row counts all the same. */
  readonly remarks: readonly Remark[];
}

/** A row that is not applied, and whose it is where that can be read. */
export interface FaultyRow {
  readonly faults: readonly RowFault[];
  readonly sorId?: string;
}

const CELLS: readonly SorCell[] = [
  'EntityName',
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
];

/** What systems write for a day that never comes, and for one that never was. */
const FAR = '9999';
const NEVER = '0001-01-01';

/**
 * Reads one row from its bytes, without its line end (sor.md 6.6 and 6.7). It never throws: whatever the bytes are, they are
 * a row or have faults. A date that cannot be read is a fault, since half of a unit's life would end or revive the contact.
 */
export function readSorRow(bytes: Uint8Array, header: SorHeader, encoding: SorEncoding): SorRow | FaultyRow {
  if (bytes.length >= LONGEST_RECORD) return { faults: [recordFault('too-long', 0, 0)] };
  const { cells, open } = splitCells(textOf(bytes, encoding), header.delimiter);
  const idCell = cells[header.columns.get('SorId') ?? -1] ?? '';
  const sorId = sorIdInText(idCell);
  const whose = sorId !== undefined && { sorId };
  if (bytes.includes(0)) return { ...whose, faults: [recordFault('damaged', 0, 0)] };
  if (open) return { ...whose, faults: [recordFault('quote', 0, 0)] };
  if (!fitsHeader(header, cells.length, () => cleaned(cells.at(-1) ?? '') === undefined)) {
    return { ...whose, faults: [recordFault('cells', cells.length, header.names.length)] };
  }
  if (sorId === undefined) return { faults: [idFault(idCell)] };
  return new RowReading(cells, header).row(sorId);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One row while it is read. */
class RowReading {
  readonly #cells: readonly string[];
  readonly #header: SorHeader;
  readonly #faults: RowFault[] = [];
  readonly #remarks: Remark[] = [];

  constructor(cells: readonly string[], header: SorHeader) {
    this.#cells = cells;
    this.#header = header;
  }

  row(sorId: string): SorRow | FaultyRow {
    if (parseSorId(sorId)?.checkDigitRight !== true) {
      this.#remarks.push({ code: 'check-digit', field: 'SorId', text: 'The SOR id has a wrong check digit.' });
    }
    const row: Writable<SorRow> = { sorId, cells: this.#texts(), remarks: this.#remarks };
    const firstFromDate = this.#day('FirstFromDate');
    if (firstFromDate !== undefined) row.firstFromDate = firstFromDate;
    const fromDate = this.#day('FromDate');
    if (fromDate !== undefined) row.fromDate = fromDate;
    const toDate = this.#day('ToDate');
    if (toDate !== undefined) row.toDate = toDate;
    const updatedAt = this.#updatedAt();
    if (updatedAt !== undefined) row.updatedAt = updatedAt;
    const east = this.#measure('PostalAddressCoordETRS89z32EMeasure');
    if (east !== undefined) row.east = east;
    const north = this.#measure('PostalAddressCoordETRS89z32NMeasure');
    if (north !== undefined) row.north = north;
    this.#compare('FirstFromDate', firstFromDate, toDate);
    this.#compare('FromDate', fromDate, toDate);
    return this.#faults.length > 0 ? { sorId, faults: this.#faults } : row;
  }

  #texts(): SorRow['cells'] {
    const texts: Partial<Record<SorCell, string>> = {};
    for (const column of CELLS) {
      const text = this.#text(column);
      if (text !== undefined) texts[column] = text;
    }
    return texts;
  }

  #text(column: SorColumn): string | undefined {
    const at = this.#header.columns.get(column);
    return at === undefined ? undefined : cleaned(this.#cells[at] ?? '');
  }

  #day(column: DateColumn): string | undefined {
    const text = this.#text(column);
    if (text === undefined) return undefined;
    const date = readSorDate(text);
    if (date === undefined) {
      this.#faults.push({ code: 'date', field: column, text: `${column} "${excerpt(text)}" is no date.` });
      return undefined;
    }
    return date.day.startsWith(FAR) || date.day === NEVER ? undefined : date.day;
  }

  /** Nothing is told by it but an order of rows, so that a wrong one holds nobody. */
  #updatedAt(): string | undefined {
    const text = this.#text('UpdatedAt');
    if (text === undefined) return undefined;
    const date = readSorDate(text);
    if (date === undefined) {
      const told = `UpdatedAt "${excerpt(text)}" is no date; it was left out.`;
      this.#remarks.push({ code: 'updated-at', field: 'UpdatedAt', text: told });
      return undefined;
    }
    return date.time === undefined ? date.day : `${date.day}T${date.time}`;
  }

  #compare(column: 'FirstFromDate' | 'FromDate', from: string | undefined, to: string | undefined): void {
    if (from === undefined || to === undefined || to >= from) return;
    this.#remarks.push({ code: 'dates', field: 'ToDate', text: `ToDate is before ${column}.` });
  }

  /** A number with a comma before its decimals. */
  #measure(column: SorColumn): number | undefined {
    const text = this.#text(column);
    if (text === undefined) return undefined;
    if (/^-?\d+(?:[.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'));
    this.#remarks.push({ code: 'coordinates', field: column, text: `${column} is no number; it was left out.` });
    return undefined;
  }
}
