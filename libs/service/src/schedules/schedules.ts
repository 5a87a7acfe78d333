import { inTransaction, type Tx } from '@contact-sync/database';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from '../logging/logger';
import type { Runs } from '../runs/runs';
import type { Clock } from './clock';
import { decideSlot, MOST_RUNS, type SlotDecision } from './decide-slot';
import { nextDue } from './due';
import type { ScheduleDefinition } from './schedule';
import { ScheduleStore } from './schedule-store';

export interface SchedulesOptions {
  readonly pool: Pool;
  /** The service's own schema, in which `runMigration` and `scheduleMigration` made the tables. */
  readonly schema: string;
  readonly runs: Runs;
  readonly definitions: readonly ScheduleDefinition[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** However wrong a timer is, and whatever another replica did, a replica looks so often. */
export const LOOK_EVERY_MS = 30_000;

type Decided = Exclude<SlotDecision, { readonly kind: 'nothing' }>;

/**
 * Runs a service's jobs at their times, each slot once over all replicas. Every replica looks; the rows decide, under a
 * lock on the schedule's row, so that replicas may differ in what their clocks say.
 */
export class Schedules implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly store: ScheduleStore;
  private readonly waitedFor = new Map<string, Date>();
  private watchedSince: Date | undefined;
  private looking: Promise<void> = Promise.resolve();
  private callOff: () => void = () => undefined;
  private stopped = false;

  constructor(private readonly options: SchedulesOptions) {
    this.store = new ScheduleStore(options.schema);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /** Enters schedules that are new, and looks from now on. */
  async start(): Promise<void> {
    const { pool, definitions, clock } = this.options;
    for (const definition of definitions) await this.store.enter(pool, definition, clock.now());
    this.watchedSince = clock.now();
    await this.look();
  }

  /** Looks no more, and begins nothing. What is under way is stopped by `Runs.stop`. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.callOff();
    await this.looking;
  }

  /** Looks at once: somebody changed something, or a run ended. Resolves when it has; what it began may go on. */
  async look(): Promise<void> {
    const since = this.watchedSince;
    if (since === undefined) return;
    this.looking = this.looking.then(() => this.lookAtAll(since));
    await this.looking;
  }

  private async lookAtAll(since: Date): Promise<void> {
    if (this.stopped) return;
    this.callOff();
    const { definitions, clock, logger } = this.options;
    let next = LOOK_EVERY_MS;
    for (const definition of definitions) {
      try {
        next = Math.min(next, await this.lookAt(definition, since));
      } catch (error) {
        // What is due stays due: the next look finds it. Readiness tells of the database.
        logger.warn({ error, schedule: definition.name }, 'a schedule could not be looked at');
      }
    }
    this.callOff = this.stopped ? () => undefined : clock.after(next, () => void this.look());
  }

  /** Does what is due; returns the milliseconds until the next slot. */
  private async lookAt(definition: ScheduleDefinition, since: Date): Promise<number> {
    const { pool, clock } = this.options;
    const stored = await this.store.find(pool, definition);
    if (stored === undefined) {
      await this.store.enter(pool, definition, clock.now());
      return LOOK_EVERY_MS;
    }
    const now = clock.now();
    const decision = decideSlot(stored, this.watchOf(definition, now, since));
    if (decision.kind !== 'nothing') await this.act(definition, decision, since);
    return Math.max(1, nextDue(stored.rule, now).getTime() - now.getTime());
  }

  private async act(definition: ScheduleDefinition, decision: Decided, since: Date): Promise<void> {
    switch (decision.kind) {
      case 'wait':
        this.waitedFor.set(definition.name, decision.slot);
        return;
      case 'run':
        return this.run(definition, decision, since);
      case 'note-missed':
      case 'give-up':
        return this.note(definition, decision, since);
    }
  }

  private async run(
    definition: ScheduleDefinition,
    decision: Extract<SlotDecision, { kind: 'run' }>,
    since: Date,
  ): Promise<void> {
    const { runs, logger } = this.options;
    const { name } = definition;
    const start = await runs.begin(
      {
        name,
        dueAt: decision.slot,
        requestedBy: 'schedule',
        allowed: (tx) => this.isStill(tx, definition, decision, since),
      },
      async (run) => {
        if (decision.passedOver > 0) run.count('passedOver', decision.passedOver);
        await definition.work(run);
      },
    );
    if (!start.began) {
      if (start.reason === 'already-running') this.waitedFor.set(name, decision.slot);
      return;
    }
    void start.ended
      .catch((error: unknown) => logger.error({ error, schedule: name }, 'a scheduled run failed'))
      .then(() => this.afterRun(definition))
      .catch((error: unknown) => logger.warn({ error, schedule: name }, 'quiet runs were not forgotten'))
      .finally(() => this.look());
  }

  private async afterRun(definition: ScheduleDefinition): Promise<void> {
    if (definition.quiet === true && !this.stopped)
      await this.store.forgetQuietRuns(this.options.pool, definition.name);
  }

  private async note(
    definition: ScheduleDefinition,
    decision: Extract<SlotDecision, { kind: 'note-missed' | 'give-up' }>,
    since: Date,
  ): Promise<void> {
    const { pool, runs, logger } = this.options;
    const { name } = definition;
    const noted = await inTransaction(pool, async (tx) => {
      if (!(await this.isStill(tx, definition, decision, since))) return false;
      const { slot: dueAt, passedOver } = decision;
      const common = { name, dueAt, passedOver, replica: runs.replica };
      await this.store.noteSlot(
        tx,
        decision.kind === 'note-missed'
          ? { ...common, state: 'missed' }
          : { ...common, state: 'failed', problem: CUT_SHORT },
      );
      return true;
    });
    if (!noted) return;
    const told = { schedule: name, dueAt: decision.slot };
    if (decision.kind === 'note-missed') logger.warn(told, 'a scheduled run was missed');
    else logger.error(told, CUT_SHORT.text);
  }

  /** Whether the decision is still right, now that nobody else can decide. */
  private async isStill(tx: Tx, definition: ScheduleDefinition, decision: Decided, since: Date): Promise<boolean> {
    await this.store.lock(tx, definition.name);
    const stored = await this.store.find(tx, definition);
    if (stored === undefined) return false;
    const now = decideSlot(stored, this.watchOf(definition, this.options.clock.now(), since));
    return now.kind === decision.kind && now.slot.getTime() === decision.slot.getTime();
  }

  private watchOf({ name }: ScheduleDefinition, now: Date, since: Date): Parameters<typeof decideSlot>[1] {
    const waitedFor = this.waitedFor.get(name);
    return { now, since, ...(waitedFor !== undefined && { waitedFor }) };
  }
}

const CUT_SHORT = {
  code: 'cut-short',
  text: `given up: ${MOST_RUNS} runs of this slot were cut short, its process died or its service stopped`,
};
