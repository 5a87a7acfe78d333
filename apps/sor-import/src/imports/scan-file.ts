import { open } from 'node:fs/promises';
import type { Statement } from '@contact-sync/contact-register';
import {
  readSorHeader,
  SorScanner,
  type ScanEnd,
  type ScannedRow,
  type SorEncoding,
  type SorHeader,
} from '@contact-sync/contacts-sor';
import { fileChunks } from '@contact-sync/service';
import type { Refusal } from './import-record';
import { Utf8Check } from './utf8-check';

const FIRST_BYTES = 64 * 1024;

/** Reads the header line of a file; or why the file says nothing of units, with the columns that were found. */
export async function readHeader(
  path: string,
): Promise<{ readonly header: SorHeader } | { readonly refusal: Refusal; readonly found: readonly string[] }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let wanted = FIRST_BYTES; ; wanted *= 2) {
      const buffer = Buffer.alloc(Math.min(wanted, size));
      await file.read(buffer, 0, buffer.length, 0);
      const read = readSorHeader(buffer, { whole: buffer.length === size });
      if (read === 'more') continue;
      if ('header' in read) return read;
      const found = read.found.length === 0 ? '' : `; found: ${read.found.join(', ')}`;
      return { refusal: { code: read.fault, text: `${read.said}${found}` }, found: read.found };
    }
  } finally {
    await file.close();
  }
}

/** Whether a file begins with the mark of UTF-8. Then one wrong byte is damage to its row, and no other encoding. */
export async function hasUtf8Mark(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(3), 0, 3, 0);
    return bytesRead === 3 && buffer.equals(Buffer.from([0xef, 0xbb, 0xbf]));
  } finally {
    await file.close();
  }
}

export interface ScanOptions {
  readonly header: SorHeader;
  readonly encoding: SorEncoding;
  readonly fingerprintOf: (row: Uint8Array) => string;
  readonly signal: AbortSignal;
  /** Takes rows that name their unit; reading waits for it. */
  readonly write: (rows: readonly Statement[]) => Promise<void>;
  /** Takes rows that name none. */
  readonly reject: (rows: readonly ScannedRow[]) => void;
  /** Told of rows read. */
  readonly onProgress: (rows: number) => void;
  /** Reading ends at the first byte that is not of the encoding; absent: it goes on. */
  readonly strict: boolean;
}

export interface Scanned extends Pick<ScanEnd, 'records' | 'unterminatedQuote' | 'halfRow'> {
  /** The bytes are what the encoding says; false ended the reading where it is strict. */
  readonly isOfEncoding: boolean;
}

/** First reading of a file: where each row stands and whose it is. */
export async function scanFile(path: string, options: ScanOptions): Promise<Scanned> {
  const { header, encoding, fingerprintOf, signal, strict } = options;
  const scanner = new SorScanner(header, fingerprintOf);
  const utf8 = encoding === 'utf-8' ? new Utf8Check() : undefined;
  let isOfEncoding = true;
  let rows = 0;
  const take = async (scanned: readonly ScannedRow[]): Promise<void> => {
    const named: Statement[] = [];
    const rejected: ScannedRow[] = [];
    for (const row of scanned) {
      const { sorId: nameCode, fingerprint, place, length, line } = row;
      if (nameCode === undefined) rejected.push(row);
      else named.push({ nameCode, fingerprint, place, length, line });
    }
    await options.write(named);
    if (rejected.length > 0) options.reject(rejected);
    rows += scanned.length;
    options.onProgress(rows);
  };
  for await (const chunk of fileChunks(path)) {
    signal.throwIfAborted();
    if (isOfEncoding && utf8?.push(chunk) === false) {
      isOfEncoding = false;
      if (strict) return { records: rows, isOfEncoding };
    }
    await take(scanner.push(chunk));
  }
  if (isOfEncoding && utf8?.end() === false) {
    isOfEncoding = false;
    if (strict) return { records: rows, isOfEncoding };
  }
  const { rows: last, ...end } = scanner.end();
  await take(last);
  return { ...end, isOfEncoding };
}
