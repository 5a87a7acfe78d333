import { Readable } from 'node:stream';
import { CallFailed, type StreamCaller } from '@contact-sync/outbound';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { contentRange } from './content-range';
import { ZIP_OPTIONS, zipFault } from './zip-entries';

interface RemoteFile {
  readonly url: string;
  readonly caller: StreamCaller;
  readonly signal?: AbortSignal;
  readonly idleMs?: number;
  readonly size: number;
  /** Its first bytes, known already. */
  readonly start: Uint8Array;
  readonly etag?: string | undefined;
}

/** The list of a zip stands at its end, with the list of every zip of SOR within this. */
const END_BYTES = 128 * 1024;

/** A zip on a server that gives ranges: its list is read, and the beginning of a file in it, without loading all of it. */
export class RemoteZip {
  private constructor(
    readonly zip: ZipFile,
    private readonly stop: AbortController,
  ) {}

  /** Throws `CallFailed`, or `SorFileFault` where it is no zip after all. Who opens it closes it. */
  static async open(file: RemoteFile): Promise<RemoteZip> {
    const stop = new AbortController();
    const signal = file.signal === undefined ? stop.signal : AbortSignal.any([file.signal, stop.signal]);
    const ranges = new Ranges({ ...file, signal });
    try {
      await ranges.fetchEnd();
      return new RemoteZip(await fromRandomAccessReaderPromise(ranges, file.size, ZIP_OPTIONS), stop);
    } catch (error) {
      stop.abort();
      throw zipFault(error);
    }
  }

  close(): void {
    this.zip.close();
    this.stop.abort();
  }
}

class Ranges extends RandomAccessReader {
  private end: Uint8Array = new Uint8Array();

  constructor(private readonly file: RemoteFile) {
    super();
  }

  async fetchEnd(): Promise<void> {
    const { start, size } = this.file;
    if (start.length >= size) return;
    const parts: Uint8Array[] = [];
    for await (const part of this.fetched(Math.max(0, size - END_BYTES), size)) parts.push(part);
    this.end = Buffer.concat(parts);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const known = this.known(start, end);
    return Readable.from(known === undefined ? this.fetched(start, end) : [known], { objectMode: false });
  }

  private known(start: number, end: number): Uint8Array | undefined {
    const { start: first, size } = this.file;
    if (end <= first.length) return first.subarray(start, end);
    const from = size - this.end.length;
    return start >= from ? this.end.subarray(start - from, end - from) : undefined;
  }

  /** From `start` up to, and without, `end`. */
  private async *fetched(start: number, end: number): AsyncGenerator<Uint8Array> {
    const { url, caller, signal, idleMs, size, etag } = this.file;
    const answer = await caller.open({
      method: 'GET',
      url,
      headers: { Range: `bytes=${start}-${end - 1}` },
      maxBytes: end - start,
      ...(signal === undefined ? {} : { signal }),
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    try {
      const range = answer.status === 206 ? contentRange(answer.headers['content-range']) : undefined;
      const fits = range?.first === start && range.of === size && (answer.headers['etag'] ?? etag) === etag;
      if (!fits) throw new CallFailed('unavailable', 'wrong-range');
      yield* answer.body;
    } finally {
      answer.close();
    }
  }
}
