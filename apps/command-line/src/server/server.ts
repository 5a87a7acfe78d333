import { CommandFailure, EXIT } from '../failures';
import type { Surroundings } from '../surroundings';
import { problemText } from './problem';
import { sendStream, type RawAnswer } from './send-stream';
import { findServerUrl, findToken } from './whereabouts';

/** A body that is sent as it is read, such as a large file. */
export interface StreamedBody {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

type Query = Readonly<Record<string, string | number | undefined>>;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface Asked {
  readonly query?: Query;
  readonly body?: object;
  readonly purpose?: string;
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

  /** `purpose`: where what is read may name a person. */
  get<Answer>(path: string, query: Query = {}, purpose?: string): Promise<Answer> {
    return this.ask<Answer>('GET', path, { query, ...(purpose !== undefined && { purpose }) });
  }

  /** As `get`; undefined where nothing answers at this address: an installation need not have every service. */
  async getIfServed<Answer>(path: string, query: Query = {}): Promise<Answer | undefined> {
    const raw = await this.send('GET', path, { query });
    return raw.status === 404 ? undefined : this.answer(raw);
  }

  post<Answer>(path: string, body: object): Promise<Answer> {
    return this.ask<Answer>('POST', path, { body });
  }

  put<Answer>(path: string, body: object): Promise<Answer> {
    return this.ask<Answer>('PUT', path, { body });
  }

  /** `purpose`, where one is asked for, travels in a header: such a request has no body. */
  delete<Answer>(path: string, purpose?: string, query: Query = {}): Promise<Answer> {
    return this.ask<Answer>('DELETE', path, { query, ...(purpose !== undefined && { purpose }) });
  }

  patch<Answer>(path: string, body: object): Promise<Answer> {
    return this.ask<Answer>('PATCH', path, { body });
  }

  /** Posts a body as it is read, such as a large file. */
  async postStream<Answer>(path: string, { contentType, chunks, headers }: StreamedBody): Promise<Answer> {
    const all = { ...this.headers(), ...headers, 'content-type': contentType };
    return this.answer(await this.reached(() => sendStream(new URL(path, this.url), all, chunks)));
  }

  private async ask<Answer>(method: Method, path: string, asked: Asked): Promise<Answer> {
    return this.answer(await this.send(method, path, asked));
  }

  private async send(method: Method, path: string, { query = {}, body, purpose }: Asked): Promise<RawAnswer> {
    const address = new URL(path, this.url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    return this.reached(async () => {
      const response = await fetch(address, {
        method,
        headers: {
          ...this.headers(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(purpose === undefined ? {} : { 'x-purpose': encodeURIComponent(purpose) }),
        },
        // A token follows no redirect: it is for this server alone.
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, text: await response.text() };
    });
  }

  private headers(): Record<string, string> {
    return { accept: 'application/json', authorization: `Bearer ${this.token}` };
  }

  private async reached(send: () => Promise<RawAnswer>): Promise<RawAnswer> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof CommandFailure) throw error;
      throw new CommandFailure(
        EXIT.notReached,
        `cannot reach ${this.url.origin}: ${whyNot(error)}. Is contact-sync running there? (--url, CONTACT_SYNC_URL)`,
      );
    }
  }

  private answer<Answer>({ status, type, text }: RawAnswer): Answer {
    if (status === 401) {
      throw new CommandFailure(
        EXIT.notReached,
        `${this.url.origin} did not accept the sign-in: the token is wrong or no longer valid (CONTACT_SYNC_TOKEN, or the file "token" in the data folder)`,
      );
    }
    const json = type.includes('json') ? parsed(text) : undefined;
    const isEmpty = text === '' && (status === 202 || status === 204);
    if (status >= 200 && status < 300 && (isEmpty || json !== undefined)) return json as Answer;
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

/** Errors of a connection carry their code, or wrap those that do: one for each address that was tried. */
interface Unreached {
  readonly code?: string;
  readonly cause?: Unreached;
  readonly errors?: readonly Unreached[];
}

function whyNot(error: unknown): string {
  const { code: own, cause, errors } = error as Unreached;
  const code = own ?? cause?.code ?? (errors ?? cause?.errors)?.[0]?.code;
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? 'the connection failed';
}
