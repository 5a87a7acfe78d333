import {
  historyOf,
  readSorHeader,
  readSorRow,
  SorScanner,
  type ScannedRow,
  type SorHeader,
  type SorRow,
  type UnitHistory,
} from '@contact-sync/contacts-sor';
import { SorFileUnavailable } from './sor-files';

/** What the history file says of each of the units it names. */
export type Histories = ReadonlyMap<string, UnitHistory | 'unreadable'>;

/**
 * Reads what SOR's history file says of some units; memory holds only their dates. Throws `SorFileUnavailable` where it
 * is not such a file, and whatever the bytes' source throws.
 */
export async function readHistory(
  chunks: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Histories> {
  const reader = new HistoryReader(wanted);
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    reader.push(chunk);
  }
  return reader.end();
}

/** The hash is of no use here: units are found by their id. */
const NO_HASH = (): string => '-';

class HistoryReader {
  private header: SorHeader | undefined;
  private scanner: SorScanner | undefined;
  /** Bytes from `place` on that no row was cut from yet. */
  private pending: Buffer = Buffer.alloc(0);
  private place = 0;
  private readonly rows = new Map<string, SorRow[]>();
  private readonly unreadable = new Set<string>();

  constructor(private readonly wanted: ReadonlySet<string>) {}

  push(chunk: Uint8Array): void {
    this.pending = this.pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.pending, chunk]);
    if (this.scanner === undefined) return this.begin(false);
    this.take(this.scanner.push(chunk));
  }

  end(): Histories {
    if (this.scanner === undefined) this.begin(true);
    const ended = this.scanner?.end();
    this.take(ended?.rows ?? []);
    if (ended?.unterminatedQuote !== undefined || ended?.halfRow !== undefined) {
      throw new SorFileUnavailable('history-cut', 'the history file ends in the middle of a row');
    }
    const histories = new Map<string, UnitHistory | 'unreadable'>();
    for (const [sorId, rows] of this.rows) histories.set(sorId, historyOf(rows));
    for (const sorId of this.unreadable) histories.set(sorId, 'unreadable');
    return histories;
  }

  private begin(whole: boolean): void {
    const read = readSorHeader(this.pending, { whole });
    if (read === 'more') return;
    if ('fault' in read) throw new SorFileUnavailable('history-unreadable', `the history file: ${read.said}`);
    this.header = read.header;
    this.scanner = new SorScanner(read.header, NO_HASH);
    this.take(this.scanner.push(this.pending));
  }

  private take(scanned: readonly ScannedRow[]): void {
    const { header } = this;
    if (header === undefined) return;
    for (const { sorId, place, length } of scanned) {
      if (sorId === undefined || !this.wanted.has(sorId)) continue;
      const from = place - this.place;
      const row = readSorRow(this.pending.subarray(from, from + length), header, 'utf-8');
      if ('faults' in row || row.sorId !== sorId) this.unreadable.add(sorId);
      else this.rows.set(sorId, [...(this.rows.get(sorId) ?? []), datesOf(row)]);
    }
    const last = scanned.at(-1);
    if (last === undefined) return;
    // A copy: what stays must not keep the bytes of the whole chunk.
    this.pending = Buffer.from(this.pending.subarray(last.place + last.length - this.place));
    this.place = last.place + last.length;
  }
}

function datesOf({ sorId, firstFromDate, fromDate, toDate, updatedAt }: SorRow): SorRow {
  return {
    sorId,
    cells: {},
    ...(firstFromDate !== undefined && { firstFromDate }),
    ...(fromDate !== undefined && { fromDate }),
    ...(toDate !== undefined && { toDate }),
    ...(updatedAt !== undefined && { updatedAt }),
    remarks: [],
  };
}
