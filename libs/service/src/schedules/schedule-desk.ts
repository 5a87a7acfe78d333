import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import { Problem } from '../problems/problem';
import { listRuns, type RunRecord } from '../runs/run-record';
import type { Runs } from '../runs/runs';
import type { SettingText } from '../settings/setting';
import type { Clock } from './clock';
import { dueNext } from './decide-slot';
import { readRule, type ScheduleRule } from './rule';
import type { ScheduleDefinition, SchedulePlan } from './schedule';
import { type PlanChange, sameRule, ScheduleStore, type StoredSchedule } from './schedule-store';
import type { Schedules } from './schedules';

/** A schedule as an operator sees it. */
export interface ShownSchedule {
  readonly name: string;
  readonly text: SettingText;
  readonly rule: ScheduleRule;
  readonly defaultRule: ScheduleRule;
  readonly runMissed: boolean;
  readonly paused: boolean;
  /** Null while it is paused. */
  readonly nextDue: string | null;
  /** The run under way, else the newest; null before the first. */
  readonly lastRun: RunRecord | null;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

export interface ScheduleDeskOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly runs: Runs;
  readonly schedules: Schedules;
  readonly definitions: readonly ScheduleDefinition[];
  readonly clock: Clock;
}

/** What people do with schedules: see, change, pause, resume, and run them now. Throws `Problem` (404) for an unknown name. */
export class ScheduleDesk {
  private readonly store: ScheduleStore;

  constructor(private readonly options: ScheduleDeskOptions) {
    this.store = new ScheduleStore(options.schema);
  }

  async list(): Promise<ShownSchedule[]> {
    const shown: ShownSchedule[] = [];
    for (const definition of this.options.definitions) shown.push(await this.show(definition));
    return shown;
  }

  /**
   * Changes rule or `runMissed`, or both; a rule of null is the default again. Slots of a new rule count from now. Throws a
   * `Problem` (400) that names every fault.
   */
  async change(
    name: string,
    { rule, runMissed }: { rule?: unknown; runMissed?: boolean },
    by: string,
  ): Promise<ShownSchedule> {
    const definition = this.get(name);
    const read = rule === undefined ? undefined : rule === null ? { rule: definition.rule } : readRule(rule);
    if (read !== undefined && 'faults' in read)
      throw new Problem(400, 'The schedule was not changed', { code: 'invalid-request', errors: read.faults });
    return this.write(definition, by, (plan) => {
      const newPlan = { ...plan, rule: read?.rule ?? plan.rule, runMissed: runMissed ?? plan.runMissed };
      return { newPlan, countsFromNow: !sameRule(plan.rule, newPlan.rule) };
    });
  }

  /** What is due while it is paused does not run. */
  async pause(name: string, by: string): Promise<ShownSchedule> {
    return this.write(this.get(name), by, (plan) => ({ newPlan: { ...plan, paused: true }, countsFromNow: false }));
  }

  /** What was due in the pause is not made up for, unless the schedule makes up for what it missed. */
  async resume(name: string, by: string): Promise<ShownSchedule> {
    return this.write(this.get(name), by, (plan) => ({
      newPlan: { ...plan, paused: false },
      countsFromNow: plan.paused && !plan.runMissed,
    }));
  }

  /** Begins a run now, also while the schedule is paused, and returns its id. Throws a `Problem` (409) while one is under way. */
  async runNow(name: string, by: string): Promise<string> {
    const { runs, schedules } = this.options;
    const { work } = this.get(name);
    const start = await runs.begin({ name, requestedBy: by }, work);
    if (!start.began) throw new Problem(409, 'A run of this schedule is under way', { code: 'already-running' });
    // A slot may have waited for it. How it ended stands in its record.
    const look = (): Promise<void> => schedules.look();
    start.ended.then(look, look);
    return start.id;
  }

  /** Who changed what, the newest first. */
  changes(limit: number): Promise<PlanChange[]> {
    return this.store.listChanges(this.options.pool, limit);
  }

  private async write(
    definition: ScheduleDefinition,
    changedBy: string,
    decide: (plan: SchedulePlan) => { readonly newPlan: SchedulePlan; readonly countsFromNow: boolean },
  ): Promise<ShownSchedule> {
    const { pool, clock, schedules } = this.options;
    const { name } = definition;
    await inTransaction(pool, async (tx) => {
      await this.store.enter(tx, definition, clock.now());
      await this.store.lock(tx, name);
      const { rule, runMissed, paused, newestSlot } = await this.stored(tx, definition);
      const oldPlan: SchedulePlan = { rule, runMissed, paused };
      const { newPlan, countsFromNow: isNew } = decide(oldPlan);
      const now = clock.now();
      // A clock that ran ahead left a slot in the future, before which none is due; who looks after it ends that.
      const countsFromNow = isNew || (newestSlot !== undefined && newestSlot.dueAt > now);
      if (!countsFromNow && JSON.stringify(oldPlan) === JSON.stringify(newPlan)) return;
      await this.store.change(
        tx,
        { name, oldPlan, newPlan, changedAt: now.toISOString(), changedBy },
        { definition, ...(countsFromNow && { since: now }) },
      );
    });
    await schedules.look();
    return this.show(definition);
  }

  private async show(definition: ScheduleDefinition): Promise<ShownSchedule> {
    const { pool, schema, clock } = this.options;
    const stored = await this.stored(pool, definition);
    const [lastRun] = await listRuns(pool, schema, { name: definition.name, limit: 1 });
    return {
      name: definition.name,
      text: definition.text,
      rule: stored.rule,
      defaultRule: definition.rule,
      runMissed: stored.runMissed,
      paused: stored.paused,
      nextDue: dueNext(stored, clock.now())?.toISOString() ?? null,
      lastRun: lastRun ?? null,
      changedAt: stored.changedAt?.toISOString() ?? null,
      changedBy: stored.changedBy,
    };
  }

  private async stored(
    db: Parameters<ScheduleStore['find']>[0],
    definition: ScheduleDefinition,
  ): Promise<StoredSchedule> {
    const stored = await this.store.find(db, definition);
    if (stored === undefined) throw new Problem(503, 'The schedules of this service have not been started');
    return stored;
  }

  private get(name: string): ScheduleDefinition {
    const definition = this.options.definitions.find((each) => each.name === name);
    if (definition === undefined) throw new Problem(404, 'There is no such schedule');
    return definition;
  }
}
