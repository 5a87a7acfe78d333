import { identifier, inTransaction, type Tx } from '@contact-sync/database';
import { inSpan } from '@contact-sync/tracing';
import { trace } from '@opentelemetry/api';
import type { Pool } from 'pg';
import type { Logger } from '../logging/logger';
import { errorCode, errorText, isError } from '../logging/error-facts';
import { redactText } from '../logging/redaction';
import { progressOf, type RunProblem, type RunState } from './run-record';

/** What a running job tells about itself, and learns. */
export interface Run {
  readonly id: string;
  /** Aborted when the run should stop: it was asked to, the service stops, or the lease was lost. */
  readonly signal: AbortSignal;
  /** Adds to a named count. */
  count(name: string, by?: number): void;
  /** Records a problem. The first hundred are kept, all are counted. */
  problem(problem: RunProblem): void;
  /** How far the run is; written and logged with the next renewal. */
  progress(done: number, total?: number): void;
}

export interface RunRequest {
  readonly name: string;
  /** The slot of the schedule; a slot runs once, on one replica, and again only if that run was interrupted. Absent when someone asks for a run now. */
  readonly dueAt?: Date;
  /** `schedule`, or the id of who asked. */
  readonly requestedBy: string;
  /** Asked first in the transaction that claims the run: what it locks there holds until the run is written down. */
  readonly allowed?: (tx: Tx) => Promise<boolean>;
}

/**
 * `slot-taken`: this slot ran or runs already. `already-running`: a run of that name is under way. `not-allowed`: the
 * request's own condition does not hold.
 */
export type RunRefusal = 'slot-taken' | 'already-running' | 'not-allowed';

export type RunOutcome =
  | { readonly ran: true; readonly id: string; readonly state: 'finished' | 'stopped' }
  | { readonly ran: false; readonly reason: RunRefusal };

export type RunStart =
  | {
      readonly began: true;
      readonly id: string;
      /** Rejects with the work's own error, after recording the run as failed. */
      readonly ended: Promise<'finished' | 'stopped'>;
    }
  | { readonly began: false; readonly reason: RunRefusal };

export interface RunsOptions {
  readonly pool: Pool;
  /** The service's own schema, in which `runMigration` made the table. */
  readonly schema: string;
  /** Tells this process from the other replicas. */
  readonly replica: string;
  readonly logger: Logger;
  /** Milliseconds after which a run without renewal counts as dead. Renewed three times within it. */
  readonly leaseMs?: number;
}

const LEASE_MS = 60_000;
const PROBLEMS_KEPT = 100;

/** Why a run's signal was aborted. */
export class RunStopped extends Error {
  constructor(readonly reason: 'asked' | 'service-stops' | 'lease-lost') {
    super(`the run was stopped: ${reason}`);
    this.name = 'RunStopped';
  }
}

/**
 * Runs jobs once over all replicas, with a lease and a record. One run of a name at a time; the unique rows of the table
 * decide, not this process. A run whose process died is marked interrupted by whoever wants to run next.
 */
export class Runs {
  private readonly table: string;
  private readonly leaseMs: number;
  private readonly underWay = new Map<Promise<unknown>, AbortController>();
  private stopping = false;

  constructor(private readonly options: RunsOptions) {
    this.table = `${identifier(options.schema)}.run`;
    this.leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** Tells this process from the other replicas. */
  get replica(): string {
    return this.options.replica;
  }

  /**
   * Does the work if no other replica does or did. Rejects with the work's own error, after recording the run as failed.
   * Work that ends by `signal` counts as stopped; it should throw `signal.reason` or return early.
   */
  async run(request: RunRequest, work: (run: Run) => Promise<void>): Promise<RunOutcome> {
    const start = await this.begin(request, work);
    if (!start.began) return { ran: false, reason: start.reason };
    return { ran: true, id: start.id, state: await start.ended };
  }

  /** Begins the work if no other replica does or did, and returns while it goes on. */
  async begin(request: RunRequest, work: (run: Run) => Promise<void>): Promise<RunStart> {
    if (this.stopping) throw new RunStopped('service-stops');
    const controller = new AbortController();
    const claiming = this.claim(request);
    const running = claiming.then((claim) =>
      'reason' in claim
        ? undefined
        : inSpan(`run ${request.name}`, { attributes: { 'contact_sync.run.id': claim.id } }, () =>
            this.carryOut(claim.id, request, work, controller),
          ),
    );
    this.underWay.set(running, controller);
    const forget = (): void => void this.underWay.delete(running);
    // Its failure is recorded; who waits for the end hears of it too.
    running.then(forget, forget);
    const claim = await claiming;
    if ('reason' in claim) return { began: false, reason: claim.reason };
    return { began: true, id: claim.id, ended: running.then((state) => state ?? 'stopped') };
  }

  /** Asks every run of this process to stop and waits until they have; no new one begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const controller of this.underWay.values()) controller.abort(new RunStopped('service-stops'));
    await Promise.allSettled(this.underWay.keys());
  }

  private async carryOut(
    id: string,
    request: RunRequest,
    work: (run: Run) => Promise<void>,
    controller: AbortController,
  ): Promise<'finished' | 'stopped'> {
    const record = new RunInHand(id, controller.signal);
    const logger = this.options.logger.child({ run: request.name, runId: id });
    logger.info({ requestedBy: request.requestedBy }, 'run started');
    const renewal = this.keepRenewing(record, controller, logger);
    try {
      await work(record);
      await renewal.stop();
      if (controller.signal.aborted) return await this.finishStopped(record, request, logger);
      await this.finish(record, 'finished', logger);
      return 'finished';
    } catch (error) {
      await renewal.stop();
      if (endedBy(controller.signal, error)) return await this.finishStopped(record, request, logger);
      record.problem({ code: codeOf(error), text: isError(error) ? errorText(error) : 'unknown failure' });
      await this.finish(record, 'failed', logger).catch((unrecorded: unknown) => {
        // The lease runs out, and the run is then shown as interrupted; the work's own error matters more.
        logger.error({ error: unrecorded }, 'the end of the run was not recorded');
      });
      throw error;
    }
  }

  private claim({ name, dueAt, requestedBy, allowed }: RunRequest): Promise<{ id: string } | { reason: RunRefusal }> {
    return inTransaction(this.options.pool, async (tx) => {
      if (allowed !== undefined && !(await allowed(tx))) return { reason: 'not-allowed' };
      await tx.query(
        `update ${this.table} set state = 'interrupted', finished_at = lease_until
          where name = $1 and state = 'running' and lease_until < clock_timestamp()`,
        [name],
      );
      const { rows } = await tx.query<{ id: string }>(
        `insert into ${this.table} (name, due_at, state, requested_by, replica, lease_until)
         values ($1, $2, 'running', $3, $4, clock_timestamp() + $5 * interval '1 millisecond')
         on conflict do nothing returning id`,
        [name, dueAt ?? null, requestedBy, this.options.replica, this.leaseMs],
      );
      if (rows[0] !== undefined) return rows[0];
      const taken = await tx.query(
        `select from ${this.table} where name = $1 and due_at = $2 and state <> 'interrupted'`,
        [name, dueAt ?? null],
      );
      return { reason: taken.rowCount === 0 ? 'already-running' : 'slot-taken' };
    });
  }

  /** A lease that could not be renewed in its whole length is lost: another replica may have begun. */
  private keepRenewing(record: RunInHand, controller: AbortController, logger: Logger): { stop(): Promise<void> } {
    let renewedAt = performance.now();
    let current: Promise<void> = Promise.resolve();
    const renew = async (): Promise<void> => {
      try {
        const stop = await this.renew(record);
        renewedAt = performance.now();
        if (stop !== undefined) controller.abort(new RunStopped(stop));
      } catch (error) {
        if (performance.now() - renewedAt < this.leaseMs) logger.warn({ error }, 'lease not renewed yet');
        else controller.abort(new RunStopped('lease-lost'));
      }
      record.logProgress(logger);
    };
    let renewing = false;
    const timer = setInterval(() => {
      if (renewing) return;
      renewing = true;
      current = renew().finally(() => (renewing = false));
    }, this.leaseMs / 3);
    return {
      stop: () => {
        clearInterval(timer);
        return current;
      },
    };
  }

  /** Renews the lease and writes progress; says why the run should stop, if it should. */
  private async renew(record: RunInHand): Promise<'asked' | 'lease-lost' | undefined> {
    const { rows } = await this.options.pool.query<{ stop_wanted: boolean }>(
      `update ${this.table} set lease_until = clock_timestamp() + $2 * interval '1 millisecond', reported_at = clock_timestamp(),
              counts = $3, problems = $4, problem_count = $5, done = $6, total = $7
        where id = $1 and state = 'running' returning stop_wanted`,
      [record.id, this.leaseMs, ...record.columns()],
    );
    if (rows[0] === undefined) return 'lease-lost';
    return rows[0].stop_wanted ? 'asked' : undefined;
  }

  /** A slot whose service stops is left to another replica, or to the next start. */
  private async finishStopped(record: RunInHand, { dueAt }: RunRequest, logger: Logger): Promise<'stopped'> {
    const { reason } = record.signal.reason as RunStopped;
    await this.finish(record, dueAt !== undefined && reason === 'service-stops' ? 'interrupted' : 'stopped', logger);
    return 'stopped';
  }

  /** Writes the end. A run that others took for dead keeps the state `interrupted`. */
  private async finish(record: RunInHand, state: RunState, logger: Logger): Promise<void> {
    trace.getActiveSpan()?.setAttributes(record.countAttributes());
    await this.options.pool.query(
      `update ${this.table} set state = $2, finished_at = clock_timestamp(), reported_at = clock_timestamp(),
              counts = $3, problems = $4, problem_count = $5, done = $6, total = $7
        where id = $1 and state = 'running'`,
      [record.id, state, ...record.columns()],
    );
    logger[state === 'failed' ? 'error' : 'info'](
      { state, counts: record.counts, problems: record.problemCount },
      'run ended',
    );
  }
}

/** Streams and fetch wrap the reason, or throw an AbortError of their own. */
function endedBy(signal: AbortSignal, error: unknown): boolean {
  if (!signal.aborted) return false;
  if (error === signal.reason) return true;
  return isError(error) && (error.name === 'AbortError' || error.cause === signal.reason);
}

const codeOf = (error: unknown): string => errorCode(error) ?? (isError(error) ? error.name : 'unknown');

/** What the job has told so far. */
class RunInHand implements Run {
  readonly counts: Record<string, number> = {};
  problemCount = 0;
  private readonly problems: RunProblem[] = [];
  private readonly began = performance.now();
  private done = 0;
  private total: number | null = null;
  private logged = 0;

  constructor(
    readonly id: string,
    readonly signal: AbortSignal,
  ) {}

  count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  problem(problem: RunProblem): void {
    this.problemCount += 1;
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push({ ...problem, text: redactText(problem.text) });
  }

  progress(done: number, total?: number): void {
    this.done = done;
    this.total = total ?? this.total;
  }

  columns(): unknown[] {
    return [JSON.stringify(this.counts), JSON.stringify(this.problems), this.problemCount, this.done, this.total];
  }

  /** Its counts, for its span. */
  countAttributes(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.counts).map(([name, count]) => [`contact_sync.count.${name}`, count]),
    );
  }

  logProgress(logger: Logger): void {
    if (this.done === this.logged) return;
    this.logged = this.done;
    logger.info({ ...progressOf(this.done, this.total, performance.now() - this.began) }, 'run goes on');
  }
}
