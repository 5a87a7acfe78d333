/**
 * The cells of one record as written, quotation marks resolved. A quotation mark counts at the beginning of a cell only; a
 * cell that goes on behind its closing mark was written by somebody who does not double them, and is taken as it stands.
 */
export interface Cells {
  readonly cells: readonly string[];
  /** The last cell begins with a quotation mark that nothing closes. */
  readonly open: boolean;
}

const QUOTE = '"';

/** Takes a record apart. The same rules as `nextRecord` has for bytes: both find the same cells. */
export function splitCells(text: string, delimiter: string): Cells {
  const cells: string[] = [];
  let from = 0;
  for (;;) {
    const closing = text[from] === QUOTE ? closingQuote(text, from) : undefined;
    if (closing === -1) return { cells: [...cells, text.slice(from + 1)], open: true };
    const behind = closing === undefined ? from : closing + 1;
    const border = text.indexOf(delimiter, behind);
    const end = border < 0 ? text.length : border;
    cells.push(closing === undefined ? text.slice(from, end) : unquoted(text, from, closing, end));
    if (border < 0) return { cells, open: false };
    from = border + delimiter.length;
  }
}

/** Where the quotation mark at `from` is closed; -1: nowhere. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf(QUOTE, from + 1); at >= 0; at = text.indexOf(QUOTE, at + 2)) {
    if (text[at + 1] !== QUOTE) return at;
  }
  return -1;
}

/** The cell from `from` to before `end`, which begins with a quotation mark that is closed at `closing`. */
function unquoted(text: string, from: number, closing: number, end: number): string {
  const goesOn = text.slice(closing + 1, end).trim() !== '';
  const last = goesOn ? end - 1 : closing;
  if (text[last] !== QUOTE || last === from) return text.slice(from, end);
  const inner = text.slice(from + 1, last);
  return inner.includes(QUOTE) ? inner.replaceAll('""', QUOTE) : inner;
}

/** What a cell says: without the `="…"` that makes Excel keep digits as text, and without blanks around it. */
export function cleaned(cell: string): string | undefined {
  let text = cell.trim();
  if (text.startsWith('="') && text.endsWith('"') && text.length > 2) text = text.slice(2, -1).trim();
  return text === '' ? undefined : text;
}
