import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { readFileSync } from 'node:fs';
import type { Agent } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { Agents, type AgentWish } from './agents';
import { type Call, type CallAnswer, CallFailed, type Caller } from './call';
import { codeOf, connectionFailure } from './connection-failure';
import { hostFault, hostRules, isListedByName, type HostRule } from './host-rules';

export interface CallerOptions {
  /** Hosts that may be called, as `hostRules` reads them. */
  readonly hosts: string | readonly string[];
  /** A file of authorities, PEM, that are trusted besides the system's. */
  readonly caFile?: string | undefined;
  /** Milliseconds until the whole answer must be there; default 30 seconds, since a first token may take ten. */
  readonly timeoutMs?: number;
  /** Bytes of an answer at most, unpacked; default 32 MiB. */
  readonly maxAnswerBytes?: number;
  /** Connections to one host at a time; default 16. */
  readonly maxSockets?: number;
}

export interface OpenCaller extends Caller {
  /** Closes the connections that were kept; calls that are under way fail. */
  close(): void;
}

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_SOCKETS = 16;
const AGENT = 'contact-sync';
/** Sent twice they do what they do once (RFC 9110, 9.2.2). */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE']);

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
    call: (call) => oneCall(call, { rules, agents, options }),
    close: () => agents.close(),
  };
}

interface Means {
  readonly rules: readonly HostRule[];
  readonly agents: Agents;
  readonly options: CallerOptions;
}

async function oneCall(call: Call, { rules, agents, options }: Means): Promise<CallAnswer> {
  call.signal?.throwIfAborted();
  const fault = hostFault(call.url, rules);
  if (fault !== undefined) throw new CallFailed('wrong', fault);
  const url = new URL(call.url);
  const agent = agentOf({ certificate: call.certificate, mayBePrivate: isListedByName(url, rules) }, agents);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), call.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, late.signal]) : late.signal;
  const limit = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  try {
    const answer = await sent({ ...call, signal }, agent, limit);
    // A server may close a connection that it kept just when we use it again. That says nothing about the server.
    return answer === 'connection-was-old' ? whole(await sent({ ...call, signal }, agent, limit)) : answer;
  } catch (error) {
    call.signal?.throwIfAborted();
    if (late.signal.aborted) throw new CallFailed('unavailable', 'timeout');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function agentOf(wish: AgentWish, agents: Agents): Agent {
  try {
    return agents.agentFor(wish);
  } catch {
    // OpenSSL quotes nothing of it, but its words help nobody either.
    throw new CallFailed('wrong', 'certificate-unusable');
  }
}

/** Several kept connections may have died together; then the second attempt is the last one all the same. */
function whole(answer: CallAnswer | 'connection-was-old'): CallAnswer {
  if (answer === 'connection-was-old') throw new CallFailed('unavailable', 'connection-reset');
  return answer;
}

async function sent(
  call: Call & { readonly signal: AbortSignal },
  httpsAgent: Agent,
  limit: number,
): Promise<CallAnswer | 'connection-was-old'> {
  let response: AxiosResponse<Readable>;
  try {
    response = await axios.request<Readable>({
      adapter: 'http',
      method: call.method,
      url: call.url,
      headers: { 'User-Agent': AGENT, Accept: '*/*', 'Accept-Encoding': 'gzip, br', ...call.headers },
      data: typeof call.body === 'string' || call.body === undefined ? call.body : Buffer.from(call.body),
      transformRequest: [(data: unknown) => data],
      httpsAgent,
      signal: call.signal,
      responseType: 'stream',
      validateStatus: () => true,
      maxRedirects: 0,
      proxy: false,
      // It would take half of something packed for the whole.
      decompress: false,
      maxBodyLength: limit,
    });
  } catch (error) {
    if (diedIdle(error) && (call.repeatable ?? REPEATABLE.has(call.method))) return 'connection-was-old';
    throw connectionFailure(error, false);
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: await bodyOf(unpacked(response), call.signal, limit),
  };
}

/** Whether a connection from an earlier call was reset before anything of this one's answer came. */
function diedIdle(error: unknown): boolean {
  if (!isAxiosError(error) || !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) return false;
  const request: unknown = error.request;
  return typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket === true;
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
