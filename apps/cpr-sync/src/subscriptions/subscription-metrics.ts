import { inBackground, onceAScrape, type ServiceMetrics } from '@contact-sync/service';
import { Gauge } from 'prom-client';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { findOverdue } from './overdue-subscriptions';
import type { SourceRecords } from './source-records';
import { countSubscriptions } from './subscription-report';

export interface SubscriptionMetricsOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  readonly readSettings: () => Promise<CprSettings>;
  readonly now: () => Date;
}

const HOUR_MS = 3_600_000;

/** Source records by what they want and have, asked for at each scrape; once an hour those that must not be. */
export function subscriptionMetrics(
  { registry }: Pick<ServiceMetrics, 'registry'>,
  { pool, records, readSettings, now }: SubscriptionMetricsOptions,
): void {
  const counts = onceAScrape(() => countSubscriptions(pool));
  const overdue = inBackground(async () => findOverdue(pool, records, await readSettings(), now()), HOUR_MS);
  new Gauge({
    name: 'cpr_subscriptions',
    help: 'Source records by state: subscribed, to be subscribed, to end, with a problem; and numbers on the block list',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { subscribed, toSubscribe, toEnd, problems, blocked } = await counts();
      this.set({ state: 'subscribed' }, subscribed);
      this.set({ state: 'to-subscribe' }, toSubscribe);
      this.set({ state: 'to-end' }, toEnd);
      this.set({ state: 'problem' }, problems);
      this.set({ state: 'blocked' }, blocked);
    },
  });
  new Gauge({
    name: 'cpr_subscriptions_without_open_case',
    help: 'Subscriptions without an open case whose days of grace are over; none after the night. Looked at every hour',
    registers: [registry],
    collect() {
      const last = overdue();
      if (last !== undefined) this.set(last.count);
    },
  });
}
