import type { UnitHistory } from './history';

/** A contact that a complete file does not name. */
export interface MissingUnit {
  /** Last day SOR ever told. */
  readonly end?: string;
  /**
   * What the history file says; `not-read`: there is none to be had; `absent`: it does not name the unit; `unreadable`: a
   * row of the unit in it is faulty.
   */
  readonly history: UnitHistory | 'not-read' | 'absent' | 'unreadable';
}

export interface MissingFacts {
  /** Day whose state the daily file is. */
  readonly day: string;
  /** Rows whose SOR id could not be read: the unit may be one of them. */
  readonly unreadableIds: number;
}

export type KeepCode = 'open-in-history' | 'history-unreadable' | 'unreadable-ids';

export type ClosingDecision =
  | { readonly kind: 'close'; readonly on: string }
  | { readonly kind: 'keep'; readonly code: KeepCode; readonly reason: string };

/** Whether, and as of which last day, one missing unit is closed (sor.md 5). */
export function decideClosing(_unit: MissingUnit, _facts: MissingFacts): ClosingDecision {
  throw new Error('not yet');
}
