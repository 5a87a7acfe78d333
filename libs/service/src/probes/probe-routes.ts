import type { FastifyInstance, FastifyReply } from 'fastify';
import { type HealthReport, healthJson, httpStatus, overallStatus, PROBE_HEADERS } from './health-report';

/** Where reports come from: a service's own checks, or several services' merged. */
export interface ReportSource {
  report(tag: 'liveness' | 'readiness'): HealthReport;
}

/** Serves `/liveness` and `/readiness`, at the root and under the service's own name. */
export function probeRoutes(server: FastifyInstance, source: ReportSource, prefix?: string): void {
  for (const base of prefix === undefined ? [''] : ['', `/${prefix}`]) {
    server.get(`${base}/liveness`, (_request, reply) => {
      const status = overallStatus(source.report('liveness'));
      return send(reply, httpStatus(status), 'text/plain', status);
    });
    server.get(`${base}/readiness`, (_request, reply) => {
      const report = source.report('readiness');
      return send(reply, httpStatus(overallStatus(report)), 'application/json', healthJson(report));
    });
  }
}

/** As bytes: Fastify adds a character set to the type of texts, which the original does not. */
const send = (reply: FastifyReply, status: number, type: string, body: string): FastifyReply =>
  reply.code(status).headers(PROBE_HEADERS).header('Content-Type', type).send(Buffer.from(body));
