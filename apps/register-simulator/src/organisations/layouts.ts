import { SOR_COLUMNS, type SorColumn } from './columns';

/** How a file differs from what it should be. Several may come together. */
export type SorLayout =
  /** The file ends at this byte; in its middle where absent. */
  | { kind: 'half'; bytes?: number }
  /** The column has another name; `EntityName` where absent. */
  | { kind: 'renamed-column'; column?: SorColumn; to?: string }
  | { kind: 'missing-column'; column: SorColumn }
  /** The columns from the last to the first. */
  | { kind: 'other-order' }
  /** Columns nobody knows, the first among the others. */
  | { kind: 'unknown-columns' }
  | { kind: 'empty' }
  | { kind: 'header-only' }
  /** A page that says that there is an error, with status 200. */
  | { kind: 'error-page' }
  | { kind: 'windows-1252' }
  | { kind: 'lf' }
  | { kind: 'no-bom' }
  /** Every cell in quotes. */
  | { kind: 'all-quoted' }
  | { kind: 'commas' }
  /** Every tenth unit's id has a wrong check digit. */
  | { kind: 'wrong-check-digits' }
  /** Every tenth unit has a name and an address of more than 150 characters. */
  | { kind: 'overlong-names' }
  /** Only the first so many rows, each of them whole. */
  | { kind: 'first-rows'; rows: number };

export type SorLayoutKind = SorLayout['kind'];

export const SOR_LAYOUT_KINDS = [
  'half',
  'renamed-column',
  'missing-column',
  'other-order',
  'unknown-columns',
  'empty',
  'header-only',
  'error-page',
  'windows-1252',
  'lf',
  'no-bom',
  'all-quoted',
  'commas',
  'wrong-check-digits',
  'overlong-names',
  'first-rows',
] as const satisfies readonly SorLayoutKind[];

/**
 * A layout in a word: `half`, `half:1000`, `renamed-column:EntityName`, `missing-column:ToDate`, `first-rows:20`, or the
 * name alone. Undefined where there is no such.
 */
export function parseSorLayout(text: string): SorLayout | undefined {
  const [word = '', more] = text.split(/:(.*)/s);
  const kind = SOR_LAYOUT_KINDS.find((each) => each === word);
  const count = more !== undefined && /^\d{1,12}$/.test(more) ? Number(more) : undefined;
  const column = SOR_COLUMNS.find((each) => each === more);
  switch (kind) {
    case undefined:
      return undefined;
    case 'half':
      if (more === undefined) return { kind };
      return count === undefined ? undefined : { kind, bytes: count };
    case 'first-rows':
      return count === undefined ? undefined : { kind, rows: count };
    case 'renamed-column':
      if (more === undefined) return { kind };
      return column === undefined ? undefined : { kind, column };
    case 'missing-column':
      return column === undefined ? undefined : { kind, column };
    default:
      return more === undefined ? { kind } : undefined;
  }
}
