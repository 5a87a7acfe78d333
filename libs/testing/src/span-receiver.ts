import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it came over the wire, with the attributes of its own and of its resource as plain values. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly failed: boolean;
  readonly service: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

/** A collector for tests: takes OTLP over HTTP in JSON and keeps what came. */
export interface SpanReceiver {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Every body as it came. */
  readonly text: string;
  stop(): Promise<void>;
}

interface WireSpan extends Omit<ReceivedSpan, 'attributes' | 'failed' | 'links'> {
  readonly status?: { readonly code?: number };
  readonly attributes: WireAttributes;
  readonly links?: ReceivedSpan['links'];
}
type WireAttributes = readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
interface WireBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: WireAttributes };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

const FAILED = 2;

/** With `silent` it takes every request and never answers. */
export async function spanReceiver({ silent = false } = {}): Promise<SpanReceiver> {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (silent) return;
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get spans() {
      return bodies.flatMap((body) => spansOf(JSON.parse(body) as WireBody));
    },
    get text() {
      return bodies.join('\n');
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function spansOf({ resourceSpans }: WireBody): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(plain(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId, parentSpanId, kind, status, attributes, links = [] }) => ({
        name,
        traceId,
        spanId,
        ...(parentSpanId && { parentSpanId }),
        kind,
        failed: status?.code === FAILED,
        service,
        attributes: plain(attributes),
        links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
      })),
    );
  });
}

function plain(attributes: WireAttributes): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
