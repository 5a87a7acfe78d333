import type { SorColumn } from './columns';

export type SorDelimiter = ';' | ',' | '\t';

/** What the first line of a file says of all others. */
export interface SorHeader {
  readonly delimiter: SorDelimiter;
  /** Cell numbers from 0. Of a column that stands twice the first counts. */
  readonly columns: ReadonlyMap<SorColumn, number>;
  /** All names as written, in order. */
  readonly names: readonly string[];
  /** Names that are no column we know. */
  readonly unknown: readonly string[];
  /** Names whose column stood further to the left already. */
  readonly repeated: readonly string[];
  /** Columns we would use and that are not there. */
  readonly missing: readonly SorColumn[];
  /** Bytes of everything before the first row: mark, header, line end. */
  readonly length: number;
  /** Lines of everything before the first row. */
  readonly lines: number;
  /** Whether rows end with a carriage return alone, as the header does. */
  readonly carriageReturns: boolean;
}

/** Why a file is refused by its beginning. Nothing is changed then. */
export type HeaderFaultCode =
  | 'empty' // no byte, or blank lines only
  | 'not-text' // UTF-16, a packed or binary file
  | 'web-page' // HTML or XML: an error page
  | 'zip' // to be unpacked first
  | 'no-header' // the first line is a row, or endless
  | 'columns-missing'; // SorId or EntityName

export interface HeaderFault {
  readonly fault: HeaderFaultCode;
  /** The reason in words. */
  readonly said: string;
  /** Names that were found, shortened. */
  readonly found: readonly string[];
}

/**
 * Reads the header from the first bytes of a file. `more`: the header line is not complete in them; with `whole`, when
 * there are no more bytes, it never says so.
 */
export function readSorHeader(
  _start: Uint8Array,
  _options: { readonly whole?: boolean } = {},
): { readonly header: SorHeader } | HeaderFault | 'more' {
  throw new Error('not yet');
}
