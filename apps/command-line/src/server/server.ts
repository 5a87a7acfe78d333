import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { CommandFailure, EXIT } from '../failures';
import type { Surroundings } from '../surroundings';
import { problemText } from './problem';
import { findServerUrl, findToken } from './whereabouts';

/** A body that is sent as it is read, such as a large file. */
export interface StreamedBody {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The running contact-sync, asked over its REST API. Every method throws `CommandFailure` when there is no good answer. */
export class Server {
  constructor(
    readonly url: URL,
    private readonly token: string,
  ) {}

  /** Finds address and token in the options, the environment and the data folder. */
  static find(url: string | undefined, env: Surroundings['env']): Server {
    return new Server(findServerUrl(url, env), findToken(env));
  }

  get<Answer>(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): Promise<Answer> {
    return this.ask<Answer>('GET', path, { query });
  }

  post<Answer>(path: string, body: object): Promise<Answer> {
    return this.ask<Answer>('POST', path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async postStream<Answer>(path: string, { contentType, chunks }: StreamedBody): Promise<Answer> {
    const body = Readable.from(chunks);
    let stopped: Error | undefined;
    body.on('error', (error: Error) => (stopped = error));
    try {
      return await this.ask<Answer>('POST', path, {
        headers: { 'content-type': contentType },
        body: Readable.toWeb(body) as ReadableStream<Uint8Array>,
      });
    } catch (error) {
      // A body that could not be read to its end looks like a cut line from here.
      throw stopped instanceof CommandFailure ? stopped : error;
    }
  }

  private async ask<Answer>(
    method: 'GET' | 'POST',
    path: string,
    {
      query = {},
      headers = {},
      body,
    }: {
      query?: Readonly<Record<string, string | number | undefined>>;
      headers?: Readonly<Record<string, string>>;
      body?: string | ReadableStream<Uint8Array>;
    },
  ): Promise<Answer> {
    const address = new URL(path, this.url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    const response = await this.reach(address, {
      method,
      headers: { accept: 'application/json', authorization: `Bearer ${this.token}`, ...headers },
      // A token follows no redirect: it is for this server alone.
      redirect: 'manual',
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    return this.answer<Answer>(response);
  }

  private async reach(address: URL, request: RequestInit): Promise<{ status: number; type: string; text: string }> {
    try {
      const response = await fetch(address, request);
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        text: await response.text(),
      };
    } catch (error) {
      throw new CommandFailure(
        EXIT.notReached,
        `cannot reach ${this.url.origin}: ${whyNot(error)}. Is contact-sync running there? (--url, CONTACT_SYNC_URL)`,
      );
    }
  }

  private answer<Answer>({ status, type, text }: { status: number; type: string; text: string }): Answer {
    if (status === 401) {
      throw new CommandFailure(
        EXIT.notReached,
        `${this.url.origin} did not accept the sign-in: the token is wrong or no longer valid (CONTACT_SYNC_TOKEN, or the file "token" in the data folder)`,
      );
    }
    const json = type.includes('json') ? parsed(text) : undefined;
    if (status >= 200 && status < 300 && (status === 204 || json !== undefined)) return json as Answer;
    if (!type.includes('problem+json')) {
      throw new CommandFailure(EXIT.notReached, `${this.url.origin} answered ${status}, but not as contact-sync does`);
    }
    throw new CommandFailure(EXIT.refused, problemText(status, json));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not one this machine trusts',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not one this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not one this machine trusts',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

function whyNot(error: unknown): string {
  const cause = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause;
  const code = cause?.code ?? cause?.errors?.[0]?.code;
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? 'the connection failed';
}
