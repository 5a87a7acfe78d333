import { onceAScrape, type ServiceMetrics } from '@contact-sync/service';
import { Gauge } from 'prom-client';
import { readStatus, type StatusParts } from './read-status';

/** Subscriptions by state, how far behind the events are, and updates that wait or failed; asked for at each scrape. */
export function subscriptionMetrics({ registry }: ServiceMetrics, parts: StatusParts): void {
  const status = onceAScrape(() => readStatus(parts));
  new Gauge({
    name: 'cvr_subscriptions',
    help: 'Companies and production units by the state of their subscription',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries((await status()).subscriptions)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'cvr_events_lag_seconds',
    help: 'Seconds since the events of CVR were last read to their end; 0 while CVR update is off',
    registers: [registry],
    async collect() {
      this.set((await status()).events.lagSeconds ?? 0);
    },
  });
  new Gauge({
    name: 'cvr_update_tasks',
    help: 'Tasks of cvr-update that are not finished, by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [state, count] of Object.entries((await status()).tasks)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'cvr_import_failures',
    help: 'Contacts whose last update from CVR failed',
    registers: [registry],
    async collect() {
      this.set((await status()).failures);
    },
  });
  new Gauge({
    name: 'contact_sync_oldest_unapplied_change_seconds',
    help: 'Age of the oldest change that is not applied; 0 when all are',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      const { oldestTask } = await status();
      const seconds = oldestTask === null ? 0 : (Date.now() - oldestTask.getTime()) / 1000;
      this.set({ what: 'company' }, Math.max(0, seconds));
    },
  });
}
