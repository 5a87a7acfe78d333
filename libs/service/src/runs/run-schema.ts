import { grantToRunRole, identifier, type MigrationClass } from '@contact-sync/database';
import type { QueryRunner } from 'typeorm';

/** The migration that makes a service's table of runs in its own schema. `timestamp`: 13 digits, its place in the order. */
export function runMigration(schema: string, timestamp: number): MigrationClass {
  const table = `${identifier(schema)}.run`;
  const migration = class {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        create table ${table} (
          id uuid primary key default gen_random_uuid(),
          name text not null,
          due_at timestamptz,
          state text not null check (state in ('running', 'finished', 'failed', 'stopped', 'interrupted')),
          requested_by text not null,
          replica text not null,
          started_at timestamptz not null default clock_timestamp(),
          finished_at timestamptz,
          lease_until timestamptz not null,
          stop_wanted boolean not null default false,
          counts jsonb not null default '{}',
          problems jsonb not null default '[]',
          problem_count bigint not null default 0,
          done bigint not null default 0,
          total bigint,
          reported_at timestamptz not null default clock_timestamp()
        );
        create unique index run_slot_once on ${table} (name, due_at) where state <> 'interrupted';
        create unique index run_one_at_a_time on ${table} (name) where state = 'running';
        create index run_newest on ${table} (started_at desc, id);
        comment on table ${table} is 'Every run of a job: what ran, when, with what result. Kept as the record of what happened.';
        comment on column ${table}.due_at is 'The slot of its schedule; each slot of a name runs once over all replicas, unless its run was interrupted. Null when someone asked for it.';
        comment on column ${table}.state is 'running: under way; finished: did all it should; failed: gave up, see problems; stopped: was asked to stop; interrupted: its process died, found by the lease';
        comment on column ${table}.requested_by is 'schedule, or the id of who asked';
        comment on column ${table}.lease_until is 'The run is dead when this time passes without renewal';
        comment on column ${table}.stop_wanted is 'Somebody asked it to stop; seen at the next renewal';
        comment on column ${table}.counts is 'Named counts, e.g. {"created": 12}';
        comment on column ${table}.problems is 'The first problems, without personal data; problem_count counts them all';
        comment on column ${table}.done is 'Progress, in the unit of total';
        comment on column ${table}.reported_at is 'When progress was last written';
      `);
      await grantToRunRole(runner, 'select, insert, update', table);
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('migrations only go forward'));
    }
  };
  Object.defineProperty(migration, 'name', { value: `CreateRuns${timestamp}` });
  return migration;
}
