import { join } from 'node:path';
import type { PersonSlice } from '@contact-sync/contacts-off4';
import { ReadRoom, SpillFile } from './spill-file';

const BUCKET_BYTES = 2 * 1024 * 1024;
const MOST_BUCKETS = 512;
/** What all buckets together keep before they write it. */
const BUFFERED_BYTES = 8 * 1024 * 1024;
const MOST_BUFFERED_BYTES = 64 * 1024;

/**
 * Persons whose records stand apart in the file, spread over files by person number, so that each holds everything of
 * its persons and is small enough to be taken into memory.
 */
export class Buckets {
  private readonly files: readonly SpillFile[];

  /** `bytes`: size of the delivery. */
  constructor(folder: string, bytes: number) {
    const count = Math.min(MOST_BUCKETS, Math.max(1, Math.ceil(bytes / BUCKET_BYTES)));
    const buffered = Math.min(MOST_BUFFERED_BYTES, Math.floor(BUFFERED_BYTES / count));
    this.files = Array.from(
      { length: count },
      (_, number) => new SpillFile(join(folder, `bucket-${number}`), buffered),
    );
  }

  /** Gives a promise only when there is something to wait for. */
  add(slice: PersonSlice): Promise<void> | undefined {
    return this.files[bucketOf(slice.pnr, this.files.length)]?.add(slice);
  }

  /** Whole persons, bucket by bucket. */
  async *persons(): AsyncGenerator<readonly PersonSlice[]> {
    const room = new ReadRoom();
    for (const file of this.files) yield await file.readAll(room);
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }
}

/** Any even spread will do; the last digits differ most. */
function bucketOf(pnr: string, buckets: number): number {
  return (Math.imul(Number(pnr.slice(4)), 0x9e3779b1) >>> 8) % buckets;
}
