import type { BitemporalRow } from './rows';

/** What happens to the rows of a fact, and when. */
export interface Turn {
  /** The day from which it is so. */
  readonly day: string;
  /** The moment of registration. */
  readonly now: string;
  /** Whether the replaced registrations stay behind with their end. */
  readonly keep: boolean;
}

/** Rows that hold as the register knows them now. */
export function current<R extends BitemporalRow>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.registreringTil === null);
}

export function holdsOn(row: BitemporalRow, day: string): boolean {
  return row.virkningFra <= day && (row.virkningTil === null || day < row.virkningTil);
}

/**
 * The rows after a turn: those concerned that hold on the day end there, those that would come later are given up, and
 * the next ones begin. What was already over stays.
 */
export function turned<R extends BitemporalRow>(
  rows: readonly R[],
  concerned: (row: R) => boolean,
  next: readonly R[],
  { day, now, keep }: Turn,
): R[] {
  const after: R[] = [];
  for (const row of rows) {
    const over = row.virkningTil !== null && row.virkningTil <= day && row.virkningFra < day;
    if (row.registreringTil !== null || !concerned(row) || over) {
      after.push(row);
      continue;
    }
    if (keep) after.push({ ...row, registreringTil: now });
    if (row.virkningFra < day) after.push({ ...row, virkningTil: day, registreringFra: now });
  }
  after.push(...next);
  return after;
}

/** The rows when everything ends on a day: what would come later is given up. */
export function ended<R extends BitemporalRow>(rows: readonly R[], turn: Turn): R[] {
  return turned(rows, (row) => row.virkningTil === null || row.virkningTil > turn.day, [], turn);
}

/** The rows when what ended on a day goes on after all. */
export function resumed<R extends BitemporalRow>(rows: readonly R[], { day, now, keep }: Turn): R[] {
  const after: R[] = [];
  for (const row of rows) {
    if (row.registreringTil !== null || row.virkningTil !== day) {
      after.push(row);
      continue;
    }
    if (keep) after.push({ ...row, registreringTil: now });
    after.push({ ...row, virkningTil: null, registreringFra: now });
  }
  return after;
}
