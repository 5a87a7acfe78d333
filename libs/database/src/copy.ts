import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { identifier } from './identifier';
import type { Tx } from './transaction';

/** A value of one column. A plain object is written as JSON; an array as a PostgreSQL array (for jsonb pass its JSON text). */
export type CopyValue =
  string | number | bigint | boolean | Date | Uint8Array | object | readonly CopyValue[] | null | undefined;

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Copies rows into a table with COPY, streaming: memory stays flat however many rows there are. Returns the number of
 * rows. Each row holds its values in the order of `columns`; null and undefined become NULL. Any error of the rows or
 * of the server rejects, and the transaction can then only be rolled back.
 */
export async function copyInto(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> {
  const target = table.split('.').map(identifier).join('.');
  const copy = tx.query(copyFrom(`copy ${target} (${columns.map(identifier).join(', ')}) from stdin`));
  await pipeline(Readable.from(chunksOf(rows)), copy);
  return copy.rowCount;
}

/** A turn of the event loop for each row would cost more than the row: only rows that come one by one are awaited. */
function chunksOf(
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Iterable<Buffer> | AsyncIterable<Buffer> {
  return Symbol.iterator in rows ? chunksAtHand(rows) : chunksAwaited(rows);
}

function* chunksAtHand(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

async function* chunksAwaited(rows: AsyncIterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const row of rows) {
    chunk += copyLine(row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

/** One row in COPY's text format, ended by a line feed. */
export function copyLine(row: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < row.length; i += 1) {
    if (i > 0) line += '\t';
    const text = textOf(row[i]);
    line += text === null ? '\\N' : escapeText(text);
  }
  return `${line}\n`;
}

function textOf(value: CopyValue): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return null;
    case 'boolean':
      return value ? 't' : 'f';
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
      if (Array.isArray(value)) return arrayLiteral(value);
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

function arrayLiteral(values: readonly CopyValue[]): string {
  const elements = values.map((value) => {
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = textOf(value);
    return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}
