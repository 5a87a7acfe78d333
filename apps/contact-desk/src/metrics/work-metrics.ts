import { freshnessFigures, holdFigures } from '@contact-sync/contact-register';
import { findPausedLanes, type ParkedInBroker, queueFigures } from '@contact-sync/messaging';
import { inBackground, onceAScrape, type ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';

export interface WorkMetricsOptions {
  readonly pool: Pool;
  readonly now: () => Date;
  /** Where messages travel over a broker. */
  readonly parkedInBroker?: ParkedInBroker;
}

const HOUR_MS = 3_600_000;

/** What an operator looks at first: is everything applied, who is held, what is parked, how fresh is each register? */
export function workMetrics({ registry }: ServiceMetrics, { pool, now, parkedInBroker }: WorkMetricsOptions): void {
  const queue = onceAScrape(() => queueFigures(pool));
  const holds = onceAScrape(() => holdFigures(pool));
  const freshness = inBackground(() => freshnessFigures(pool), HOUR_MS);
  freshness();
  const ageOf = (since: Date): number => Math.max(0, (now().getTime() - since.getTime()) / 1000);

  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    collect: (set: (labels: Record<L, string>, value: number) => void) => void | Promise<void>,
  ): Gauge<L> =>
    new Gauge<L>({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        await collect((labels, value) => this.set(labels, value));
      },
    });

  gauge(
    'service_queue_messages',
    'Messages of the service queue that are not finished',
    ['kind', 'state'],
    async (set) => {
      for (const { kind, state, count } of await queue()) set({ kind, state }, count);
    },
  );
  gauge(
    'service_queue_oldest_seconds',
    'Age of the oldest message that is not finished',
    ['kind', 'state'],
    async (set) => {
      for (const { kind, state, oldest } of await queue()) set({ kind, state }, ageOf(oldest));
    },
  );
  gauge(
    'contact_sync_oldest_unapplied_change_seconds',
    'Age of the oldest change that is not applied; 0 when all are',
    ['what'],
    async (set) => {
      const waiting = (await queue()).filter(({ kind, state }) => kind !== 'event' && state !== 'parked');
      set({ what: 'message' }, ageOf(oldestOf(waiting.flatMap(({ oldestDue }) => oldestDue ?? [])) ?? now()));
      set({ what: 'held subject' }, ageOf(oldestOf((await holds()).map(({ oldest }) => oldest)) ?? now()));
    },
  );
  gauge('contact_sync_held_subjects', 'Subjects whose last change could not be applied', ['register'], async (set) => {
    for (const { register, count } of await holds()) set({ register }, count);
  });
  gauge('contact_sync_parked_messages', 'Messages that a person must decide on', ['where'], async (set) => {
    const parked = (await queue()).filter(({ state }) => state === 'parked');
    set(
      { where: 'service queue' },
      parked.reduce((sum, { count }) => sum + count, 0),
    );
    const inBroker = await parkedInBroker?.count();
    if (inBroker !== undefined) set({ where: 'broker' }, inBroker);
  });
  gauge(
    'contact_sync_lane_paused_seconds',
    'Time since the work of a lane waits for its register',
    ['lane'],
    async (set) => {
      for (const { lane, pausedAt } of await findPausedLanes(pool)) set({ lane }, ageOf(pausedAt));
    },
  );
  gauge('contact_sync_register_as_of_seconds', 'Age of the newest day that a register told of', ['register'], (set) => {
    for (const { register, newestAsOf } of freshness() ?? []) set({ register }, ageOf(newestAsOf));
  });
  gauge(
    'contact_sync_register_oldest_fetched_seconds',
    'Time since the contact that a register was longest silent about was told',
    ['register'],
    (set) => {
      for (const { register, oldestFetched } of freshness() ?? []) set({ register }, ageOf(oldestFetched));
    },
  );
}

function oldestOf(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>(
    (oldest, time) => (oldest === undefined || time < oldest ? time : oldest),
    undefined,
  );
}
