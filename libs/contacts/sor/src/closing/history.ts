import type { SorRow } from '../reading/row';

/** What SOR's history file says of a unit. */
export interface UnitHistory {
  /** Last valid day of its latest version. */
  readonly toDate?: string;
  /** The latest version has no end. */
  readonly open: boolean;
}

/** The latest of a unit's rows, in any order, tells whether it closed. */
export function historyOf(_rows: readonly SorRow[]): UnitHistory {
  throw new Error('not yet');
}
