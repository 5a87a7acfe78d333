import { dayBeside } from '@contact-sync/contacts-model';
import type { UnitHistory } from './history';

/** A contact that a complete file does not name. */
export interface MissingUnit {
  /** Last day that SOR ever told, `YYYY-MM-DD`. */
  readonly end?: string;
  /**
   * What the history file says; `not-read`: there is none to be had; `absent`: it does not name the unit; `unreadable`: a
   * row of the unit in it has faults.
   */
  readonly history: UnitHistory | 'not-read' | 'absent' | 'unreadable';
}

export interface MissingFacts {
  /** Day whose state the daily file is, `YYYY-MM-DD`. */
  readonly day: string;
  /** Rows of the daily file whose SOR id could not be read: the unit may be in one of them. */
  readonly unreadableIds: number;
}

export type KeepCode =
  | 'open-in-history' // SOR's own history says that the unit goes on
  | 'history-unreadable'
  | 'unreadable-ids';

export type ClosingDecision =
  | { readonly kind: 'close'; readonly on: string }
  | { readonly kind: 'keep'; readonly code: KeepCode; readonly reason: string };

/**
 * Whether one missing unit is closed, and what its last day was (sor.md 5): the day the history file says; without its
 * word the last day that was ever told, or the day before the file if that comes first.
 */
export function decideClosing({ end, history }: MissingUnit, { day, unreadableIds }: MissingFacts): ClosingDecision {
  if (typeof history === 'object') {
    if (history.toDate !== undefined) return { kind: 'close', on: history.toDate };
    return keep('open-in-history', 'The history file says that the unit is open.');
  }
  if (history === 'unreadable') return keep('history-unreadable', 'A row of the unit in the history file has faults.');
  if (unreadableIds > 0) {
    return keep(
      'unreadable-ids',
      `${unreadableIds} rows of the file have no readable SOR id: the unit may be one of them.`,
    );
  }
  const dayBefore = dayBeside(day, -1);
  return { kind: 'close', on: end !== undefined && end < dayBefore ? end : dayBefore };
}

function keep(code: KeepCode, reason: string): ClosingDecision {
  return { kind: 'keep', code, reason };
}
