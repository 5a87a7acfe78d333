import { dayBeside } from '@contact-sync/contacts-model';
import type { SorRow } from '../reading/row';

/**
 * The row of a unit that counts on a day, of one or several in any order (sor.md 6.8): the one valid then that began last
 * and was changed last; else the first one to come; else the one that ended last.
 *
 * The last day of a row that another one follows without a gap is the end of a version and not of the unit: the row then
 * bears the end of the last version.
 */
export function chooseRow(rows: readonly SorRow[], today: string): SorRow {
  const [first, ...others] = rows;
  if (first === undefined) throw new RangeError('a unit has at least one row');
  if (others.length === 0) return first;
  const valid = rows.filter((row) => (row.fromDate ?? '') <= today && (row.toDate ?? today) >= today);
  const coming = rows.filter((row) => (row.fromDate ?? '') > today);
  const chosen =
    best(valid, [({ fromDate = '' }) => fromDate]) ??
    best(coming, [({ fromDate = '' }) => inverted(fromDate)]) ??
    best(rows, [({ toDate = '' }) => toDate, ({ fromDate = '' }) => fromDate])!;
  const toDate = endOfUnit(chosen, rows);
  if (toDate === chosen.toDate) return chosen;
  const { toDate: _own, ...rest } = chosen;
  return toDate === undefined ? rest : { ...rest, toDate };
}

/** The last day of the last of the rows that follow one another from `row` on; undefined: the unit is open. */
function endOfUnit(row: SorRow, rows: readonly SorRow[]): string | undefined {
  let end = row.toDate;
  for (;;) {
    const reached = end;
    if (reached === undefined) return undefined;
    const limit = dayBeside(reached, 1);
    const following = rows.filter(
      ({ fromDate = '', toDate }) => fromDate > (row.fromDate ?? '') && fromDate <= limit && (toDate ?? FAR) > reached,
    );
    if (following.length === 0) return reached;
    end = following
      .map(({ toDate }) => toDate ?? FAR)
      .sort()
      .at(-1);
    if (end === FAR) return undefined;
  }
}

const FAR = '9999-12-31';

/** The greatest by the given texts, then by the time of its last change, then by what it says, so that order never counts. */
function best(rows: readonly SorRow[], by: readonly ((row: SorRow) => string)[]): SorRow | undefined {
  const keys = [...by, ({ updatedAt = '' }: SorRow) => updatedAt, (row: SorRow) => JSON.stringify(sorted(row))];
  return rows.reduce<SorRow | undefined>((greatest, row) => {
    if (greatest === undefined) return row;
    const key = keys.find((each) => each(row) !== each(greatest));
    return key !== undefined && key(row) > key(greatest) ? row : greatest;
  }, undefined);
}

function sorted({ cells, remarks: _remarks, ...rest }: SorRow): unknown {
  return [Object.entries(cells).sort(), Object.entries(rest).sort()];
}

/** Earlier days become greater texts. */
function inverted(day: string): string {
  return day.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}
