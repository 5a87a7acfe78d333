import { LAYOUTS } from '../records/record-types';
import type { RecordType } from '../records/record-types';
import type { Refusal } from './refusal';

/** Receives one record: its bytes from `from` to before `to`, good as long as the chunk is left alone, and its line. */
export type RecordSink = (bytes: Uint8Array, from: number, to: number, line: number) => void;

/** Cuts a file that comes in chunks of any size into records. After a fault nothing more is cut. */
export interface RecordCutter {
  push(chunk: Uint8Array, sink: RecordSink): void;
  end(sink: RecordSink): void;
  /** Lines seen, or records in the stream form. */
  readonly lines: number;
  readonly fault: Refusal | undefined;
}

const LF = 10;
const CR = 13;
const BLANK = 32;
const LONGEST_LINE = 64 * 1024;

/** The bytes that wait for the rest of their record. */
class Waiting {
  #rest: Uint8Array = new Uint8Array(0);

  /** The waiting bytes and the chunk, end to end; nothing is ever written into them again. */
  with(chunk: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return chunk;
    const bytes = new Uint8Array(this.#rest.length + chunk.length);
    bytes.set(this.#rest);
    bytes.set(chunk, this.#rest.length);
    return bytes;
  }

  /** Keeps a copy of what is left of `bytes` from `from` on. (`slice` of a Buffer would be none.) */
  keep(bytes: Uint8Array, from: number): void {
    this.#rest = new Uint8Array(bytes.subarray(from));
  }

  get length(): number {
    return this.#rest.length;
  }
}

/** Line form: LF or CR LF; blank lines are counted and passed over. */
export class LineCutter implements RecordCutter {
  readonly #waiting = new Waiting();
  #lines = 0;
  #fault: Refusal | undefined;

  get lines(): number {
    return this.#lines;
  }

  get fault(): Refusal | undefined {
    return this.#fault;
  }

  push(chunk: Uint8Array, sink: RecordSink): void {
    if (this.#fault !== undefined) return;
    const bytes = this.#waiting.with(chunk);
    let from = 0;
    for (;;) {
      const lineEnd = bytes.indexOf(LF, from);
      if (lineEnd < 0) break;
      this.#cut(bytes, from, lineEnd, sink);
      from = lineEnd + 1;
    }
    this.#waiting.keep(bytes, from);
    if (this.#waiting.length > LONGEST_LINE) this.#fault = tooLong(this.#lines + 1);
  }

  end(sink: RecordSink): void {
    if (this.#fault !== undefined || this.#waiting.length === 0) return;
    const bytes = this.#waiting.with(new Uint8Array(0));
    this.#cut(bytes, 0, bytes.length, sink);
    this.#waiting.keep(bytes, bytes.length);
  }

  #cut(bytes: Uint8Array, from: number, lineEnd: number, sink: RecordSink): void {
    this.#lines += 1;
    const to = lineEnd > from && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    // A record begins with its type; only what begins with a blank can be a blank line.
    if (to === from || (bytes[from] === BLANK && isBlank(bytes, from, to))) return;
    sink(bytes, from, to, this.#lines);
  }
}

/** Lengths that differ from the tables, by record type: `001` is 121 long where the key constant is appended. */
export type RecordLengths = Readonly<Partial<Record<RecordType, number>>>;

const END_TYPE = 999;

/** Stream form: full-length records without separators; a type whose length is not known ends the reading. */
export class StreamCutter implements RecordCutter {
  readonly #waiting = new Waiting();
  readonly #lengths: readonly number[];
  #records = 0;
  #ended = false;
  #fault: Refusal | undefined;

  constructor(lengths: RecordLengths = {}) {
    this.#lengths = lengthsByNumber(lengths);
  }

  get lines(): number {
    return this.#records;
  }

  get fault(): Refusal | undefined {
    return this.#fault;
  }

  push(chunk: Uint8Array, sink: RecordSink): void {
    if (this.#fault !== undefined) return;
    const bytes = this.#waiting.with(chunk);
    let from = 0;
    while (this.#fault === undefined) {
      if (this.#ended) {
        this.#expectNothing(bytes, from);
        from = bytes.length;
        break;
      }
      if (bytes.length - from < 3) break;
      const type = typeNumber(bytes, from);
      const length = this.#lengths[type];
      if (length === undefined) {
        this.#fault = unknownType(this.#records + 1);
        break;
      }
      if (bytes.length - from < length) break;
      this.#records += 1;
      sink(bytes, from, from + length, this.#records);
      this.#ended = type === END_TYPE;
      from += length;
    }
    this.#waiting.keep(bytes, from);
  }

  end(): void {
    if (this.#fault === undefined && this.#waiting.length > 0) {
      const text = `The file ends inside record ${this.#records + 1}: it was cut`;
      this.#fault = { code: 'cut-record', line: this.#records + 1, text };
    }
  }

  #expectNothing(bytes: Uint8Array, from: number): void {
    if (isBlank(bytes, from, bytes.length)) return;
    this.#fault = {
      code: 'records-after-end',
      line: this.#records + 1,
      text: 'Something stands after the end record 999',
    };
  }
}

/** The record type as a number, or -1 where it is not three digits. */
export function typeNumber(bytes: Uint8Array, from: number): number {
  const hundreds = bytes[from]! - 48;
  const tens = bytes[from + 1]! - 48;
  const ones = bytes[from + 2]! - 48;
  const digits = hundreds >= 0 && hundreds <= 9 && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
  return digits ? hundreds * 100 + tens * 10 + ones : -1;
}

function lengthsByNumber(lengths: RecordLengths): readonly number[] {
  const byNumber: number[] = [];
  for (const [type, { length }] of Object.entries(LAYOUTS)) byNumber[Number(type)] = length;
  for (const [type, length] of Object.entries(lengths)) byNumber[Number(type)] = length;
  return byNumber;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte !== BLANK && byte !== LF && byte !== CR) return false;
  }
  return true;
}

function tooLong(line: number): Refusal {
  return { code: 'record-too-long', line, text: `Line ${line} is longer than any record: this is not a file of CPR` };
}

function unknownType(record: number): Refusal {
  const text = `Record ${record} is of an unknown type; in a file without line ends nothing after it can be read`;
  return { code: 'unknown-record-type', line: record, text };
}
