import { identifier, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { ScheduleRule } from './rule';
import type { ScheduleDefinition, ScheduleFacts, SchedulePlan } from './schedule';

/** What an administrator did to a schedule, and when last. */
export interface PlanChange {
  readonly name: string;
  readonly oldPlan: SchedulePlan;
  readonly newPlan: SchedulePlan;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface StoredSchedule extends ScheduleFacts {
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

/** A slot that is written down although nothing ran in it. */
export interface UnrunSlot {
  readonly name: string;
  readonly dueAt: Date;
  readonly state: 'missed' | 'failed';
  readonly replica: string;
  readonly passedOver: number;
  readonly problem?: { readonly code: string; readonly text: string };
}

interface ScheduleRow {
  rule: ScheduleRule | null;
  run_missed: boolean | null;
  paused: boolean;
  changed_at: Date | null;
  changed_by: string | null;
  since: Date;
  slot: Date | null;
  slot_interrupted: boolean | null;
  slot_runs: number | null;
  running: boolean;
}

/** The rows behind the schedules of one service. */
export class ScheduleStore {
  private readonly schedules: string;
  private readonly changes: string;
  private readonly runs: string;

  constructor(schema: string) {
    const owner = identifier(schema);
    this.schedules = `${owner}.schedule`;
    this.changes = `${owner}.schedule_change`;
    this.runs = `${owner}.run`;
  }

  /** Writes a schedule down when it is new. Where the code has another default than it had, its slots count from now. */
  async enter(db: Pool | Tx, { name, rule }: ScheduleDefinition, now: Date): Promise<void> {
    await db.query(
      `insert into ${this.schedules} as s (name, counted_rule, since) values ($1, $2, $3)
       on conflict (name) do update
         set counted_rule = excluded.counted_rule, since = excluded.since, since_set_at = excluded.since_set_at
       where s.rule is null and s.counted_rule <> excluded.counted_rule`,
      [name, JSON.stringify(rule), now],
    );
  }

  /** Keeps everybody else from deciding about a schedule until the transaction ends. */
  async lock(tx: Tx, name: string): Promise<void> {
    await tx.query(`select from ${this.schedules} where name = $1 for update`, [name]);
  }

  /** Undefined when the schedule was never entered. */
  async find(db: Pool | Tx, definition: ScheduleDefinition): Promise<StoredSchedule | undefined> {
    // A run whose lease ran out counts as interrupted even before anybody has written so.
    const { rows } = await db.query<ScheduleRow>(
      `select s.rule, s.run_missed, s.paused, s.changed_at, s.changed_by, s.since, newest.slot,
              attempts.interrupted as slot_interrupted, attempts.runs as slot_runs,
              exists (select from ${this.runs} r
                       where r.name = s.name and r.state = 'running' and r.lease_until >= clock_timestamp()) as running
         from ${this.schedules} s
         cross join lateral (
           select max(r.due_at) as slot from ${this.runs} r
            where r.name = s.name and r.due_at is not null and r.started_at >= s.since_set_at) newest
         left join lateral (
           select bool_and(r.state = 'interrupted' or (r.state = 'running' and r.lease_until < clock_timestamp()))
                    as interrupted,
                  count(*)::int as runs
             from ${this.runs} r where r.name = s.name and r.due_at = newest.slot) attempts on newest.slot is not null
        where s.name = $1`,
      [definition.name],
    );
    return rows[0] && storedOf(rows[0], definition);
  }

  /** Writes down a slot in which nothing ran; one that has a run already keeps that. */
  async noteSlot(tx: Tx, { name, dueAt, state, replica, passedOver, problem }: UnrunSlot): Promise<void> {
    await tx.query(
      `update ${this.runs} set state = 'interrupted', finished_at = lease_until
        where name = $1 and due_at = $2 and state = 'running' and lease_until < clock_timestamp()`,
      [name, dueAt],
    );
    await tx.query(
      `insert into ${this.runs} (name, due_at, state, requested_by, replica, finished_at, lease_until, counts,
                                 problems, problem_count)
       values ($1, $2, $3, 'schedule', $4, clock_timestamp(), clock_timestamp(), $5, $6, $7) on conflict do nothing`,
      [
        name,
        dueAt,
        state,
        replica,
        JSON.stringify(passedOver > 0 ? { passedOver } : {}),
        JSON.stringify(problem === undefined ? [] : [problem]),
        problem === undefined ? 0 : 1,
      ],
    );
  }

  /** Writes what an administrator wants. `since`: only later slots count from now on. */
  async change(
    tx: Tx,
    { name, oldPlan, newPlan, changedAt, changedBy }: PlanChange,
    { definition, since }: { readonly definition: ScheduleDefinition; readonly since?: Date },
  ): Promise<void> {
    const isDefault = sameRule(newPlan.rule, definition.rule);
    await tx.query(
      `update ${this.schedules}
          set rule = $2, run_missed = $3, paused = $4, changed_at = $5, changed_by = $6, counted_rule = $7,
              since = coalesce($8, since), since_set_at = case when $8 is null then since_set_at else clock_timestamp() end
        where name = $1`,
      [
        name,
        isDefault ? null : JSON.stringify(newPlan.rule),
        newPlan.runMissed === definition.runMissed ? null : newPlan.runMissed,
        newPlan.paused,
        changedAt,
        changedBy,
        JSON.stringify(newPlan.rule),
        since ?? null,
      ],
    );
    await tx.query(
      `insert into ${this.changes} (name, old_plan, new_plan, changed_at, changed_by) values ($1, $2, $3, $4, $5)`,
      [name, JSON.stringify(oldPlan), JSON.stringify(newPlan), changedAt, changedBy],
    );
  }

  /** The newest changes first. */
  async listChanges(db: Pool | Tx, limit: number): Promise<PlanChange[]> {
    const { rows } = await db.query<{
      name: string;
      old_plan: SchedulePlan;
      new_plan: SchedulePlan;
      changed_at: Date;
      changed_by: string;
    }>(`select name, old_plan, new_plan, changed_at, changed_by from ${this.changes} order by id desc limit $1`, [
      limit,
    ]);
    return rows.map((row) => ({
      name: row.name,
      oldPlan: row.old_plan,
      newPlan: row.new_plan,
      changedAt: row.changed_at.toISOString(),
      changedBy: row.changed_by,
    }));
  }

  /** Of the scheduled runs that went well only the newest is kept where they tell nothing, and a week of the others. */
  async forgetQuietRuns(db: Pool | Tx, name: string): Promise<void> {
    await db.query(
      `delete from ${this.runs} r
        where r.name = $1 and r.state = 'finished' and r.problem_count = 0 and r.due_at is not null
          and (r.counts = '{}' or r.finished_at < clock_timestamp() - interval '7 days')
          and r.due_at < (select max(n.due_at) from ${this.runs} n where n.name = $1 and n.state = 'finished')`,
      [name],
    );
  }
}

/** Whether two rules say the same. */
export function sameRule(one: ScheduleRule, other: ScheduleRule): boolean {
  const asText = (rule: ScheduleRule): string =>
    JSON.stringify([rule.days, rule.timeZone, 'at' in rule ? rule.at : rule.everyMinutes]);
  return asText(one) === asText(other);
}

function storedOf(row: ScheduleRow, definition: ScheduleDefinition): StoredSchedule {
  return {
    rule: row.rule ?? definition.rule,
    runMissed: row.run_missed ?? definition.runMissed,
    paused: row.paused,
    since: row.since,
    running: row.running,
    ...(row.slot !== null && {
      newestSlot: { dueAt: row.slot, interrupted: row.slot_interrupted ?? false, runs: row.slot_runs ?? 0 },
    }),
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  };
}
