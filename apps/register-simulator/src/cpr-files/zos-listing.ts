import type { StoredFile } from './stored-file';

/** A listing ends after so many rows, without a word. */
export const MOST_ROWS = 5000;

/** Bytes of a track of a 3390. */
const TRACK = 56_664;
/** Tracks of an extent, as we lay them out. */
const EXTENT = 15_000;
const HEADER = 'Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname';
/** Where the name begins. */
const NAME_AT = 56;

/** A data set by the name that the listing shows. */
export type ListedDataSet = Pick<StoredFile, 'bytes' | 'kind' | 'referred'> & { readonly shown: string };

/** The lines of LIST: a header, and a row for each, 5000 at most. Columns are those of published rows. */
export function zosListing(dataSets: readonly ListedDataSet[]): string[] {
  return [HEADER, ...dataSets.slice(0, MOST_ROWS).map(zosRow)];
}

/** One row. */
function zosRow({ shown, kind, bytes, referred }: ListedDataSet): string {
  const named = (beginning: string) => `${beginning.padEnd(NAME_AT)}${shown}`;
  switch (kind) {
    case 'migrated':
      return named('Migrated');
    case 'pseudo-directory':
      return named('Pseudo Directory');
    case 'tape':
      return named('TAP001 Tape');
    case 'archive':
      return named('ARCIVE Not Direct Access Device');
    case 'vsam':
      return named(`${volumeOf(shown)} 3390`.padEnd(51) + 'VSAM');
    case 'library':
      return named(stored(shown, bytes.length, referred, FIXED, 'PO'));
    case 'file':
      return named(stored(shown, bytes.length, referred, isInput(shown) ? FIXED : VARIABLE, 'PS'));
  }
}

interface Format {
  readonly recfm: string;
  readonly lrecl: number;
  readonly blockSize: number;
}

const VARIABLE: Format = { recfm: 'VB', lrecl: 310, blockSize: 27_998 };
const FIXED: Format = { recfm: 'FB', lrecl: 80, blockSize: 27_920 };

/** Input to CPR has lines of 80 characters. */
const isInput = (name: string) => /I\d{6}$/.test(name);

function stored(name: string, size: number, referred: string | undefined, format: Format, dsorg: string): string {
  const tracks = Math.max(1, Math.ceil(size / TRACK));
  const extents = Math.ceil(tracks / EXTENT);
  const date = referred === undefined ? '**NONE**' : referred.replaceAll('-', '/');
  // The tracks grow to the left and may meet the extents.
  const space = `${String(extents).padStart(13 - date.length)}${String(tracks).padStart(5)}`;
  const form = `${format.recfm.padEnd(5)}${String(format.lrecl).padStart(5)} ${String(format.blockSize).padStart(5)}`;
  return `${volumeOf(name)} 3390   ${date}${space}  ${form}  ${dsorg}`;
}

/** One of three volumes, the same each time. */
function volumeOf(name: string): string {
  let sum = 0;
  for (const char of name) sum += char.charCodeAt(0);
  return `CPR00${(sum % 3) + 1}`;
}

/**
 * What is below a prefix, in the order of names: whole names, or the next qualifier alone (`byQualifier`), where all that
 * goes on behind it is one row.
 */
export function belowPrefix<T extends { readonly name: string }>(
  prefix: string,
  all: readonly T[],
  byQualifier: boolean,
): { readonly shown: string; readonly one?: T }[] {
  const found = new Map<string, T | undefined>();
  for (const each of all) {
    if (!each.name.startsWith(prefix)) continue;
    const rest = each.name.slice(prefix.length);
    const [next = ''] = rest.split('.');
    if (byQualifier && next !== rest) found.set(next, undefined);
    else if (!found.has(rest)) found.set(rest, each);
  }
  return [...found.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([shown, one]) => (one === undefined ? { shown } : { shown, one }));
}
