import type { AxiosResponse } from 'axios';
import { readFileSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { Agents } from './agents';
import { type Call, type CallAnswer, CallFailed, type Caller, type StreamCaller } from './call';
import { connectionFailure } from './connection-failure';
import { hostRules } from './host-rules';
import { openStream } from './open-stream';
import { headersOf, type Means, permitted, responseTo } from './request';

export interface CallerOptions {
  /** Hosts that may be called, as `hostRules` reads them. */
  readonly hosts: string | readonly string[];
  /** A file of authorities, PEM, that are trusted besides the system's. */
  readonly caFile?: string | undefined;
  /** Milliseconds until the whole answer must be there; default 30 seconds, since a first token may take ten. */
  readonly timeoutMs?: number;
  /** Bytes of an answer at most, unpacked; default 32 MiB. A stream names its own. */
  readonly maxAnswerBytes?: number;
  /** Connections to one host at a time; default 16. */
  readonly maxSockets?: number;
}

export interface OpenCaller extends Caller, StreamCaller {
  /** Closes the connections that were kept; calls that are under way fail. */
  close(): void;
}

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_SOCKETS = 16;

/**
 * Makes calls over HTTPS, to allowed hosts only, with servers' certificates checked always. Redirects are answers, the
 * environment's proxies are not used. Throws where the list of hosts or the file of authorities cannot be read.
 */
export function openCaller(options: CallerOptions): OpenCaller {
  const rules = hostRules(options.hosts);
  const agents = new Agents({
    maxSockets: options.maxSockets ?? MAX_SOCKETS,
    ...(options.caFile === undefined ? {} : { authorities: readFileSync(options.caFile, 'utf8') }),
  });
  return {
    call: (call) => oneCall(call, { rules, agents }, options),
    open: (call) => openStream(call, { rules, agents }),
    close: () => agents.close(),
  };
}

async function oneCall(call: Call, means: Means, options: CallerOptions): Promise<CallAnswer> {
  call.signal?.throwIfAborted();
  const agent = permitted(call, means);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), call.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, late.signal]) : late.signal;
  const limit = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  try {
    const response = await responseTo({ ...call, signal, packings: 'gzip, br', maxBodyBytes: limit }, agent);
    return {
      status: response.status,
      headers: headersOf(response),
      body: await bodyOf(unpacked(response), signal, limit),
    };
  } catch (error) {
    call.signal?.throwIfAborted();
    if (late.signal.aborted) throw new CallFailed('unavailable', 'timeout');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function unpacked({ data, headers }: AxiosResponse<Readable>): Readable {
  const packed = headers['content-encoding'] as unknown;
  switch (packed) {
    case undefined:
    case 'identity':
      return data;
    case 'gzip':
      // What goes wrong on the way shows at its end.
      return pipeline(data, createGunzip(), () => undefined);
    case 'br':
      return pipeline(data, createBrotliDecompress(), () => undefined);
    default:
      data.destroy();
      throw new CallFailed('unavailable', 'unknown-encoding');
  }
}

async function bodyOf(stream: Readable, signal: AbortSignal, limit: number): Promise<Uint8Array> {
  const stop = (): void => void stream.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop, { once: true });
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > limit) throw new CallFailed('unavailable', 'answer-too-large');
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof CallFailed) throw error;
    throw connectionFailure(error, true);
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  return Buffer.concat(parts);
}
