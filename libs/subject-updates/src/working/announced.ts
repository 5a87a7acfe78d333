import type { RegisterName } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';

/** How a piece of work ended that did not throw. */
export type Ending = 'succeeded' | 'failed';

export interface Announcing {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly register: RegisterName;
  /** The service that synchronises. */
  readonly service: string;
  readonly job: string;
  readonly run: Run;
}

/**
 * Tells others of a synchronisation with a register (MSG-2): that it has begun, when the work says so, and then how it ended, with
 * what the run counted. One that does not begin, since the register is away, is told to nobody.
 */
export async function announced(
  { pool, now, register, service, job, run }: Announcing,
  work: (run: Run, hasBegun: () => Promise<void>) => Promise<Ending>,
): Promise<void> {
  const counts: Record<string, number> = {};
  const about = { subject: run.id, source: `/contact-sync/${service}` };
  const data = { register, job };
  let begun = false;
  const hasBegun = async (): Promise<void> => {
    if (begun) return;
    await inTransaction(pool, (tx) =>
      enqueueEvents(tx, [{ ...about, type: 'synchronisation.started.v1', time: now(), data }]),
    );
    begun = true;
  };
  let outcome: Ending | 'stopped' = 'failed';
  try {
    const ending = await work(counting(run, counts), hasBegun);
    outcome = run.signal.aborted ? 'stopped' : ending;
  } catch (error) {
    if (run.signal.aborted) outcome = 'stopped';
    throw error;
  } finally {
    if (begun)
      await inTransaction(pool, (tx) =>
        enqueueEvents(tx, [
          { ...about, type: 'synchronisation.finished.v1', time: now(), data: { ...data, outcome, counts } },
        ]),
      );
  }
}

const counting = (run: Run, counts: Record<string, number>): Run => ({
  id: run.id,
  signal: run.signal,
  count: (name, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by;
    run.count(name, by);
  },
  problem: (problem) => run.problem(problem),
  progress: (done, total) => run.progress(done, total),
});
