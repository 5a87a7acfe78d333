/** Rows as columns of equal width; a heading line first, no lines drawn. Numbers stand to the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, at) => Math.max(...all.map((row) => String(row[at] ?? '').length)));
  const line = (row: readonly (string | number)[], isHeading: boolean): string =>
    row
      .map((cell, at) => {
        const right = typeof cell === 'number' || (isHeading && rows.length > 0 && typeof rows[0]?.[at] === 'number');
        return right ? String(cell).padStart(widths[at] ?? 0) : String(cell).padEnd(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return all.map((row, at) => `${line(row, at === 0)}\n`).join('');
}

/** Lines of `name  value`, aligned and indented; names without a value are left out. */
export function fields(
  entries: readonly (readonly [string, string | number | undefined | null])[],
  indent = 2,
): string {
  const shown = entries.filter(([, value]) => value !== undefined && value !== null && value !== '');
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${' '.repeat(indent)}${name.padEnd(width)}  ${value}\n`).join('');
}

/** A value as JSON that ends in a line break, for programs. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `30 of 120 (25 %)`: never 100 before the end. */
export function doneOf(done: number, total: number): string {
  return `${done} of ${total} (${Math.floor((100 * done) / total)} %)`;
}

/** A moment as an operator reads it, in UTC: `2026-11-21 05:30:00Z`. */
export function moment(iso: string | null | undefined): string {
  if (iso === null || iso === undefined) return '';
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
