import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { redactText } from '../logging/redaction';

/** Attributes that hold an address with its query, or text of an error that may quote a row. */
const NEVER_TOLD = new Set([
  'url.full',
  'url.query',
  'http.url',
  'http.target',
  'db.statement',
  'db.query.text',
  'exception.message',
  'exception.stacktrace',
]);

/** A finished span as it may leave the process: without person numbers and secrets, whoever put them there. */
export function cleanSpan(span: ReadableSpan, resource: Resource): ReadableSpan {
  const { status } = span;
  // The rest is read through: times, ids, kind, what was dropped.
  return Object.create(span, {
    name: { value: redactText(span.name) },
    attributes: { value: cleanAttributes(span.attributes) },
    events: {
      value: span.events.map((event) => ({
        ...event,
        name: redactText(event.name),
        ...(event.attributes && { attributes: cleanAttributes(event.attributes) }),
      })),
    },
    links: {
      value: span.links.map((link) => ({
        ...link,
        ...(link.attributes && { attributes: cleanAttributes(link.attributes) }),
      })),
    },
    status: {
      value: status.message === undefined ? status : { ...status, message: redactText(status.message) },
    },
    resource: { value: resource },
  }) as ReadableSpan;
}

function cleanAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      NEVER_TOLD.has(name) ? [] : [[redactText(name), value === undefined ? value : cleanValue(value)]],
    ),
  );
}

function cleanValue(value: AttributeValue): AttributeValue {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') {
    const text = String(value);
    const masked = maskPersonNumbers(text);
    return masked === text ? value : masked;
  }
  if (Array.isArray(value)) return value.map((each) => (each == null ? each : cleanValue(each))) as AttributeValue;
  return value;
}
