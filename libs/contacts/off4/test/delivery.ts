import { FileScan } from '../src/reading/file-scan';
import type { ScanResult } from '../src/reading/file-scan';
import { latin1Bytes } from '../src/reading/latin1';
import { PersonReader } from '../src/reading/person-reader';
import type { Delivered, ReaderOptions } from '../src/reading/person-reader';
import { joinSlices } from '../src/reading/person-slice';
import type { PersonSlice } from '../src/reading/person-slice';
import { LAYOUTS } from '../src/records/record-types';
import type { RecordType } from '../src/records/record-types';
import { render } from './render';

/** Records, each with its type, as the body of an invented delivery. */
export type Body = readonly (readonly [RecordType, Readonly<Record<string, unknown>>])[];

const START = render('000', {
  'SORTFELT-10': '0000000000',
  OPGAVENR: '123401',
  PRODDTO: '2026-11-20',
  PRODDTOFORRIG: '2026-11-19',
});

const end = (count: number): string =>
  render('999', { 'SORTFELT-10': '9999999999', TAELLER: String(count).padStart(8, '0') });

/** A whole file of raw records: start and end record are added. */
export function fileOf(records: readonly string[], join = '\n', count = records.length): Uint8Array {
  return latin1Bytes([START, ...records, end(count)].join(join) + join);
}

export const rendered = (body: Body): string[] => body.map(([type, values]) => render(type, values));

/** Line form, trailing blanks cut. */
export const lineFile = (body: Body): Uint8Array => fileOf(rendered(body).map((record) => record.trimEnd()));

/** Stream form. */
export const streamFile = (body: Body): Uint8Array => fileOf(rendered(body), '');

/** The content in chunks of a size. */
export function chunksOf(content: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += size) chunks.push(content.slice(at, at + size));
  return chunks;
}

export function scan(chunks: readonly Uint8Array[]): ScanResult {
  const scanned = new FileScan();
  for (const chunk of chunks) {
    const own = Buffer.from(chunk);
    scanned.push(own);
    own.fill(0x58);
  }
  return scanned.end();
}

/** Everything a reader delivers. Each chunk is a Buffer, whose `slice` copies nothing, and overwritten after it was handed over. */
export function read(options: ReaderOptions, chunks: readonly Uint8Array[]): Delivered[] {
  const reader = new PersonReader(options);
  const delivered = chunks.flatMap((chunk) => {
    const own = Buffer.from(chunk);
    const complete = reader.push(own).map((one) => (options.usedAtOnce === true ? copied(one) : one));
    own.fill(0x58);
    return complete;
  });
  return [...delivered, ...reader.end()];
}

function copied(one: Delivered): Delivered {
  return one.kind === 'person' ? { ...one, bytes: new Uint8Array(one.bytes) } : one;
}

/** The persons of a file whatever its form and order, each with all records; throws where the file is refused. */
export function personsOf(content: Uint8Array): Map<string, PersonSlice> {
  const result = scan([content]);
  if (result.refusal !== null) throw new Error(result.refusal.text);
  return grouped(read(result, [content]));
}

export function grouped(delivered: readonly Delivered[]): Map<string, PersonSlice> {
  const persons = new Map<string, PersonSlice>();
  for (const slice of delivered) {
    if (slice.kind !== 'person') continue;
    const before = persons.get(slice.pnr);
    persons.set(slice.pnr, before === undefined ? slice : joinSlices([before, slice]));
  }
  return persons;
}

export const ALL_TYPES = Object.keys(LAYOUTS) as RecordType[];
