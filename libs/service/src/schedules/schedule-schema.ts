import { grantToRunRole, identifier, type MigrationClass } from '@contact-sync/database';
import type { QueryRunner } from 'typeorm';

/**
 * The migration that makes a service's tables of schedules in its own schema, beside its table of runs. `timestamp`: 13
 * digits, its place in the order.
 */
export function scheduleMigration(schema: string, timestamp: number): MigrationClass {
  const owner = identifier(schema);
  const migration = class {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        create table ${owner}.schedule (
          name text primary key,
          rule jsonb,
          run_missed boolean,
          paused boolean not null default false,
          changed_at timestamptz,
          changed_by text,
          counted_rule jsonb not null,
          since timestamptz not null,
          since_set_at timestamptz not null default clock_timestamp()
        );
        comment on table ${owner}.schedule is 'The schedules of this service: what an administrator changed, and since when slots count. Their names, texts and defaults stand in the code.';
        comment on column ${owner}.schedule.rule is 'When it is due: days, timeZone, and at or everyMinutes; null: the default';
        comment on column ${owner}.schedule.run_missed is 'Whether a slot missed while no replica was up runs at start; null: the default';
        comment on column ${owner}.schedule.counted_rule is 'The rule since then, to see that a new version has another default';
        comment on column ${owner}.schedule.since is 'Slots up to this moment do not count: the schedule, its rule or the end of a pause is newer. By the clock of the service';
        comment on column ${owner}.schedule.since_set_at is 'When since was set, by the clock of the database; slots of earlier runs do not count either';

        create table ${owner}.schedule_change (
          id bigint generated always as identity primary key,
          name text not null,
          old_plan jsonb not null,
          new_plan jsonb not null,
          changed_at timestamptz not null,
          changed_by text not null
        );
        create index schedule_change_newest on ${owner}.schedule_change (id desc);
        comment on table ${owner}.schedule_change is 'Who changed, paused or resumed which schedule, from what to what. Never changed or deleted.';
        comment on column ${owner}.schedule_change.old_plan is 'rule, runMissed, paused';

        alter table ${owner}.run drop constraint run_state_check;
        alter table ${owner}.run add constraint run_state_check
          check (state in ('running', 'finished', 'failed', 'stopped', 'interrupted', 'missed'));
        comment on column ${owner}.run.state is 'running: under way; finished: did all it should; failed: gave up, see problems; stopped: was asked to stop; interrupted: its process died, found by the lease, or its service stopped; missed: nobody was there when it was due, only noted';
        create index run_newest_slot on ${owner}.run (name, due_at desc) where due_at is not null;
        create index run_newest_of_name on ${owner}.run (name, started_at desc);
      `);
      await grantToRunRole(runner, 'select, insert, update', `${owner}.schedule`);
      await grantToRunRole(runner, 'select, insert', `${owner}.schedule_change`);
      // For runs of schedules that are due often and had nothing to tell.
      await grantToRunRole(runner, 'delete', `${owner}.run`);
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('migrations only go forward'));
    }
  };
  Object.defineProperty(migration, 'name', { value: `CreateSchedules${timestamp}` });
  return migration;
}
