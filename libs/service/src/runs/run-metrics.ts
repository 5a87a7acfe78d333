import { identifier } from '@contact-sync/database';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { ServiceMetrics } from '../metrics/service-metrics';

/** How the last ended run of each name went, asked for at each scrape. Runs that began more than 40 days ago are left out. */
export function runMetrics({ registry }: ServiceMetrics, pool: Pool, schema: string): void {
  new Gauge({
    name: 'contact_sync_last_run_duration_seconds',
    help: 'How long the last ended run took',
    labelNames: ['run', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      const { rows } = await pool.query<{ name: string; state: string; seconds: number }>(
        `select distinct on (name) name, state, extract(epoch from finished_at - started_at)::float8 as seconds
           from ${identifier(schema)}.run
          where finished_at is not null and started_at > clock_timestamp() - interval '40 days'
          order by name, started_at desc`,
      );
      for (const { name: run, state, seconds } of rows) this.set({ run, state }, seconds);
    },
  });
}
