import { type Context, context, isSpanContextValid, type SpanContext, trace, TraceFlags } from '@opentelemetry/api';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The work under way as a W3C `traceparent`, for whoever goes on with it; undefined outside any trace. */
export function activeTraceparent(): string | undefined {
  const active = trace.getSpanContext(context.active());
  return active === undefined || !isSpanContextValid(active) ? undefined : traceparentOf(active);
}

export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${(traceFlags & TraceFlags.SAMPLED).toString(16)}`;
}

/** Whose work a `traceparent` tells of; undefined for one that is not well formed. */
export function spanContextOf(traceparent: string | null | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const read = { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(read) ? read : undefined;
}

/** The context in which work begins: what is active, as a part of the work told of, or of none. */
export function contextUnder(parent: SpanContext | undefined): Context {
  const active = context.active();
  return parent === undefined ? trace.deleteSpan(active) : trace.setSpanContext(active, parent);
}
