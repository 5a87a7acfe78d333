import { freshDatabase, type FreshDatabase, type TestClock, waitFor } from '@contact-sync/testing';
import {
  createLogger,
  daily,
  listRuns,
  type Run,
  runMigration,
  type RunRecord,
  Runs,
  ScheduleDesk,
  type ScheduleDefinition,
  scheduleMigration,
  Schedules,
} from '../src';
import { Client } from 'pg';

export const SCHEMA = 'example';
export const OWNER = {
  schema: SCHEMA,
  migrations: [runMigration(SCHEMA, 1763700000001), scheduleMigration(SCHEMA, 1763700000002)],
};

/** A daily job named `nightly`. */
export const nightly = (more: Partial<ScheduleDefinition> = {}): ScheduleDefinition => ({
  name: 'nightly',
  text: { da: 'Natligt job', en: 'Nightly job' },
  rule: daily('02:30'),
  runMissed: true,
  work: () => Promise.resolve(),
  ...more,
});

/** One replica of a service with schedules, with a clock of its own unless it shares one. */
export class Replica {
  readonly runs: Runs;
  readonly schedules: Schedules;
  readonly desk: ScheduleDesk;

  constructor(
    readonly database: FreshDatabase,
    name: string,
    readonly clock: TestClock,
    definitions: readonly ScheduleDefinition[],
  ) {
    const logger = createLogger({ service: 'test', level: 'silent' });
    const common = { pool: database.pool, schema: SCHEMA, definitions, clock, logger };
    this.runs = new Runs({ ...common, replica: name, leaseMs: 300 });
    this.schedules = new Schedules({ ...common, runs: this.runs });
    this.desk = new ScheduleDesk({ ...common, runs: this.runs, schedules: this.schedules });
  }

  async start(): Promise<this> {
    await this.schedules.start();
    return this;
  }

  /** Sets the clock and has the replica look; what is due then has begun. */
  async at(time: string | Date): Promise<void> {
    this.clock.set(time);
    await this.schedules.look();
  }

  async stop(): Promise<void> {
    await this.schedules.stop();
    await this.runs.stop();
  }
}

export const scheduleDatabase = (): Promise<FreshDatabase> => freshDatabase({ owners: [OWNER] });

/** Forgets every schedule and run. */
export async function emptied({ url }: FreshDatabase): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('truncate example.run, example.schedule, example.schedule_change');
  await owner.end();
}

/** The runs of a name, oldest first. */
export async function runsOf({ pool }: FreshDatabase, name = 'nightly'): Promise<RunRecord[]> {
  return (await listRuns(pool, SCHEMA, { name, limit: 200 })).reverse();
}

/** Slots and states of the runs of a name, oldest first; waits until there are so many, all at their end. */
export async function endedRuns(database: FreshDatabase, count: number, name = 'nightly'): Promise<string[]> {
  let seen: string[] = [];
  await waitFor(
    async () => {
      const runs = await runsOf(database, name);
      seen = runs.map(({ dueAt, state }) => `${dueAt ?? 'asked for'} ${state}`);
      if (runs.length === count && runs.every(({ state }) => state !== 'running')) return true;
      throw new Error(`there are ${seen.join(', ')}`);
    },
    { what: `${count} runs of ${name} at their end` },
  );
  return seen;
}

/** Work that goes on until it is let go or told to stop. */
export function heldWork(): { work: (run: Run) => Promise<void>; letGo: () => void; begun: () => number } {
  let begun = 0;
  const waiting = new Set<() => void>();
  return {
    work: (run) =>
      new Promise((resolve, reject) => {
        begun += 1;
        waiting.add(resolve);
        run.signal.addEventListener('abort', () => reject(run.signal.reason as Error));
      }),
    letGo: () => {
      for (const each of waiting) each();
      waiting.clear();
    },
    begun: () => begun,
  };
}
