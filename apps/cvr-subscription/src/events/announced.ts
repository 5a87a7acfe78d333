import { inTransaction } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { NAME } from '../name';

const SOURCE = `/contact-sync/${NAME}`;

/** How a piece of work ended that did not throw. */
export type Ending = 'succeeded' | 'failed';

/** Tells others that a synchronisation with CVR begins and how it ended, with what the run counted (MSG-2). */
export async function announced(
  { pool, now }: { readonly pool: Pool; readonly now: () => Date },
  { job, run }: { readonly job: string; readonly run: Run },
  work: (run: Run) => Promise<Ending>,
): Promise<void> {
  const counts: Record<string, number> = {};
  const about = { subject: run.id, source: SOURCE };
  await inTransaction(pool, (tx) =>
    enqueueEvents(tx, [{ ...about, type: 'synchronisation.started.v1', time: now(), data: { register: 'cvr', job } }]),
  );
  let outcome: Ending | 'stopped' = 'failed';
  try {
    const ending = await work(counting(run, counts));
    outcome = run.signal.aborted ? 'stopped' : ending;
  } catch (error) {
    if (run.signal.aborted) outcome = 'stopped';
    throw error;
  } finally {
    await inTransaction(pool, (tx) =>
      enqueueEvents(tx, [
        {
          ...about,
          type: 'synchronisation.finished.v1',
          time: now(),
          data: { register: 'cvr', job, outcome, counts },
        },
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
