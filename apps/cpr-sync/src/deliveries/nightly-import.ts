import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { BatchRun } from './batch-run';
import type { Delivery } from './delivery';
import { findDeliveries, listMissing } from './delivery-store';
import { asTheyStand, isUnderWay } from './stranded';

export interface NightlyImportOptions {
  readonly pool: Pool;
  readonly batchRun: BatchRun;
  /** Milliseconds after which the run ends although files are still being imported. */
  readonly waitMs?: number;
}

const HOUR_MS = 3_600_000;
/** The largest first load takes a few hours; nobody waits for a file longer than until the next night. */
const WAIT_MS = 12 * HOUR_MS;
/** Milliseconds between two looks: short at first, since most files are small. */
const FIRST_LOOK_MS = 50;
const LOOK_EVERY_MS = 1000;

/**
 * The batch run of the schedule: both stages, and then what became of each file, so that its record alone tells whether the
 * night went well. Begun again after it was cut short, it finds the files that are still to be imported.
 */
export class NightlyImport {
  constructor(private readonly options: NightlyImportOptions) {}

  async carryOut(run: Run): Promise<void> {
    const wish = { requestedBy: 'schedule', signal: run.signal };
    const { steps, problems, deliveries } = await this.options.batchRun.run(wish);
    for (const { step, outcome, text } of steps)
      if (outcome === 'failed' || (step === 'logon' && outcome === 'skipped'))
        run.problem({ code: 'step-failed', subject: step, text });
    for (const problem of problems) run.problem(problem);
    run.count('files', deliveries.length);
    await this.tell(
      run,
      await this.awaitEnds(
        run,
        deliveries.map(({ id }) => id),
      ),
    );
  }

  /** The deliveries at their end, or as they are when the time is up. */
  private async awaitEnds(run: Run, ids: readonly string[]): Promise<readonly Delivery[]> {
    const { pool, waitMs = WAIT_MS } = this.options;
    const began = performance.now();
    for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(2 * lookMs, LOOK_EVERY_MS)) {
      const deliveries = await asTheyStand(pool, await findDeliveries(pool, ids));
      const ended = deliveries.filter((delivery) => !isUnderWay(delivery)).length;
      run.progress(ended, ids.length);
      if (ended === deliveries.length || performance.now() - began > waitMs) return deliveries;
      await sleep(lookMs, undefined, { signal: run.signal });
    }
  }

  private async tell(run: Run, deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      const { file, state, refusal, counts } = delivery;
      run.count(state);
      if (state === 'refused' || state === 'failed')
        run.problem({ code: state, subject: file, text: refusal ?? `the file was ${state}` });
      if (isUnderWay(delivery))
        run.problem({ code: 'still-under-way', subject: file, text: 'its import had not ended when the waiting did' });
      for (const what of ['persons', 'created', 'changed', 'held'] as const) {
        if (counts !== undefined && counts[what] > 0) run.count(what, counts[what]);
      }
    }
    const ids = deliveries.map(({ id }) => id);
    for (const { taskNumber, productionDate, noticedIn } of await listMissing(this.options.pool)) {
      if (!ids.includes(noticedIn)) continue;
      run.problem({
        code: 'file-missing',
        text: `the file of task ${taskNumber} produced on ${productionDate} has not come`,
      });
    }
  }
}
