import { dayBeside } from '@contact-sync/contacts-model';
import { beginsAfter, bestKnown, dayOf, endOf, holdsOn, latest, newest, registered } from './periods';
import type { Row } from './row';

/** Where a subject is in its life. */
export interface Life {
  /** The day on which facts are looked up. */
  readonly day: string;
  /** The first day without the subject; its facts are those that were true to the end. Absent while it lives. */
  readonly over?: string;
}

/**
 * The rows of one kind of fact that count, one for each key (its `sekvens`, say): those that hold on the day; of a subject
 * whose life is over, those that held to its end. What was given up before then does not come back.
 */
export function factsThatCount<R extends Row, K>(
  rows: readonly R[],
  life: Life,
  keyOf: (row: R) => K,
): ReadonlyMap<K, R> {
  const held = registered(rows).filter((row) => holdsOn(row, life.day));
  if (held.length > 0 || life.over === undefined) return bestByKey(held, keyOf, newest);
  const before = dayBefore(life.over);
  const toTheEnd = rows.filter((row) => !beginsAfter(row, life.day) && (lastKnown(row) ?? before) >= before);
  return bestByKey(bestKnown(toTheEnd), keyOf, latest);
}

/** The one row of a kind of fact of which a subject has one. */
export function factThatCounts<R extends Row>(rows: readonly R[], life: Life): R | undefined {
  return factsThatCount(rows, life, () => '').get('');
}

/** The first day on which a row is not true or not known any more. */
function lastKnown(row: Row): string | undefined {
  const ends = [endOf(row), dayOf(row.registreringTil)].filter((end) => end !== undefined).sort();
  return ends[0];
}

/** A period may be closed on the last day of the subject or on the first day without it: nothing tells which is meant. */
const dayBefore = (day: string): string => dayBeside(day, -1);

function bestByKey<R extends Row, K>(
  rows: readonly R[],
  keyOf: (row: R) => K,
  best: (rows: readonly R[]) => R | undefined,
): ReadonlyMap<K, R> {
  const groups = new Map<K, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const chosen = new Map<K, R>();
  for (const [key, group] of groups) {
    const row = best(group);
    if (row !== undefined) chosen.set(key, row);
  }
  return chosen;
}
