import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { maskPersonNumbers } from '@contact-sync/contacts-model';

/** What ties the log lines of one request, message or run together, here and in other services. */
export interface Correlation {
  readonly correlationId: string;
  /** The trace's id from a W3C `traceparent`. */
  readonly traceId?: string;
  readonly traceparent?: string;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Runs work, and whatever it awaits, under a correlation. */
export function withCorrelation<T>(correlation: Correlation, work: () => T): T {
  return storage.run(correlation, work);
}

export function currentCorrelation(): Correlation | undefined {
  return storage.getStore();
}

const ID = /^[A-Za-z0-9._-]{8,64}$/;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Takes a caller's id where it is well formed and holds nothing like a person number; else makes a fresh one. */
export function correlationFrom({
  id,
  traceparent,
}: {
  readonly id?: string;
  readonly traceparent?: string;
}): Correlation {
  const traceId = traceparent === undefined ? undefined : TRACEPARENT.exec(traceparent)?.[1];
  const usable = id !== undefined && ID.test(id) && maskPersonNumbers(id) === id;
  return {
    correlationId: usable ? id : (traceId ?? randomUUID()),
    ...(traceId === undefined || traceparent === undefined ? {} : { traceId, traceparent }),
  };
}
