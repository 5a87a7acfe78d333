import { inTransaction, isStoreBusy, sqlState } from '@contact-sync/database';
import type { Tx } from '@contact-sync/database';
import { inSpan } from '@contact-sync/tracing';
import type { Observation } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';
import type { Applied } from './applied';
import { applyObservations } from './apply-observations';
import { findByIndex } from './by-index';
import { holdSubjects, reasonOf } from './holds';
import type { Hold } from './holds';
import { findKnownNumbers } from './known-numbers';
import { recogniseSightings } from './recognise';
import type { Sighting } from './recognise';
import type { RegisterSettings } from './settings';

export interface RegisterOptions {
  readonly settings: () => RegisterSettings;
  readonly now: () => Date;
}

export interface Run {
  /** Id of the run that history shows. */
  readonly runId?: string;
}

export interface BatchRun extends Run {
  /** Done in the transaction of each part of the batch: what must be stored together with it, or not at all. */
  readonly also?: (tx: Tx, applied: readonly Applied[]) => Promise<void>;
  /** Every transaction is rolled back: the results tell what would become of the observations. */
  readonly preview?: boolean;
}

const UNIQUE_VIOLATION = '23505';
const MAX_ATTEMPTS = 10;
/** Classes of SQLSTATE that tell of the data: wrong value, broken rule, too large. All others stop the work. */
const DATA_FAULTS = ['22', '23', '54'];

/** The only way a register changes a contact (architecture, *The write path*). */
export class ContactRegister {
  constructor(private readonly options: RegisterOptions) {}

  /**
   * Applies 1 to 1000 observations in the caller's transaction; results stand in the order of the input. Order and
   * repetition of observations do not matter (REG-3). On SQLSTATE 40P01, 40001 or 23505 the caller's whole
   * transaction is to be done again (`applyBatch` does).
   */
  async apply(tx: Tx, observations: readonly Observation[], run: Run = {}): Promise<Applied[]> {
    const context = { now: this.options.now(), settings: this.options.settings(), ...run };
    const attributes = { 'contact_sync.observations': observations.length };
    return inSpan('apply observations', { attributes }, async (span) => {
      const applied = await applyObservations(tx, observations, context);
      if (span.isRecording()) span.setAttributes(countsOf(applied));
      return applied;
    });
  }

  /**
   * As `apply`, in transactions of its own. A busy store is asked again, the batch decided anew. A batch that fails
   * for its data is halved until the failing subject stands alone; that one is held, the others are stored. Throws
   * when the database is away or the fault is ours.
   */
  async applyBatch(pool: Pool, observations: readonly Observation[], run: BatchRun = {}): Promise<Applied[]> {
    if (observations.length === 0) return [];
    try {
      return [...(await this.applyAgainWhileBusy(pool, observations, run))];
    } catch (error) {
      if (!isAboutData(error)) throw error;
      const [first] = observations;
      if (first !== undefined && observations.length === 1)
        return [...(await this.holdOne(pool, first, reasonOf(error), run))];
      const middle = observations.length >> 1;
      const left = await this.applyBatch(pool, observations.slice(0, middle), run);
      const right = await this.applyBatch(pool, observations.slice(middle), run);
      return [...left, ...right];
    }
  }

  /** Holds subjects that could not even be read (a bad record): see `Hold`. Returns the contact ids, perhaps only set aside. */
  async hold(tx: Tx, holds: readonly Hold[]): Promise<string[]> {
    return holdSubjects(tx, holds, this.options.now());
  }

  /** See `recogniseSightings`: moves the clocks of unchanged subjects, returns their codes. In the caller's transaction. */
  async recognise(tx: Tx, sightings: readonly Sighting[]): Promise<Set<string>> {
    return recogniseSightings(tx, sightings, this.options.now());
  }

  /** See `findKnownNumbers`. */
  async knownNumbers(db: Tx | Pool, numbers: readonly string[]): Promise<Set<string>> {
    return findKnownNumbers(db, numbers);
  }

  private async applyAgainWhileBusy(
    pool: Pool,
    observations: readonly Observation[],
    run: BatchRun,
  ): Promise<readonly Applied[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inBatch(pool, run, (tx) => this.apply(tx, observations, run));
      } catch (error) {
        const isBusy = isStoreBusy(error) || sqlState(error) === UNIQUE_VIOLATION;
        if (!isBusy || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async holdOne(pool: Pool, seen: Observation, reason: string, run: BatchRun): Promise<readonly Applied[]> {
    const { register, subject, clock, origin } = seen;
    return inBatch(pool, run, async (tx) => {
      const [contactId] = await this.hold(tx, [{ register, subject, clock, origin, reason }]);
      return [{ subject, outcome: 'held', reason, events: 1, ...(contactId !== undefined && { contactId }) }];
    });
  }
}

/** How many observations had each outcome, and the events they caused. */
function countsOf(applied: readonly Applied[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string, by: number): void => void (counts[name] = (counts[name] ?? 0) + by);
  for (const { outcome, events } of applied) {
    count(`contact_sync.outcome.${outcome}`, 1);
    count('contact_sync.events', events);
  }
  return counts;
}

/** One transaction of a batch, with what belongs to it; of a preview only the results remain. */
async function inBatch(
  pool: Pool,
  { also, preview = false }: BatchRun,
  work: (tx: Tx) => Promise<readonly Applied[]>,
): Promise<readonly Applied[]> {
  try {
    return await inTransaction(pool, async (tx) => {
      await findByIndex(tx);
      const applied = await work(tx);
      await also?.(tx, applied);
      if (preview) throw new OnlyPreviewed(applied);
      return applied;
    });
  } catch (error) {
    if (error instanceof OnlyPreviewed) return error.applied;
    throw error;
  }
}

/** Rolls a preview's transaction back; never leaves this file. */
class OnlyPreviewed extends Error {
  constructor(readonly applied: readonly Applied[]) {
    super('previewed, not stored');
    this.name = 'OnlyPreviewed';
  }
}

function isAboutData(error: unknown): boolean {
  const state = sqlState(error);
  // A fault of our own code while deciding on one subject must not stop the others: it is held, loudly.
  if (state === undefined) return error instanceof Error && !('code' in error);
  return DATA_FAULTS.some((faults) => state.startsWith(faults));
}
