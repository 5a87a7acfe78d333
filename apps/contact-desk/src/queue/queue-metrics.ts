import { countRows } from '@contact-sync/messaging';
import type { ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';

/** What an operator is woken for, asked for at each scrape: unfinished messages, and how old the oldest are. */
export function queueMetrics({ registry }: ServiceMetrics, pool: Pool, now: () => Date): void {
  new Gauge({
    name: 'service_queue_messages',
    help: 'Messages of the service queue that are not finished',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { kind, state, count } of await countRows(pool)) this.inc({ kind, state }, count);
    },
  });
  new Gauge({
    name: 'service_queue_oldest_seconds',
    help: 'Age of the oldest message that is not finished',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      const oldest = new Map<string, { kind: string; state: string; since: Date }>();
      for (const { kind, state, oldest: since } of await countRows(pool)) {
        const known = oldest.get(`${kind} ${state}`);
        if (known === undefined || since < known.since) oldest.set(`${kind} ${state}`, { kind, state, since });
      }
      for (const { kind, state, since } of oldest.values()) {
        this.set({ kind, state }, Math.max(0, (now().getTime() - since.getTime()) / 1000));
      }
    },
  });
}
