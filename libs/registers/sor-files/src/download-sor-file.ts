import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed, refusalOf, type StreamAnswer, type StreamCaller } from '@contact-sync/outbound';
import { Attempts } from './attempts';
import { contentRange } from './content-range';
import { PartialFile } from './partial-file';
import { servedFile, type ServedFile } from './served-file';

export interface SorDownloadWish {
  readonly url: string;
  /** Where the file is to stand. While it is loaded a file of that name and `.part` stands beside it. */
  readonly to: string;
  readonly caller: StreamCaller;
  readonly signal?: AbortSignal;
  /** Bytes at most: more fails with `answer-too-large`. */
  readonly maxBytes: number;
  /** Told after each piece; less than before where the file had to be begun anew. */
  readonly onProgress?: (bytes: number, total?: number) => void;
  /** Milliseconds without a byte until an attempt is given up. */
  readonly idleMs?: number;
  /** Waits between two attempts; rejects with the signal's reason. */
  readonly pause?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly now?: () => Date;
}

export interface SorDownload {
  readonly bytes: number;
  /** Its end is certain: so many bytes were announced, or HTTP marks the end itself (chunked). Else it may have been cut. */
  readonly complete: boolean;
  readonly contentType?: string;
  readonly lastModified?: Date;
  readonly etag?: string;
  /** How often it went on where it had been cut. */
  readonly resumed: number;
  /** Of the file as it came, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Loads a file, whole or not at all: `to` is written once everything came that the server told of. A connection that is
 * cut is taken up again where it was, if the server says that the file is still the same, else from the beginning; a
 * server that is away is asked again, with growing pauses. Throws `CallFailed`, and `SorFileFault` where our disk is the
 * reason; after `signal` its reason.
 */
export async function downloadSorFile(wish: SorDownloadWish): Promise<SorDownload> {
  wish.signal?.throwIfAborted();
  const part = await PartialFile.beside(wish.to);
  try {
    const { file, resumed } = await new Download(wish, part).received();
    const { contentType, lastModified, etag, length, chunked } = file;
    const { bytes } = part;
    return {
      bytes,
      complete: length !== undefined || chunked === true,
      resumed,
      sha256: await part.finish(wish.to),
      ...(contentType === undefined ? {} : { contentType }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(etag === undefined ? {} : { etag }),
    };
  } finally {
    await part.discard();
  }
}

class Download {
  /** The file of which `part` holds the beginning. */
  private file: ServedFile | undefined;
  private resumed = 0;
  private readonly attempts = new Attempts();

  constructor(
    private readonly wish: SorDownloadWish,
    private readonly part: PartialFile,
  ) {}

  async received(): Promise<{ readonly file: ServedFile; readonly resumed: number }> {
    const { signal, pause = (milliseconds, wished) => sleep(milliseconds, undefined, { signal: wished }) } = this.wish;
    for (;;) {
      try {
        return { file: await this.attempt(), resumed: this.resumed };
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof CallFailed)) throw error;
        const wait = this.attempts.pauseAfter(error, this.part.bytes);
        if (wait === undefined) throw error;
        await pause(wait, signal);
        signal?.throwIfAborted();
      }
    }
  }

  /** One request, for all or for the rest. Returns once everything is there. */
  private async attempt(): Promise<ServedFile> {
    const { file } = this;
    const rest = file?.validator !== undefined && this.part.bytes > 0;
    const { url, caller, signal, maxBytes, idleMs } = this.wish;
    const answer = await caller.open({
      method: 'GET',
      url,
      maxBytes,
      headers: rest ? { Range: `bytes=${this.part.bytes}-`, 'If-Range': file.validator } : {},
      ...(signal === undefined ? {} : { signal }),
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    try {
      if (rest && (answer.status === 206 || answer.status === 416)) await this.takeUp(answer, file);
      else await this.begin(answer);
      return await this.append(answer);
    } finally {
      answer.close();
    }
  }

  /** Goes on where it was, if what comes is the rest of the same file. */
  private async takeUp({ status, headers }: StreamAnswer, file: ServedFile): Promise<void> {
    const range = status === 206 ? contentRange(headers['content-range']) : undefined;
    const fits =
      range !== undefined &&
      range.first === this.part.bytes &&
      range.of !== undefined &&
      range.of === (file.length ?? range.of) &&
      (headers['etag'] ?? file.etag) === file.etag;
    if (!fits) {
      await this.forget();
      throw new CallFailed('unavailable', 'wrong-range');
    }
    this.file = { ...file, length: range.of };
    this.resumed += 1;
  }

  /** From the beginning: the first time, when the file is another now, and when the server knows no ranges. */
  private async begin({ status, headers }: StreamAnswer): Promise<void> {
    const refusal = refusalOf({ status, headers }, this.wish.now?.() ?? new Date());
    if (refusal !== undefined) throw refusal;
    // No other success has a file as its body.
    if (status !== 200) throw new CallFailed('wrong', `http-${status}`);
    await this.forget();
    this.file = servedFile(headers);
    this.assertFits(this.file.length ?? 0);
  }

  private async append({ body }: StreamAnswer): Promise<ServedFile> {
    const file = this.file ?? {};
    for await (const chunk of body) {
      this.assertFits(this.part.bytes + chunk.length);
      await this.part.append(chunk);
      this.wish.onProgress?.(this.part.bytes, file.length);
    }
    const { bytes } = this.part;
    const length = file.length ?? bytes;
    if (bytes < length) throw new CallFailed('unavailable', 'half-answer');
    if (bytes > length) {
      await this.forget();
      throw new CallFailed('unavailable', 'wrong-length');
    }
    return file;
  }

  private async forget(): Promise<void> {
    this.file = undefined;
    await this.part.restart();
  }

  private assertFits(bytes: number): void {
    const { maxBytes } = this.wish;
    if (bytes > maxBytes)
      throw new CallFailed('wrong', 'answer-too-large', { said: `the file is larger than ${maxBytes} bytes` });
  }
}
