import type { FastifyInstance } from 'fastify';

export const STRUCTURED = 'application/cloudevents+json';
export const BATCH = 'application/cloudevents-batch+json';

/** Most events of one request. */
export const MOST_EVENTS = 1000;

/** Largest body of one request, in bytes: as many events as it may hold, with room. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Lets a service take CloudEvents: their bodies come to its handlers as bytes, since each event is read on its own. */
export function takeCloudEvents(server: FastifyInstance): void {
  server.addContentTypeParser(
    [STRUCTURED, BATCH],
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The events of one request as structured JSON each; or why they cannot be told apart. */
export type CloudEventBodies =
  | { readonly ok: true; readonly isBatch: boolean; readonly bodies: readonly Uint8Array[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The CloudEvents of an HTTP request in any of the three modes of the HTTP binding (CloudEvents 1.0): structured, batched,
 * or binary, where the attributes are headers and the body is the data. Whether they are good events is not looked at.
 */
export function cloudEventBodies(headers: Headers, body: unknown): CloudEventBodies {
  switch (modeOf(headers)) {
    case STRUCTURED:
      return Buffer.isBuffer(body) ? { ok: true, isBatch: false, bodies: [body] } : refused('the body is empty');
    case BATCH:
      return Buffer.isBuffer(body) ? batch(body) : refused('the body is empty');
    default:
      return binary(headers, body);
  }
}

/** The content type without its parameters. */
export function modeOf(headers: Headers): string {
  const [type = ''] = String(headers['content-type'] ?? '').split(';', 1);
  return type.trim().toLowerCase();
}

function batch(body: Buffer): CloudEventBodies {
  const events = parsed(body);
  if (!Array.isArray(events)) return refused('the body is not a JSON array of events in UTF-8');
  if (events.length > MOST_EVENTS) return refused(`there are more than ${MOST_EVENTS} events`);
  return { ok: true, isBatch: true, bodies: events.map(bytesOf) };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

const ATTRIBUTE = /^ce-([a-z0-9]+)$/;

function binary(headers: Headers, data: unknown): CloudEventBodies {
  if (headers['ce-specversion'] === undefined) {
    return refused(`the content type is neither ${STRUCTURED} nor ${BATCH}, and there is no header ce-specversion`);
  }
  const event: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    const [, name] = ATTRIBUTE.exec(header) ?? [];
    if (name === undefined || typeof value !== 'string') continue;
    const text = headerText(value);
    if (text === undefined) return refused(`the header ${header} is not percent-encoded UTF-8`);
    event[name] = text;
  }
  return { ok: true, isBatch: false, bodies: [bytesOf({ ...event, data })] };
}

const ESCAPED_BYTE = /%[0-9A-Fa-f]{2}/;

/** The value of an attribute in its header (HTTP binding, 3.1.3.2): perhaps in quotes, as older senders write it, and percent-encoded. */
function headerText(value: string): string | undefined {
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  const text = quoted === undefined ? value : quoted.replace(/\\(.)/gs, '$1');
  if (!ESCAPED_BYTE.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  } catch {
    return undefined;
  }
}

function bytesOf(event: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(event) ?? 'null');
}

function refused(reason: string): CloudEventBodies {
  return { ok: false, reason };
}
