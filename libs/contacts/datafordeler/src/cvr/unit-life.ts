import type { Life } from '../facts-that-count';
import { beginsAfter, bestKnown, dayOf, endOf, first, holdsOn, latest, newest, registered } from '../periods';
import type { Row } from '../row';

/** A row of a company or production unit, by names that both have. */
export interface UnitRow extends Row {
  readonly status?: string | null;
  readonly started?: string | null;
  readonly ceased?: string | null;
}

/** Where a unit is in its life on a day. */
export interface UnitLife<R extends UnitRow> extends Life {
  /** The row that speaks for the unit on that day: the one that holds, else the last that did, else the first that will. */
  readonly row: R;
  /** The day itself, or the first day of a unit that has not begun. */
  readonly day: string;
  /** The day on which the register says that the unit ceased (`…Ophoersdato`, or status inactive). Only then is it ended. */
  readonly ceased?: string;
}

const INACTIVE = 'inaktiv';

/**
 * Reads a unit's life from its rows of all periods. After a cessation every period may be closed, so that nothing holds
 * now; and a period that merely ended is no cessation (cvr.md, 3.2, trap 1).
 */
export function unitLife<R extends UnitRow>(rows: readonly R[], day: string): UnitLife<R> | undefined {
  const current = registered(rows);
  const known = bestKnown(rows);
  const row = newest(known.filter((one) => holdsOn(one, day)));
  if (row !== undefined) {
    // What the register stands by no more is over, though it does not say that the unit ceased.
    const withdrawn = current.length > 0 ? {} : { over: dayOf(row.registreringTil) ?? day };
    return { row, day, ...withdrawn, ...endOfLife(row, known, day) };
  }
  const past = latest(known.filter((one) => !beginsAfter(one, day)));
  if (past !== undefined) {
    const end = endOfLife(past, known, day);
    return { row: past, day, over: endOf(past) ?? day, ...end };
  }
  const coming = first(known);
  return coming === undefined ? undefined : { row: coming, day: dayOf(coming.virkningFra) ?? day };
}

function endOfLife(
  row: UnitRow,
  rows: readonly UnitRow[],
  day: string,
): { readonly over: string; readonly ceased: string } | undefined {
  const said = dayOf(row.ceased);
  if (said !== undefined) return said <= day ? { over: said, ceased: said } : undefined;
  if (!isInactive(row)) return undefined;
  const since = inactiveSince(rows, day) ?? dayOf(row.virkningFra) ?? dayOf(row.registreringFra) ?? day;
  return { over: since, ceased: since };
}

const isInactive = (row: UnitRow): boolean => row.status?.trim().toLowerCase() === INACTIVE;

/** The first day of the last stretch of inactive rows. */
function inactiveSince(rows: readonly UnitRow[], day: string): string | undefined {
  const begun = rows.filter((row) => !beginsAfter(row, day));
  const begins = (some: readonly UnitRow[]): string[] => some.flatMap((row) => dayOf(row.virkningFra) ?? []).sort();
  const active = begins(begun.filter((row) => !isInactive(row))).at(-1);
  return begins(begun.filter(isInactive)).find((begin) => active === undefined || begin > active);
}
