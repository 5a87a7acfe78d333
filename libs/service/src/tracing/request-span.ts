import { beginSpan } from '@contact-sync/tracing';
import { type Context, defaultTextMapGetter, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

const propagator = new W3CTraceContextPropagator();

/** Begins the span of a request, as part of the caller's trace where it names one; under the route's pattern, never the address. */
export function beginRequest({ method, headers, routeOptions }: FastifyRequest, under: Context): Span {
  const route = routeOptions.url ?? 'none';
  return beginSpan(`${method} ${route}`, {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': method, 'http.route': route },
    under: propagator.extract(under, headers, defaultTextMapGetter),
  });
}

/** Ends it. What is the caller's fault is no error of ours. */
export function endRequest(span: Span, { statusCode }: FastifyReply): void {
  span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500) span.setAttribute('error.type', String(statusCode)).setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Ends the span of a request whose caller hung up. */
export function endAborted(span: Span): void {
  span.setAttribute('error.type', 'aborted').setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
