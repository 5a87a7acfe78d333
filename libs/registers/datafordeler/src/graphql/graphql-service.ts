import type { Credential, CredentialSource } from '@contact-sync/credentials';
import { type CallAnswer, CallFailed, type Caller } from '@contact-sync/outbound';
import { GraphQLClient } from 'graphql-request';
import { withCredential } from '../with-credential';
import { failureOfAnswer, failureOfErrors } from './failures';
import type { ListDocument } from './list-document';

/** Where a service answers and how it is called. */
export interface GraphqlServiceOptions {
  readonly caller: Caller;
  readonly credentials: CredentialSource;
  /** As `https://graphql.datafordeler.dk`. */
  readonly host: string;
  /** As `CVR`. */
  readonly register: string;
  /** As `v2`; old versions are removed, so it is a setting. */
  readonly version: string;
  readonly now: () => Date;
  /** Lets few calls run at a time; all at once where absent. No rate is published. */
  readonly inTurn?: <T>(call: () => Promise<T>) => Promise<T>;
  /** The caller's limit where absent. */
  readonly timeoutMs?: number;
}

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** The service gives this many rows at a time at most. */
export const PAGE_SIZE = 1000;

/**
 * A GraphQL service of Datafordeler. Every failure is a `CallFailed`; an answer that holds errors is never used, not even
 * the part of it that has data.
 */
export class GraphqlService {
  private readonly path: string;

  constructor(private readonly options: GraphqlServiceOptions) {
    this.path = `${options.host}/${options.register}/${options.version}`;
  }

  /** All rows of a list, over all its pages. */
  async rows<Row, Variables extends object>(
    document: ListDocument<Row, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of this.pages(document, variables, signal)) rows.push(...page.rows);
    return rows;
  }

  /** The pages of a list, one after the other: there is only forward paging. */
  async *pages<Row, Variables extends object>(
    document: ListDocument<Row, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): AsyncGenerator<Page<Row>, void> {
    let after: string | undefined;
    do {
      const page: Page<Row> = pageOf(await this.ask(document, { ...variables, after }, signal));
      yield page;
      if (page.next !== undefined && page.next === after) throw halfAnswer('the same page came twice');
      after = page.next;
    } while (after !== undefined);
  }

  /** What the root field of one operation gives. */
  async ask(
    document: Pick<ListDocument<unknown, object>, 'root' | 'text'>,
    variables: object,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const { credentials, inTurn = (call) => call() } = this.options;
    const data = await inTurn(() =>
      withCredential(credentials, (credential) => this.asked(credential, document.text, variables, signal)),
    );
    const found = isObject(data) ? data[document.root] : undefined;
    if (found === undefined || found === null) throw halfAnswer('the answer holds no data');
    return found;
  }

  private async asked(
    credential: Credential,
    query: string,
    variables: object,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const url = this.addressFor(credential);
    const failures: unknown[] = [];
    const client = new GraphQLClient(url, {
      headers: headersFor(credential),
      // Calls go through the installation's caller: allowed hosts, its own authorities, limits of time and size.
      fetch: async (_url, init) => {
        try {
          return responseOf(await this.sent(url, init, signal));
        } catch (error) {
          failures.push(error);
          throw error;
        }
      },
      // Errors are read below. Thrown by the library they would carry the whole answer and the variables in their text.
      errorPolicy: 'all',
      jsonSerializer: { stringify: JSON.stringify, parse: parseAnswer },
      excludeOperationName: true,
    });
    const answer = await client.rawRequest<unknown>(query, variables).catch((error: unknown) => {
      if (failures.length > 0) throw failures[0];
      if (error instanceof CallFailed) throw error;
      // What the library throws of its own means that this is no GraphQL answer; its words may quote it.
      throw halfAnswer('the answer is no GraphQL answer');
    });
    const failure = failureOfErrors(answer.errors);
    if (failure !== undefined) throw failure;
    return answer.data;
  }

  private async sent(url: string, init: RequestInit | undefined, signal: AbortSignal | undefined): Promise<CallAnswer> {
    const answer = await this.options.caller.call({
      method: 'POST',
      url,
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: typeof init?.body === 'string' ? init.body : '',
      repeatable: true,
      ...(this.options.timeoutMs !== undefined && { timeoutMs: this.options.timeoutMs }),
      ...(signal && { signal }),
    });
    const failure = failureOfAnswer(answer, this.options.now());
    if (failure !== undefined) throw failure;
    return answer;
  }

  /** A key can be sent in the address only (auth.md, 4); no error text of ours holds an address. */
  private addressFor(credential: Credential): string {
    return credential.kind === 'api-key' ? `${this.path}?apiKey=${encodeURIComponent(credential.apiKey)}` : this.path;
  }
}

function headersFor(credential: Credential): Record<string, string> {
  switch (credential.kind) {
    case 'bearer':
      return { Authorization: `${credential.tokenType} ${credential.accessToken}` };
    case 'api-key':
      return {};
    case 'certificate':
    case 'password':
      throw new CallFailed('refused', 'wrong-kind-of-profile', {
        said: 'GraphQL takes a client secret, a certificate at the token host, or an API key',
      });
  }
}

/** The library parses by media type; a proxy's word on it does not matter to us. */
function responseOf({ status, body }: CallAnswer): Response {
  return new Response(new Uint8Array(body), { status, headers: { 'content-type': 'application/json' } });
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's words would quote what it read.
    throw new CallFailed('unavailable', 'half-json');
  }
}

function pageOf<Row>(found: unknown): Page<Row> {
  const { nodes, pageInfo } = isObject(found) ? found : {};
  if (!Array.isArray(nodes) || !nodes.every(isObject)) throw halfAnswer('the answer holds no rows');
  const rows = nodes as unknown as readonly Row[];
  if (!isObject(pageInfo) || typeof pageInfo['hasNextPage'] !== 'boolean') throw halfAnswer('the page has no end');
  if (!pageInfo['hasNextPage']) return { rows };
  const next = pageInfo['endCursor'];
  if (typeof next !== 'string' || next === '') throw halfAnswer('the next page has no cursor');
  return { rows, next };
}

const halfAnswer = (said: string): CallFailed => new CallFailed('unavailable', 'half-answer', { said });

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
