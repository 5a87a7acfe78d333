import { StringDecoder } from 'node:string_decoder';
import { to as copyTo } from 'pg-copy-streams';
import type { Tx } from './transaction';

/** A row as PostgreSQL writes it: each value as text, null for NULL. */
export type TextRow = readonly (string | null)[];

/**
 * Reads what a query gives with COPY, streaming: memory stays flat however many rows there are. Rows come by the
 * hundred, since a turn of the event loop for each would cost more than the row. COPY takes no parameters. Errors of the
 * server are thrown; whoever stops early must not use the transaction any more.
 */
export async function* copyOut(tx: Tx, query: string): AsyncGenerator<TextRow[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of tx.query(copyTo(`copy (${query}) to stdout`)) as AsyncIterable<Buffer>) {
    const text = rest + decoder.write(chunk);
    const end = text.lastIndexOf('\n');
    rest = text.slice(end + 1);
    if (end >= 0) yield text.slice(0, end).split('\n').map(textRow);
  }
}

/** Takes one line of COPY's text format apart. */
export function textRow(line: string): TextRow {
  return line.includes('\\') ? line.split('\t').map(valueOf) : line.split('\t');
}

function valueOf(text: string): string | null {
  if (text === '\\N') return null;
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : text;
}

// A backslash, and any other character, stands for itself.
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
