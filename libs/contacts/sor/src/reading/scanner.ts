import type { RowFault } from './faults';
import type { SorHeader } from './header';

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

/** First reading of a file, at memory speed. Hand it all bytes in order, from the first. */
export class SorScanner {
  constructor(_header: SorHeader, _hash: (bytes: Uint8Array) => string) {}
  push(_chunk: Uint8Array): readonly ScannedRow[] {
    throw new Error('not yet');
  }
  end(): ScanEnd {
    throw new Error('not yet');
  }
}
