import type { SorRow } from '../reading/row';

/** The row of a unit that counts on a day, of one or several in any order (sor.md 6.8). */
export function chooseRow(_rows: readonly SorRow[], _today: string): SorRow {
  throw new Error('not yet');
}
