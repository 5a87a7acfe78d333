import { idFault, recordFault, type RowFault } from './faults';
import type { SorHeader } from './header';
import { RecordWalk } from './record-walk';
import { sorIdInBytes } from './sor-id-cell';
import { textOf } from './text';

/** One row as the first reading of a file sees it: where it is, whose it is, and a hash of what it says. */
export interface ScannedRow {
  /** Absent where it cannot be read. */
  readonly sorId?: string;
  /** Byte at which the row begins, from 0 at the file's first byte. */
  readonly place: number;
  /** Bytes, without the line end; of a row that is too long no more than are needed to see that. */
  readonly length: number;
  /** Line of the file from 1, the header's included. */
  readonly line: number;
  /** Hash of the row's bytes; empty where the row has a fault. */
  readonly fingerprint: string;
  readonly fault?: RowFault;
}

export interface ScanEnd {
  /** The last rows. */
  readonly rows: readonly ScannedRow[];
  /** All rows of the file but blank ones. */
  readonly records: number;
  /** The file ends inside a quoted cell of its last line: its end is missing. */
  readonly unterminatedQuote?: { readonly line: number };
  /** The last line has no line end. Alone that is no fault. */
  readonly lastLineUnfinished: boolean;
  /** The last line has no line end and fewer cells than the header: the file was cut in it. */
  readonly halfRow?: { readonly line: number };
}

const NOTHING = new Uint8Array(0);
const LF = 10;
const CR = 13;
const BLANK = 32;
const LONGEST_ID_TOLD = 100;

/**
 * First reading of a file, at memory speed. Hand it all bytes in order, from the first; how they are cut into chunks does
 * not matter. Rows end at line ends outside quotation marks. A mark that is never closed costs the row it stands in and no
 * other: the rows after it are found again at the next line. It keeps at most one unfinished row of 1 MiB.
 */
export class SorScanner {
  readonly #header: SorHeader;
  readonly #hash: (bytes: Uint8Array) => string;
  readonly #walk: RecordWalk;
  /** Bytes of a row that is not complete, and where they stand in the file. */
  #rest: Uint8Array = NOTHING;
  #place = 0;
  #line: number;
  #headerLeft: number;
  /** The last row was too long: its bytes are passed over up to a line end. */
  #isSkipping = false;
  #records = 0;
  #halfRow: { readonly line: number } | undefined;
  #unterminatedQuote: { readonly line: number } | undefined;
  #isUnfinished = false;

  constructor(header: SorHeader, hash: (bytes: Uint8Array) => string) {
    this.#header = header;
    this.#hash = hash;
    this.#walk = new RecordWalk(header);
    this.#headerLeft = header.length;
    this.#line = header.lines + 1;
  }

  push(chunk: Uint8Array): readonly ScannedRow[] {
    const passed = Math.min(this.#headerLeft, chunk.length);
    this.#headerLeft -= passed;
    this.#place += passed;
    return this.#read(passed === 0 ? chunk : chunk.subarray(passed), false);
  }

  end(): ScanEnd {
    const rows = this.#read(NOTHING, true);
    return {
      rows,
      records: this.#records,
      lastLineUnfinished: this.#isUnfinished,
      ...(this.#unterminatedQuote !== undefined && { unterminatedQuote: this.#unterminatedQuote }),
      ...(this.#halfRow !== undefined && { halfRow: this.#halfRow }),
    };
  }

  #read(chunk: Uint8Array, isEnd: boolean): ScannedRow[] {
    const bytes = joined(this.#rest, chunk);
    const rows: ScannedRow[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.#isSkipping) {
        const behind = this.#skip(bytes, at, isEnd);
        if (behind === at) break;
        at = behind;
      } else {
        if (!this.#walk.read(bytes, at, isEnd)) break;
        this.#take(bytes, at, rows);
        at = this.#walk.next;
      }
    }
    // A copy, which `slice` of a Buffer would not be: the caller may fill its chunk anew.
    this.#rest = at < bytes.length ? new Uint8Array(bytes.subarray(at)) : NOTHING;
    this.#place += at;
    return rows;
  }

  /** Takes the record that the walk found at `from`. */
  #take(bytes: Uint8Array, from: number, rows: ScannedRow[]): void {
    const { end, lines, problem, idFrom, idTo } = this.#walk;
    const line = this.#line;
    this.#line += lines;
    this.#isSkipping = problem === 'too-long';
    if (isBlank(bytes, from, end, this.#header.delimiter)) return;
    this.#records += 1;
    if (!this.#walk.hasLineEnd) this.#noteUnfinished(line);
    const sorId = idFrom < 0 ? undefined : sorIdInBytes(bytes, idFrom, idTo);
    const place = this.#place + from;
    const length = end - from;
    if (problem === undefined && sorId !== undefined) {
      rows.push({ sorId, place, length, line, fingerprint: this.#hash(bytes.subarray(from, end)) });
    } else {
      const fault = this.#faultOf(bytes);
      rows.push({ ...(sorId !== undefined && { sorId }), place, length, line, fingerprint: '', fault });
    }
  }

  #noteUnfinished(line: number): void {
    const { problem, cells } = this.#walk;
    this.#isUnfinished = true;
    if (problem === 'quote') this.#unterminatedQuote = { line };
    if (problem === 'quote' || (problem === 'cells' && cells < this.#header.names.length)) this.#halfRow = { line };
  }

  /** Passes over the rest of a row that is too long; it returns `at` where more bytes are needed to know its end. */
  #skip(bytes: Uint8Array, at: number, isEnd: boolean): number {
    const end = bytes.indexOf(this.#header.carriageReturns ? CR : LF, at);
    if (end < 0) return bytes.length;
    const isLast = end + 1 >= bytes.length;
    if (this.#header.carriageReturns && isLast && !isEnd) return end;
    this.#isSkipping = false;
    this.#isUnfinished = false;
    return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }

  #faultOf(bytes: Uint8Array): RowFault {
    const { problem, cells, idFrom, idTo } = this.#walk;
    if (problem !== undefined) return recordFault(problem, cells, this.#header.names.length);
    return idFault(idFrom < 0 ? '' : textOf(bytes.subarray(idFrom, Math.min(idTo, idFrom + LONGEST_ID_TOLD)), 'utf-8'));
  }
}

/** Nothing but delimiters and blanks: what a spreadsheet leaves below the last row. */
function isBlank(bytes: Uint8Array, from: number, end: number, delimiter: string): boolean {
  const border = delimiter.charCodeAt(0);
  for (let at = from; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== border && byte !== BLANK && byte !== CR) return false;
  }
  return true;
}

/** Plain bytes in any case: parts of a Buffer are made at several times the price. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return new Uint8Array(second.buffer, second.byteOffset, second.length);
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
