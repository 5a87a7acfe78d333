import axios, { type AxiosResponse, isAxiosError } from 'axios';
import type { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import type { Agents, AgentWish } from './agents';
import { type Call, CallFailed } from './call';
import { codeOf, connectionFailure } from './connection-failure';
import { hostFault, type HostRule, isListedByName } from './host-rules';

const AGENT = 'contact-sync';
/** Sent twice they do what they do once (RFC 9110, 9.2.2). */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE']);

/** Whom may be called, and over which connections. */
export interface Means {
  readonly rules: readonly HostRule[];
  readonly agents: Agents;
}

/** The connections for a call. Throws `CallFailed` where its address may not be called or its certificate not be used. */
export function permitted({ url, certificate }: Pick<Call, 'url' | 'certificate'>, { rules, agents }: Means): Agent {
  const fault = hostFault(url, rules);
  if (fault !== undefined) throw new CallFailed('wrong', fault);
  return agentOf({ certificate, mayBePrivate: isListedByName(new URL(url), rules) }, agents);
}

function agentOf(wish: AgentWish, agents: Agents): Agent {
  try {
    return agents.agentFor(wish);
  } catch {
    // OpenSSL quotes nothing of it, but its words help nobody either.
    throw new CallFailed('wrong', 'certificate-unusable');
  }
}

export interface SentCall extends Omit<Call, 'timeoutMs'> {
  readonly signal: AbortSignal;
  /** The `Accept-Encoding` where the call names none. */
  readonly packings: string;
  readonly maxBodyBytes: number;
}

/** Sends a call; the answer's body is still to be read, packed as it came. Throws `CallFailed`. */
export async function responseTo(call: SentCall, agent: Agent): Promise<AxiosResponse<Readable>> {
  const response = await sent(call, agent);
  // A server may close a connection that it kept just when we use it again. That says nothing about the server.
  if (response !== 'connection-was-old') return response;
  const again = await sent(call, agent);
  // Several kept connections may have died together; then the second attempt is the last one all the same.
  if (again === 'connection-was-old') throw new CallFailed('unavailable', 'connection-reset');
  return again;
}

async function sent(call: SentCall, httpsAgent: Agent): Promise<AxiosResponse<Readable> | 'connection-was-old'> {
  try {
    return await axios.request<Readable>({
      adapter: 'http',
      method: call.method,
      url: call.url,
      headers: { 'User-Agent': AGENT, Accept: '*/*', 'Accept-Encoding': call.packings, ...call.headers },
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
      maxBodyLength: call.maxBodyBytes,
    });
  } catch (error) {
    if (diedIdle(error) && (call.repeatable ?? REPEATABLE.has(call.method))) return 'connection-was-old';
    throw connectionFailure(error, false);
  }
}

/** Whether a connection from an earlier call was reset before anything of this one's answer came. */
function diedIdle(error: unknown): boolean {
  if (!isAxiosError(error) || !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) return false;
  const request: unknown = error.request;
  return typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket === true;
}

/** Header names in lower case. */
export function headersOf(response: AxiosResponse<Readable>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const),
  );
}
