import { fitsHeader } from './cell-count';
import { cleaned, splitCells } from './cells';
import type { SorHeader } from './header';
import { sorIdInBytes } from './sor-id-cell';
import { textOf } from './text';

/** Bytes of a record and its line end, at most. SOR's own rows have a few hundred. */
export const LONGEST_RECORD = 1024 * 1024;

/** Why a record is no row. */
export type RecordProblem = 'too-long' | 'quote' | 'damaged' | 'cells';

/** Bytes of the cell of an id with all its wrapping, at most. */
const LONGEST_ID_CELL = 40;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** What a byte is outside quotation marks; 0: part of a cell. */
const DELIMITER = 1;
const LINE_END = 2;
const NUL = 3;

/**
 * Finds where a record ends and what its cells are, byte by byte and without making texts: the inner loop of the first
 * reading. Its fields tell of the record read last; the same object serves a whole file.
 */
export class RecordWalk {
  /** Behind the record's last byte, and where the next one begins. */
  end = 0;
  next = 0;
  lines = 1;
  cells = 0;
  /** The cell of the SOR id; -1 where the record has none. */
  idFrom = -1;
  idTo = -1;
  hasLineEnd = true;
  problem: RecordProblem | undefined;

  readonly #header: SorHeader;
  readonly #idCell: number;
  readonly #kinds = new Uint8Array(256);
  readonly #carriageReturns: boolean;

  constructor(header: SorHeader) {
    this.#header = header;
    this.#idCell = (header.columns.get('SorId') ?? 0) + 1;
    this.#carriageReturns = header.carriageReturns;
    this.#kinds[header.delimiter.charCodeAt(0)] = DELIMITER;
    this.#kinds[LF] = LINE_END;
    this.#kinds[0] = NUL;
    if (header.carriageReturns) this.#kinds[CR] = LINE_END;
  }

  /**
   * Reads the record that begins at `from`. False: bytes to come may belong to it; with `isEnd` there are none. A line end
   * inside quotation marks belongs to the record only if the marks are closed as they should be and the cells fit the
   * header; else the record ends there with the problem `quote`, so that one stray mark does not swallow the rows behind.
   */
  read(bytes: Uint8Array, from: number, isEnd: boolean): boolean {
    const kinds = this.#kinds;
    const idCell = this.#idCell;
    const limit = from + LONGEST_RECORD;
    const to = bytes.length < limit ? bytes.length : limit;
    let at = from;
    let cells = 0;
    let lineEnds = 0;
    let firstLineEnd = -1;
    let isDamaged = false;
    let start = at;
    this.idFrom = -1;
    for (;;) {
      start = at;
      cells += 1;
      if (at < to && bytes[at] === QUOTE) {
        at += 1;
        for (;;) {
          let byte = 0;
          while (at < to && (byte = bytes[at]!) !== QUOTE) {
            if (byte <= CR) {
              if (byte === 0) isDamaged = true;
              if (kinds[byte] === LINE_END && !this.#belongsToReturn(bytes, at)) {
                lineEnds += 1;
                if (firstLineEnd < 0) firstLineEnd = at;
              }
            }
            at += 1;
          }
          // What follows decides whether this mark closes the cell.
          if (at + 1 >= to && (to === limit || !isEnd)) return this.#unfinished(bytes, from, to, limit, firstLineEnd);
          if (at >= to) {
            if (firstLineEnd >= 0) return this.#cut(bytes, from, firstLineEnd);
            return this.#done({ end: to, next: to, lines: 1, cells, problem: 'quote' });
          }
          at += 1;
          if (at >= to || bytes[at] !== QUOTE) break;
          at += 1;
        }
        if (firstLineEnd >= 0 && at < to && !this.#endsCell(bytes, at)) {
          if (bytes[at] === CR && at + 1 >= bytes.length && !isEnd) return false;
          return this.#cut(bytes, from, firstLineEnd);
        }
      }
      let kind = 0;
      while (at < to && ((kind = kinds[bytes[at]!]!) === 0 || kind === NUL)) {
        if (kind === NUL) isDamaged = true;
        at += 1;
      }
      if (cells === idCell) {
        this.idFrom = start;
        this.idTo = at;
      }
      if (at >= to) {
        if (to === limit || !isEnd) return this.#unfinished(bytes, from, to, limit, firstLineEnd);
        break;
      }
      if (kind === LINE_END) break;
      at += 1;
    }
    const next = this.#behindLineEnd(bytes, at, isEnd);
    if (next === undefined) return false;
    const end = this.#withoutReturn(bytes, from, at);
    const fits = fitsHeader(this.#header, cells, () => this.#isEmptyCell(bytes, start, end));
    if (firstLineEnd >= 0 && (!fits || this.#holdsRow(bytes, firstLineEnd, end))) {
      return this.#cut(bytes, from, firstLineEnd);
    }
    const problem = isDamaged ? 'damaged' : fits ? undefined : 'cells';
    return this.#done({ end, next, lines: lineEnds + 1, cells, problem });
  }

  /** Where the bytes behind a record's last line begin; undefined while a line feed may still belong to it. */
  #behindLineEnd(bytes: Uint8Array, at: number, isEnd: boolean): number | undefined {
    if (at >= bytes.length) return at;
    if (bytes[at] !== CR) return at + 1;
    if (at + 1 >= bytes.length) return isEnd ? at + 1 : undefined;
    return bytes[at + 1] === LF ? at + 2 : at + 1;
  }

  #unfinished(bytes: Uint8Array, from: number, to: number, limit: number, firstLineEnd: number): boolean {
    if (to < limit) return false;
    if (firstLineEnd >= 0) return this.#cut(bytes, from, firstLineEnd);
    return this.#done({ end: to, next: to, lines: 1, cells: 0, problem: 'too-long' });
  }

  /** The record ends at its first line end, although that stands inside quotation marks. */
  #cut(bytes: Uint8Array, from: number, lineEnd: number): true {
    const next = this.#behindLineEnd(bytes, lineEnd, true) ?? lineEnd + 1;
    // An id behind the cut is another row's.
    if (this.idTo > lineEnd) this.idFrom = -1;
    const end = this.#withoutReturn(bytes, from, lineEnd);
    return this.#done({ end, next, lines: 1, cells: 0, problem: 'quote' });
  }

  #done(found: { end: number; next: number; lines: number; cells: number; problem: RecordProblem | undefined }): true {
    this.end = found.end;
    this.next = found.next;
    this.lines = found.lines;
    this.cells = found.cells;
    this.problem = found.problem;
    this.hasLineEnd = found.next > found.end;
    return true;
  }

  /** In files whose lines end with a line feed a carriage return before it is part of the line end. */
  #withoutReturn(bytes: Uint8Array, from: number, end: number): number {
    return !this.#carriageReturns && end > from && bytes[end - 1] === CR ? end - 1 : end;
  }

  #belongsToReturn(bytes: Uint8Array, at: number): boolean {
    return this.#carriageReturns && bytes[at] === LF && at > 0 && bytes[at - 1] === CR;
  }

  /**
   * Whether a line inside quotation marks begins as a row does, with a SOR id. Two stray marks in the same column of
   * neighbouring rows would otherwise make one row of two, and the second unit would seem to be gone.
   */
  #holdsRow(bytes: Uint8Array, firstLineEnd: number, end: number): boolean {
    if (this.#idCell !== 1) return false;
    for (let at = firstLineEnd; at < end; at++) {
      if (this.#kinds[bytes[at]!] !== LINE_END) continue;
      const start = at + 1;
      let border = start;
      while (border < end && border - start < LONGEST_ID_CELL && this.#kinds[bytes[border]!] === 0) border += 1;
      if (this.#kinds[bytes[border]!] === DELIMITER && sorIdInBytes(bytes, start, border) !== undefined) return true;
    }
    return false;
  }

  #isEmptyCell(bytes: Uint8Array, from: number, end: number): boolean {
    if (from >= end) return true;
    const { cells } = splitCells(textOf(bytes.subarray(from, end), 'utf-8'), this.#header.delimiter);
    return cleaned(cells[0] ?? '') === undefined;
  }

  #endsCell(bytes: Uint8Array, at: number): boolean {
    const kind = this.#kinds[bytes[at]!];
    if (kind === DELIMITER || kind === LINE_END) return true;
    return bytes[at] === CR && bytes[at + 1] === LF;
  }
}
