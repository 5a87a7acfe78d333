import { createWriteStream } from 'node:fs';
import { stat, truncate, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvLines } from './csv-lines';
import type { SorLayout } from './layouts';
import type { OrganisationWorld } from './organisation-world';

export interface DailyFileOptions {
  world: OrganisationWorld;
  path: string;
  /** The day whose file it is; the world's where absent. */
  day?: string;
  layouts?: readonly SorLayout[];
}

export interface WrittenFile {
  readonly path: string;
  readonly day: string;
  readonly bytes: number;
  /** Rows without the header; of a file that was cut off afterwards those before the cut and after it. */
  readonly rows: number;
}

/** Writes SorEntity_daily.csv of a day: streamed, in memory that does not grow with the file. */
export async function writeDailyFile({
  world,
  path,
  day = world.day,
  layouts = [],
}: DailyFileOptions): Promise<WrittenFile> {
  const has = (kind: SorLayout['kind']) => layouts.some((layout) => layout.kind === kind);
  if (has('empty') || has('error-page')) {
    const text = has('empty') ? '' : ERROR_PAGE;
    await writeFile(path, text);
    return { path, day, bytes: text.length, rows: 0 };
  }
  const lines = new CsvLines(layouts);
  await pipeline(Readable.from(bytesOf(lines.of(world.rows(day)), layouts)), createWriteStream(path));
  const { size } = await stat(path);
  const half = layouts.find((layout) => layout.kind === 'half');
  const bytes = half ? Math.min(size, half.bytes ?? Math.floor(size / 2)) : size;
  if (half) await truncate(path, bytes);
  return { path, day, bytes, rows: lines.rows };
}

/** The bytes of a file's text: UTF-8 with its mark, or as the layouts say. */
export function* bytesOf(text: Iterable<string>, layouts: readonly SorLayout[] = []): Generator<Buffer> {
  const has = (kind: SorLayout['kind']) => layouts.some((layout) => layout.kind === kind);
  const old = has('windows-1252');
  if (!old && !has('no-bom')) yield Buffer.from([0xef, 0xbb, 0xbf]);
  for (const piece of text) yield old ? windows1252(piece) : Buffer.from(piece, 'utf8');
}

/** The signs of our names that stand elsewhere in Windows-1252 than in ISO-8859-1. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('–', '\x96').replaceAll('’', '\x92'), 'latin1');
}

const ERROR_PAGE = `<!DOCTYPE html>
<html><head><title>Service Unavailable</title></head>
<body><h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p></body></html>
`;
