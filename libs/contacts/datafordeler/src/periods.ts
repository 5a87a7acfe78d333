import { isPartialDate } from '@contact-sync/contacts-model';
import type { Row } from './row';

/** A period that has no end is written without one, or as this year. */
const FOREVER = '9999';

/** The day of a date or time, `YYYY-MM-DD`; undefined where there is none or no such day exists. */
export function dayOf(text: string | null | undefined): string | undefined {
  const day = text?.slice(0, 10);
  return day !== undefined && day.length === 10 && isPartialDate(day) ? day : undefined;
}

/** The first day on which a row no longer holds; undefined where it has no end. The period is half open: [fra, til). */
export function endOf(row: Row): string | undefined {
  const day = dayOf(row.virkningTil);
  return day === undefined || day >= FOREVER ? undefined : day;
}

const beginOf = (row: Row): string => dayOf(row.virkningFra) ?? '';

/** The rows the register stands by: those it has not replaced by later registrations. */
export function registered<R extends Row>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.registreringTil === undefined || row.registreringTil === null);
}

/** The registered rows, or all where the register stands by none of them any more. */
export function bestKnown<R extends Row>(rows: readonly R[]): readonly R[] {
  const current = registered(rows);
  return current.length > 0 ? current : rows;
}

export function holdsOn(row: Row, day: string): boolean {
  const end = endOf(row);
  return beginOf(row) <= day && (end === undefined || end > day);
}

export const beginsAfter = (row: Row, day: string): boolean => beginOf(row) > day;

/**
 * Of rows that all hold, the one that counts: registered last, else in force last. What is left is decided by content, so
 * that neither the order of the rows nor their repetition matters: CVR gives none.
 */
export function newest<R extends Row>(rows: readonly R[]): R | undefined {
  return greatest(rows, (row) => [instant(row.registreringFra), beginOf(row)]);
}

/** Of rows that do not hold any more, the one that held last. */
export function latest<R extends Row>(rows: readonly R[]): R | undefined {
  return greatest(rows, (row) => [endOf(row) ?? FOREVER, instant(row.registreringFra), beginOf(row)]);
}

/** Of rows that do not hold yet, the one that will first. */
export function first<R extends Row>(rows: readonly R[]): R | undefined {
  const earliest = rows.reduce<string | undefined>(
    (day, row) => (day === undefined || beginOf(row) < day ? beginOf(row) : day),
    undefined,
  );
  return newest(rows.filter((row) => beginOf(row) === earliest));
}

/** The first day after `day` on which one of the rows begins or ceases to hold. */
export function nextBoundary(rows: readonly Row[], day: string): string | undefined {
  return earliestOf(
    registered(rows)
      .flatMap((row) => [dayOf(row.virkningFra), endOf(row)])
      .filter((boundary) => boundary !== undefined && boundary > day),
  );
}

export function earliestOf(days: readonly (string | undefined)[]): string | undefined {
  return days.reduce(
    (least, day) => (day !== undefined && (least === undefined || day < least) ? day : least),
    undefined,
  );
}

/** A time of registration as sortable text. REST gives local time with its offset, GraphQL UTC with six decimals. */
function instant(time: string | null | undefined): string {
  const ms = Date.parse(time ?? '');
  if (Number.isNaN(ms)) return '';
  const micros = /\.\d{3}(\d{1,3})/.exec(time ?? '')?.[1] ?? '';
  return `${new Date(ms).toISOString()} ${micros.padEnd(3, '0')}`;
}

function greatest<R extends Row>(rows: readonly R[], rankOf: (row: R) => readonly string[]): R | undefined {
  let best: { row: R; rank: string } | undefined;
  for (const row of rows) {
    const rank = rankOf(row).join(' ');
    if (best === undefined || rank > best.rank || (rank === best.rank && contentOf(row) > contentOf(best.row))) {
      best = { row, rank };
    }
  }
  return best?.row;
}

function contentOf(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
