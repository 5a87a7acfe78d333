import { probeRoutes, type HealthEntry, type HealthReport } from '@contact-sync/service';
import type { FastifyInstance } from 'fastify';

/** Where the guide's test pages are (CVR-7). */
const PREFIX = '/CvrSubscriptionService';

/** Where reports come from. */
interface ReportSource {
  report(tag: 'liveness' | 'readiness'): HealthReport;
}

/**
 * The probes of the original product, for people and for programs that watch it. To it a provider that does not answer is
 * Unhealthy and 503; our own `/readiness` says Degraded of that, so that nobody takes us out of service for it.
 */
export async function originalProbes(server: FastifyInstance, source: ReportSource): Promise<void> {
  const original: ReportSource = { report: (tag) => asOriginal(source.report(tag)) };
  await server.register(
    async (scope) => {
      probeRoutes(scope, original);
    },
    { prefix: PREFIX },
  );
}

/** Pure: what the original's checks would be. */
export function asOriginal({ entries }: HealthReport): HealthReport {
  const told = Object.entries(entries).map(([name, entry]): readonly [string, HealthEntry] => [
    name,
    entry.status === 'Degraded' ? { ...entry, status: 'Unhealthy' } : entry,
  ]);
  return { entries: Object.fromEntries(told) };
}
