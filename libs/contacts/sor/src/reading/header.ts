import { splitCells, cleaned } from './cells';
import { columnNamed, MAPPED_SOR_COLUMNS, REQUIRED_SOR_COLUMNS, type SorColumn } from './columns';
import { excerpt } from './faults';
import { sorIdInText } from './sor-id-cell';
import { textOf } from './text';

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
  | 'not-text' // UTF-16, a packed or a binary file
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

/** Longest beginning that is searched for the end of a header line. */
const LONGEST_HEADER = 64 * 1024;
const MOST_NAMES_TOLD = 200;
const LF = 10;
const CR = 13;
const DELIMITERS: readonly SorDelimiter[] = [';', ',', '\t'];
/** What Excel writes before the header to name its delimiter. */
const NAMED_DELIMITER = /^"?sep=.?"?$/i;

/**
 * Reads the header from the first bytes of a file (sor.md 6.1 to 6.5). `more`: the header line is not complete in them;
 * with `whole`, when there are no more bytes, it never says so.
 */
export function readSorHeader(
  start: Uint8Array,
  { whole = false }: { readonly whole?: boolean } = {},
): { readonly header: SorHeader } | HeaderFault | 'more' {
  const foreign = foreignBeginning(start);
  if (foreign !== undefined) return foreign;
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  for (let from = mark, lines = 1; ; lines++) {
    const line = lineAt(start, from, whole);
    if (line === 'more') {
      if (start.length < LONGEST_HEADER) return 'more';
      return refused('no-header', `No line end in the first ${start.length} bytes: this is no file of SOR.`);
    }
    if (line === undefined) return refused('empty', 'The file is empty.');
    if (start.subarray(from, line.end).includes(0)) return NOT_TEXT;
    const text = lineText(start.subarray(from, line.end));
    if (text.trim() !== '' && !NAMED_DELIMITER.test(text.trim())) {
      return headerOf(text, { length: line.next, lines, carriageReturns: line.carriageReturn });
    }
    from = line.next;
  }
}

interface Line {
  readonly end: number;
  readonly next: number;
  readonly carriageReturn: boolean;
}

/** The line that begins at `from`; undefined where the file ends there. */
function lineAt(bytes: Uint8Array, from: number, whole: boolean): Line | 'more' | undefined {
  const lf = bytes.indexOf(LF, from);
  const cr = bytes.indexOf(CR, from);
  if (cr >= 0 && (lf < 0 || cr < lf - 1)) {
    // A carriage return at the very end may have its line feed in the bytes to come.
    if (cr === bytes.length - 1 && !whole) return 'more';
    return { end: cr, next: cr + 1, carriageReturn: true };
  }
  if (lf >= 0) return { end: cr === lf - 1 && cr >= from ? cr : lf, next: lf + 1, carriageReturn: false };
  if (!whole) return 'more';
  return from >= bytes.length ? undefined : { end: bytes.length, next: bytes.length, carriageReturn: false };
}

/** Names are ASCII in the published files; a Danish letter tells which of both encodings it is. */
function lineText(bytes: Uint8Array): string {
  const text = textOf(bytes, 'utf-8');
  return text.includes('\ufffd') ? textOf(bytes, 'windows-1252') : text;
}

function headerOf(
  text: string,
  place: Pick<SorHeader, 'length' | 'lines' | 'carriageReturns'>,
): { readonly header: SorHeader } | HeaderFault {
  const delimiter = delimiterOf(text);
  const names = splitCells(text, delimiter).cells.map((name) => cleaned(name) ?? '');
  if (names.some((name) => sorIdInText(name) !== undefined)) {
    return refused('no-header', 'The first line is a row, not the names of the columns.');
  }
  const columns = new Map<SorColumn, number>();
  const unknown: string[] = [];
  const repeated: string[] = [];
  names.forEach((name, at) => {
    const column = columnNamed(name);
    if (column === undefined) {
      if (name !== '') unknown.push(name);
    } else if (columns.has(column)) repeated.push(name);
    else columns.set(column, at);
  });
  const absent = REQUIRED_SOR_COLUMNS.filter((column) => !columns.has(column));
  if (absent.length > 0) {
    const said = `The first line has no column ${absent.join(' and no ')}, without which nothing can be imported.`;
    return refused('columns-missing', said, names);
  }
  const missing = MAPPED_SOR_COLUMNS.filter((column) => !columns.has(column));
  return { header: { delimiter, columns, names, unknown, repeated, missing, ...place } };
}

/** The most frequent outside quotation marks; `;` where none is more frequent than it. */
function delimiterOf(text: string): SorDelimiter {
  const outside = text.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: SorDelimiter): number => outside.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

const NOT_TEXT = refused('not-text', 'The file is no text in UTF-8 or Windows-1252.');

const FOREIGN: readonly (readonly [readonly number[], HeaderFault])[] = [
  [[0xff, 0xfe], refused('not-text', 'The file is written in UTF-16.')],
  [[0xfe, 0xff], refused('not-text', 'The file is written in UTF-16.')],
  [[0x1f, 0x8b], refused('not-text', 'The file is packed with gzip.')],
  [[0x50, 0x4b, 0x03, 0x04], refused('zip', 'The file is a zip file.')],
  [[0x50, 0x4b, 0x05, 0x06], refused('zip', 'The file is an empty zip file.')],
];

/** What no file of SOR begins with. */
function foreignBeginning(start: Uint8Array): HeaderFault | undefined {
  const foreign = FOREIGN.find(([mark]) => mark.every((byte, at) => start[at] === byte));
  if (foreign !== undefined) return foreign[1];
  const beginning = textOf(start.subarray(0, 64), 'utf-8').trimStart();
  return beginning.startsWith('<') ? refused('web-page', 'The file is a web page or XML, not a CSV file.') : undefined;
}

function refused(fault: HeaderFaultCode, said: string, names: readonly string[] = []): HeaderFault {
  return { fault, said, found: names.slice(0, MOST_NAMES_TOLD).map(excerpt) };
}
