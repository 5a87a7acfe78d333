import type { Readable } from 'node:stream';
import { CallFailed, type StreamAnswer, type StreamCall } from './call';
import { connectionFailure } from './connection-failure';
import { headersOf, type Means, permitted, responseTo } from './request';

const IDLE_MS = 30_000;
/** A call for a stream sends little itself. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Opens an answer whose body is read as it comes, never more of it in memory than is on its way. The time limit is for
 * each wait for the other side, not for the whole: a large file may take as long as it likes while it comes, and a
 * reader that takes its time is not the server's fault.
 */
export async function openStream(call: StreamCall, means: Means): Promise<StreamAnswer> {
  call.signal?.throwIfAborted();
  const agent = permitted(call, means);
  const patience = new Patience(call);
  try {
    const response = await patience.during(() =>
      responseTo({ ...call, signal: patience.signal, packings: 'identity', maxBodyBytes: MAX_BODY_BYTES }, agent),
    );
    const { status, data } = response;
    const headers = headersOf(response);
    const body = new BodyStream(data, patience, call.maxBytes, isPacked(headers));
    return { status, headers, body, close: () => body.close() };
  } catch (error) {
    patience.end();
    throw error;
  }
}

/** A server that packs what was asked for unpacked: its lengths and ranges would count other bytes than ours. */
const isPacked = ({ 'content-encoding': packing = 'identity' }: Readonly<Record<string, string>>): boolean =>
  packing !== 'identity';

/** Waits for the other side no longer than agreed, and no longer than who calls wishes. */
class Patience {
  private readonly late = new AbortController();
  private readonly wished: AbortSignal | undefined;
  private readonly idleMs: number;
  readonly signal: AbortSignal;

  constructor({ signal, idleMs = IDLE_MS }: Pick<StreamCall, 'signal' | 'idleMs'>) {
    this.wished = signal;
    this.idleMs = idleMs;
    this.signal = signal === undefined ? this.late.signal : AbortSignal.any([signal, this.late.signal]);
  }

  async during<Got>(wait: () => Promise<Got>): Promise<Got> {
    const timer = setTimeout(() => this.late.abort(), this.idleMs);
    try {
      return await wait();
    } catch (error) {
      this.wished?.throwIfAborted();
      if (this.late.signal.aborted) throw new CallFailed('unavailable', 'timeout');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.late.abort();
  }
}

/** A body that can be read once. */
class BodyStream implements AsyncIterable<Uint8Array> {
  private readonly stop = (): void => void this.data.destroy(new Error('stopped'));

  constructor(
    private readonly data: Readable,
    private readonly patience: Patience,
    private readonly limit: number,
    private readonly packed: boolean,
  ) {
    // A connection that dies between two reads is told by the next one.
    data.on('error', () => undefined);
    if (patience.signal.aborted) this.stop();
    else patience.signal.addEventListener('abort', this.stop, { once: true });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const chunks = (this.data as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    let size = 0;
    try {
      if (this.packed) throw new CallFailed('unavailable', 'unknown-encoding');
      for (;;) {
        const next = await this.patience.during(() => nextOf(chunks));
        if (next.done === true) return;
        size += next.value.length;
        if (size > this.limit) throw new CallFailed('unavailable', 'answer-too-large');
        yield next.value;
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    this.patience.signal.removeEventListener('abort', this.stop);
    this.data.destroy();
  }
}

async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array, unknown>> {
  try {
    return await chunks.next();
  } catch (error) {
    throw connectionFailure(error, true);
  }
}
