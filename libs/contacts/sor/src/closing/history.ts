import type { SorRow } from '../reading/row';

/** What SOR's history file says of a unit. */
export interface UnitHistory {
  /** Last valid day of its latest version. */
  readonly toDate?: string;
  /** The latest version has no end. */
  readonly open: boolean;
}

const OPEN = '9999-12-31';

/**
 * The latest version of a unit tells whether it closed: the row that began last, then the one changed last. Of rows that
 * differ in neither the one that ends later, since a unit is never closed by accident. In any order.
 */
export function historyOf(rows: readonly SorRow[]): UnitHistory {
  const [latest] = rows
    .map(({ fromDate = '', updatedAt = '', toDate = OPEN }) => [fromDate, updatedAt, toDate] as const)
    .sort((a, b) => (later(a, b) ? -1 : later(b, a) ? 1 : 0));
  const toDate = latest?.[2];
  return toDate === undefined || toDate === OPEN ? { open: true } : { open: false, toDate };
}

function later(a: readonly string[], b: readonly string[]): boolean {
  const at = a.findIndex((text, place) => text !== b[place]);
  return at >= 0 && a[at]! > b[at]!;
}
