import { identifier } from '@contact-sync/database';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { ServiceMetrics } from '../metrics/service-metrics';
import type { ScheduleDesk } from './schedule-desk';

export interface ScheduleMetricsOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly desk: ScheduleDesk;
  readonly now: () => Date;
}

/** What an operator is woken for, asked for at each scrape. A run went well when it finished without problems. */
export function scheduleMetrics(
  { registry }: ServiceMetrics,
  { pool, schema, desk, now }: ScheduleMetricsOptions,
): void {
  const endsOf = async (): Promise<{ name: string; wellAgo: number | null; wentWell: boolean }[]> => {
    const { rows } = await pool.query<{ name: string; well_ago: number | null; went_well: boolean | null }>(
      `select s.name, extract(epoch from clock_timestamp() - well.finished_at)::float8 as well_ago, last.went_well
         from ${identifier(schema)}.schedule s
         left join lateral (select r.state = 'finished' and r.problem_count = 0 as went_well
                              from ${identifier(schema)}.run r where r.name = s.name and r.state <> 'running'
                             order by r.started_at desc limit 1) last on true
         left join lateral (select r.finished_at from ${identifier(schema)}.run r
                             where r.name = s.name and r.state = 'finished' and r.problem_count = 0
                             order by r.started_at desc limit 1) well on true`,
    );
    return rows.flatMap(({ name, well_ago, went_well }) =>
      went_well === null ? [] : [{ name, wellAgo: well_ago, wentWell: went_well }],
    );
  };
  const gauge = (
    name: string,
    help: string,
    collect: (set: (schedule: string, value: number) => void) => Promise<void>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['schedule'],
      registers: [registry],
      async collect() {
        this.reset();
        await collect((schedule, value) => this.set({ schedule }, value));
      },
    });

  gauge('schedule_last_success_age_seconds', 'Time since a run last finished without problems', async (set) => {
    for (const { name, wellAgo } of await endsOf()) if (wellAgo !== null) set(name, wellAgo);
  });
  gauge('schedule_last_run_succeeded', '1 when the last run finished without problems, else 0', async (set) => {
    for (const { name, wentWell } of await endsOf()) set(name, wentWell ? 1 : 0);
  });
  gauge('schedule_next_due_seconds', 'Time until it is due next; absent while it is paused', async (set) => {
    for (const { name, nextDue } of await desk.list())
      if (nextDue !== null) set(name, (Date.parse(nextDue) - now().getTime()) / 1000);
  });
}
