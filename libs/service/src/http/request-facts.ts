import type { FastifyInstance } from 'fastify';
import { callerFacts } from '../access/access-guard';
import type { Authenticator } from '../access/authenticator';
import type { Principal } from '../access/principal';
import { type Correlation, correlationFrom, withCorrelation } from '../logging/correlation';
import type { Logger } from '../logging/logger';
import type { ServiceMetrics } from '../metrics/service-metrics';
import { Problem } from '../problems/problem';
import { personNumberRefused } from './person-number-in-url';

declare module 'fastify' {
  interface FastifyRequest {
    correlation?: Correlation;
    principal?: Principal;
  }
}

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;

const QUIET = /\/(liveness|readiness|metrics)$/;

/**
 * What happens to every request: it gets a correlation id (the caller's if well formed), careful headers, is refused if
 * it comes from a host or origin that is not ours or its address holds a person number, is measured and logged. The log
 * names the route's pattern, never the address, its query or the body.
 */
export function requestFacts(
  server: FastifyInstance,
  { logger, metrics, access }: { logger: Logger; metrics: ServiceMetrics; access: Authenticator },
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const id = request.headers['x-correlation-id'];
    const traceparent = request.headers['traceparent'];
    const correlation = correlationFrom({
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof traceparent === 'string' ? { traceparent } : {}),
    });
    request.correlation = correlation;
    void reply.headers({ ...SAFE_HEADERS, 'X-Correlation-Id': correlation.correlationId });
    // Probes are asked by address, under whatever name the platform uses, and tell nothing of anybody.
    const refusal = QUIET.test(request.routeOptions.url ?? '') ? undefined : access.refusesOrigin(callerFacts(request));
    const refused = refusal === undefined ? personNumberRefused(request.url) : new Problem(403, refusal);
    if (refused !== undefined) return done(refused);
    withCorrelation(correlation, () => done());
  });

  // Reading the body leaves the context that the first hook opened.
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.correlation === undefined) done();
    else withCorrelation(request.correlation, () => done());
  });

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    metrics.requests.observe({ method: request.method, route, status: String(status) }, reply.elapsedTime / 1000);
    const { correlationId, traceId } = request.correlation ?? {};
    const fields = {
      method: request.method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime),
      caller: request.principal?.id,
    };
    logger[QUIET.test(route) ? 'debug' : 'info']({ ...fields, correlationId, traceId }, 'request answered');
    done();
  });
}
