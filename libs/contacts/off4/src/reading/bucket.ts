import { latin1 } from './latin1';
import type { PersonSlice } from './person-slice';

const HEADER_LENGTH = 8;
const LENGTH_AT = 4;

/**
 * A slice as bytes for a bucket, where a file whose records stand apart is put in order by person: before each record
 * its line number and its length, four bytes each. Write them one after the other; `fromBucket` reads them.
 */
export function toBucket({ bytes, spans, lines }: PersonSlice): Uint8Array {
  const kept = new Uint8Array(recordBytes(spans) + lines.length * HEADER_LENGTH);
  const header = new DataView(kept.buffer);
  let at = 0;
  for (let record = 0; record < lines.length; record++) {
    const from = spans[2 * record]!;
    const to = spans[2 * record + 1]!;
    header.setUint32(at, lines[record]!);
    header.setUint32(at + LENGTH_AT, to - from);
    kept.set(bytes.subarray(from, to), at + HEADER_LENGTH);
    at += HEADER_LENGTH + to - from;
  }
  return kept;
}

/** The persons of a whole bucket, each with all records it holds of them, in the order they were written. */
export function fromBucket(bucket: Uint8Array): readonly PersonSlice[] {
  const header = new DataView(bucket.buffer, bucket.byteOffset, bucket.byteLength);
  const persons = new Map<string, { readonly lines: number[]; readonly spans: number[] }>();
  let at = 0;
  while (at + HEADER_LENGTH <= bucket.length) {
    const from = at + HEADER_LENGTH;
    const to = from + header.getUint32(at + LENGTH_AT);
    const pnr = latin1(bucket, from + 3, from + 13);
    const person = persons.get(pnr) ?? { lines: [], spans: [] };
    persons.set(pnr, person);
    person.lines.push(header.getUint32(at));
    person.spans.push(from, to);
    at = to;
  }
  return [...persons].map(([pnr, { lines, spans }]) => ({ kind: 'person', pnr, lines, ...gathered(bucket, spans) }));
}

/** The records' own bytes, end to end. */
function gathered(
  bucket: Uint8Array,
  from: readonly number[],
): { readonly bytes: Uint8Array; readonly spans: number[] } {
  const bytes = new Uint8Array(recordBytes(from));
  const spans: number[] = [];
  let at = 0;
  for (let span = 0; span < from.length; span += 2) {
    const record = bucket.subarray(from[span], from[span + 1]);
    bytes.set(record, at);
    spans.push(at, at + record.length);
    at += record.length;
  }
  return { bytes, spans };
}

function recordBytes(spans: readonly number[]): number {
  return spans.reduce((length, offset, at) => (at % 2 === 0 ? length - offset : length + offset), 0);
}
