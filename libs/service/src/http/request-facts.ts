import { ofService } from '@contact-sync/tracing';
import { type Context, context, INVALID_SPAN_CONTEXT, type Span, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerFacts } from '../access/access-guard';
import type { Authenticator } from '../access/authenticator';
import type { Principal } from '../access/principal';
import { correlated, type Correlation, correlationOf } from '../logging/correlation';
import type { Logger } from '../logging/logger';
import type { ServiceMetrics } from '../metrics/service-metrics';
import { Problem } from '../problems/problem';
import { beginRequest, endAborted, endRequest } from '../tracing/request-span';
import { personNumberRefused } from './person-number-in-url';

declare module 'fastify' {
  interface FastifyRequest {
    correlation?: Correlation;
    /** What its work runs under: its correlation and its part of the trace. */
    work?: Context;
    span?: Span;
    principal?: Principal;
  }
}

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;

const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
const QUIET = /\/(liveness|readiness|metrics)$/;

interface RequestParts {
  /** The service's name. */
  readonly service: string;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  readonly access: Authenticator;
}

/**
 * What happens to every request: it gets a correlation id (the caller's if well formed), careful headers, is refused if
 * it comes from a host or origin that is not ours or its address holds a person number, is measured and logged. The log
 * names the route's pattern, never the address, its query or the body.
 */
export function requestFacts(server: FastifyInstance, { service, logger, metrics, access }: RequestParts): void {
  server.addHook('onRequest', (request, reply, done) => {
    const id = request.headers['x-correlation-id'];
    const isQuiet = QUIET.test(request.routeOptions.url ?? '');
    const ours = ofService(trace.deleteSpan(context.active()), service);
    const span = isQuiet ? NO_SPAN : beginRequest(request, ours);
    const work = correlated(trace.setSpan(ours, span), typeof id === 'string' ? id : undefined);
    const correlation = correlationOf(work);
    Object.assign(request, { work, span, correlation });
    void reply.headers({ ...SAFE_HEADERS, 'X-Correlation-Id': correlation.correlationId });
    // Probes are asked by address, under whatever name the platform uses, and tell nothing of anybody.
    const refusal = isQuiet ? undefined : access.refusesOrigin(callerFacts(request));
    const refused = refusal === undefined ? personNumberRefused(request.url) : new Problem(403, refusal);
    if (refused !== undefined) return done(refused);
    inContextOf(request, done);
  });

  // Reading the body leaves the context that the first hook opened.
  server.addHook('preValidation', (request, _reply, done) => inContextOf(request, done));

  server.addHook('onRequestAbort', ({ span }, done) => {
    if (span !== undefined) endAborted(span);
    done();
  });

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    metrics.requests.observe({ method: request.method, route, status: String(status) }, reply.elapsedTime / 1000);
    if (request.span?.isRecording()) endRequest(request.span, reply);
    const fields = {
      method: request.method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime),
      caller: request.principal?.id,
      ...request.correlation,
    };
    logger[QUIET.test(route) ? 'debug' : 'info'](fields, 'request answered');
    done();
  });
}

function inContextOf({ work }: FastifyRequest, done: () => void): void {
  context.with(work ?? context.active(), done);
}
