import { contextUnder, inSpan, spanContextOf, type SpanFacts } from '@contact-sync/tracing';
import { type Link, SpanKind } from '@opentelemetry/api';
import type { Incoming } from './waiting-messages';

/** A span has at most so many links; what is beyond is dropped by the SDK. */
const MOST_LINKS = 128;

/** Handles a batch as a part of the work that all of its messages come from; where they come from several, beside those. */
export function inConsumeSpan(
  queue: string,
  type: string,
  batch: readonly Incoming[],
  work: () => Promise<void>,
): Promise<void> {
  const attributes = {
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': queue,
    'messaging.batch.message_count': batch.length,
  };
  return inSpan(`process ${type}`, { kind: SpanKind.CONSUMER, attributes, ...originOf(batch) }, work);
}

function originOf(batch: readonly Incoming[]): Pick<SpanFacts, 'under' | 'links'> {
  const traceparents = new Set(batch.map(({ message }) => message.traceparent));
  const [first] = traceparents;
  if (traceparents.size === 1) return { under: contextUnder(spanContextOf(first)) };
  const links = [...traceparents].slice(0, MOST_LINKS).flatMap((traceparent): Link[] => {
    const context = spanContextOf(traceparent);
    return context ? [{ context }] : [];
  });
  return { under: contextUnder(undefined), links };
}
