import type { ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import { daysBehind } from './days-behind';

/** Files that are not imported, are late or never came, asked for at each scrape. */
export function deliveryMetrics({ registry }: ServiceMetrics, pool: Pool, now: () => Date): void {
  new Gauge({
    name: 'contact_sync_oldest_unapplied_change_seconds',
    help: 'Age of the oldest change that is not applied; 0 when all are',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ age: number | null }>(
        `select extract(epoch from clock_timestamp() - min(received_at))::float8 as age
           from cpr.delivery where state in ('waiting', 'importing') and not preview`,
      );
      this.set({ what: 'delivery' }, Math.max(0, rows[0]?.age ?? 0));
    },
  });
  new Gauge({
    name: 'cpr_missing_deliveries',
    help: 'Files that a later file names and that were not imported',
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ count: number }>(
        'select count(*)::float8 as count from cpr.missing_delivery where arrived_in is null',
      );
      this.set(rows[0]?.count ?? 0);
    },
  });
  new Gauge({
    name: 'cpr_delivery_days_behind',
    help: 'Days that CPR delivers on since the newest change extract imported, whose file should be imported; 0 before the first',
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ newest: string | null }>(
        `select max(production_date)::text as newest from cpr.delivery where state = 'imported' and kind = 'change'`,
      );
      const newest = rows[0]?.newest;
      this.set(newest == null ? 0 : daysBehind(newest, now()));
    },
  });
}
