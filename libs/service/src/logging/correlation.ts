import { type Context, context, createContextKey, isSpanContextValid, trace } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { keepContexts } from '../tracing/context-manager';

/** What ties the log lines of one request, message or run together, here and in other services. */
export interface Correlation {
  /** Of a request. */
  readonly correlationId?: string;
  /** The trace that the work belongs to, and the part of it that is under way. */
  readonly traceId?: string;
  readonly spanId?: string;
}

const CORRELATION_ID = createContextKey('correlation id');
const ID = /^[A-Za-z0-9._-]{8,64}$/;

keepContexts();

/**
 * The context of a request, in whose logs one id stands: the caller's where it is well formed and holds nothing like a
 * person number, else that of its trace, else a fresh one.
 */
export function correlated(request: Context, id?: string): Context {
  const usable = id !== undefined && ID.test(id) && maskPersonNumbers(id) === id;
  return request.setValue(CORRELATION_ID, usable ? id : (traceOf(request).traceId ?? randomUUID()));
}

export function currentCorrelation(): Correlation {
  return correlationOf(context.active());
}

export function correlationOf(of: Context): Correlation {
  const correlationId = of.getValue(CORRELATION_ID);
  return { ...(typeof correlationId === 'string' && { correlationId }), ...traceOf(of) };
}

function traceOf(of: Context): Pick<Correlation, 'traceId' | 'spanId'> {
  const span = trace.getSpanContext(of);
  return span !== undefined && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}
