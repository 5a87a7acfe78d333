import type { PersonSlice } from './person-slice';

// A slice in a bucket, in words of four bytes: length of it all, number of records, first and last five digits of the
// person's number, then of each record its line, where it begins and where it ends, and then the records' bytes.
const WORD = 4;
const RECORDS_AT = WORD;
const NUMBER_AT = 2 * WORD;
const HEADER_LENGTH = 4 * WORD;
const RECORD_LENGTH = 3 * WORD;
const HALF_A_NUMBER = 1e5;

/** How many bytes a slice takes in a bucket. */
export function bucketLength({ bytes, lines }: PersonSlice): number {
  return HEADER_LENGTH + lines.length * RECORD_LENGTH + bytes.length;
}

/**
 * A slice as bytes for a bucket, where a file whose records stand apart is put in order by person. Write them one after
 * the other; `fromBucket` reads them.
 */
export function toBucket(slice: PersonSlice): Uint8Array {
  const bytes = new Uint8Array(bucketLength(slice));
  putIntoBucket(slice, bytes, 0);
  return bytes;
}

/** As `toBucket`, into bytes that are there already, from `at` on. */
export function putIntoBucket(slice: PersonSlice, target: Uint8Array, at: number): void {
  const { bytes, spans, lines } = slice;
  const length = bucketLength(slice);
  const words = new DataView(target.buffer, target.byteOffset + at, length);
  words.setUint32(0, length);
  words.setUint32(RECORDS_AT, lines.length);
  words.setUint32(NUMBER_AT, Number(slice.pnr.slice(0, 5)));
  words.setUint32(NUMBER_AT + WORD, Number(slice.pnr.slice(5)));
  for (let record = 0; record < lines.length; record++) {
    const place = HEADER_LENGTH + record * RECORD_LENGTH;
    words.setUint32(place, lines[record]!);
    words.setUint32(place + WORD, spans[2 * record]!);
    words.setUint32(place + 2 * WORD, spans[2 * record + 1]!);
  }
  target.set(bytes, at + length - bytes.length);
}

/**
 * The persons of a whole bucket, each with all records it holds of them, in the order they were written. Their bytes share
 * one piece of memory of their own.
 */
export function fromBucket(bucket: Uint8Array): readonly PersonSlice[] {
  const words = new DataView(bucket.buffer, bucket.byteOffset, bucket.byteLength);
  const persons = new Map<number, number[]>();
  for (let at = 0; at < bucket.length; at += words.getUint32(at)) {
    const person = words.getUint32(at + NUMBER_AT) * HALF_A_NUMBER + words.getUint32(at + NUMBER_AT + WORD);
    const places = persons.get(person);
    if (places === undefined) persons.set(person, [at]);
    else places.push(at);
  }
  const joined = new Uint8Array(bucket.length);
  let used = 0;
  return [...persons].map(([person, places]) => {
    const one = personAt(bucket, words, person, places, joined.subarray(used));
    used += one.bytes.length;
    return one;
  });
}

/** The person whose slices stand in those places; `room` is where the bytes are put together. */
function personAt(
  bucket: Uint8Array,
  words: DataView,
  person: number,
  places: readonly number[],
  room: Uint8Array,
): PersonSlice {
  const pnr = String(person).padStart(10, '0');
  const lines: number[] = [];
  const spans: number[] = [];
  let before = 0;
  for (const at of places) {
    const records = words.getUint32(at + RECORDS_AT);
    for (let record = 0; record < records; record++) {
      const place = at + HEADER_LENGTH + record * RECORD_LENGTH;
      lines.push(words.getUint32(place));
      spans.push(before + words.getUint32(place + WORD), before + words.getUint32(place + 2 * WORD));
    }
    const bytes = bucket.subarray(at + HEADER_LENGTH + records * RECORD_LENGTH, at + words.getUint32(at));
    room.set(bytes, before);
    before += bytes.length;
  }
  return { kind: 'person', pnr, lines, spans, bytes: room.subarray(0, before) };
}
