import type { StreamCaller } from '@contact-sync/outbound';
import { testSorAddress } from '@contact-sync/registers-sor-files';
import type { ConnectionTestAnswer } from './connection-test-answer';
import { wordsOf } from './failure-words';

export interface ConnectionTestParts {
  readonly caller: StreamCaller;
  readonly now: () => Date;
  /** Milliseconds without a byte until the server counts as silent. */
  readonly idleMs: number;
}

/** *Test connection* of an address (SOR-1): looks at the beginning of what stands there, and says it in words and figures. */
export class ConnectionTests {
  constructor(private readonly parts: ConnectionTestParts) {}

  async run(url: string): Promise<ConnectionTestAnswer> {
    const began = performance.now();
    const found = await testSorAddress({ ...this.parts, url });
    const { status, contentType, size } = found;
    const common = {
      url,
      tookMs: Math.round(performance.now() - began),
      status: status ?? null,
      contentType: contentType ?? null,
      size: size ?? null,
    };
    if ('fault' in found) {
      const { fault, said } = found;
      const text = CALL_FAULT.test(fault) ? wordsOf(fault) : said;
      return { ...common, ...NOTHING_FOUND, works: false, text: sentence(text), fault, found: found.found ?? null };
    }
    const { kind, lastModified, columns, entries, entry } = found;
    return {
      ...common,
      works: true,
      text: sentence(kind === 'csv' ? 'there is a file of SOR units' : zipWords(entry)),
      fault: null,
      found: null,
      kind,
      lastModified: lastModified?.toISOString() ?? null,
      columns: columns ?? null,
      entries: entries ?? null,
      entry: entry ?? null,
    };
  }
}

/** Codes of calls; the others are told by who looked at the bytes. */
const CALL_FAULT =
  /^(http-\d+|timeout|half-answer|wrong-.*|answer-too-large|unknown-encoding|no-.*host|no-connection|connection-.*|tls-failed|(client-)?certificate-.*|not-an-address|not-https|has-credentials|.*-not-allowed)$/;

const NOTHING_FOUND = { kind: null, lastModified: null, columns: null, entries: null, entry: null };

const zipWords = (entry: string | undefined): string =>
  entry === undefined
    ? 'there is a zip; what is in it shows only when it is fetched'
    : `there is a zip with a file of SOR units, ${entry}`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
