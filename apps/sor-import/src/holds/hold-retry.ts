import { findHold, releaseHold } from '@contact-sync/contact-register';
import type { RetrySorHold } from '@contact-sync/contracts';
import { inTransaction } from '@contact-sync/database';
import { settle, type Delivery as Task, type Outcome } from '@contact-sync/messaging';
import { applyUnits } from '../imports/apply-units';
import type { ImportTools } from '../imports/import-tools';
import { ProblemLog } from '../imports/problem-log';
import { RowBytes } from '../imports/row-bytes';
import { UnitStore } from '../imports/unit-store';
import { INTEGRATION_OFF, type SorSettings } from '../settings';
import { readHeldUnit, type HeldUnitRead } from './read-held-unit';

export interface HoldRetryOptions extends Pick<ImportTools, 'pool' | 'register' | 'folder' | 'now'> {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<SorSettings>;
}

type UnitRead = Exclude<HeldUnitRead, { problem: unknown }>;

/**
 * Carries out the task of trying a held unit again (MSG-1). Its rows are read from the file that was imported last and
 * applied as the import would; nobody else's are touched. A unit that still cannot be used stays held; what cannot be read
 * at all parks the task, and the hold keeps its reason.
 */
export class HoldRetry {
  constructor(private readonly options: HoldRetryOptions) {}

  async carryOut(task: Task<RetrySorHold>, signal: AbortSignal): Promise<void> {
    const { pool, folder } = this.options;
    const hold = await findHold(pool, task.data.holdId);
    if (hold === undefined) return this.settle(task, { kind: 'obsolete' });
    const settings = await this.options.readSettings();
    if (!settings.sorIntegration) return this.settle(task, { kind: 'held', problem: INTEGRATION_OFF });
    const read = await readHeldUnit(hold.subject.nameCode, { pool, folder, settings, signal });
    if ('problem' in read) return this.settle(task, { kind: 'parked', problem: read.problem });
    await this.apply(task, read, settings);
  }

  /** The hold is released and the task settled in the transaction that applies the unit, or holds it again. */
  private async apply(
    task: Task<RetrySorHold>,
    { record, view, unit, path }: UnitRead,
    { contactType }: SorSettings,
  ): Promise<void> {
    const { pool, register, now } = this.options;
    const rows = await RowBytes.open(path);
    try {
      const store = new UnitStore({
        pool,
        register,
        contactType,
        importId: record.id,
        preview: false,
        also: async (tx, outcomes) => {
          // Something newer may be known by now: the unit was taken all the same.
          if (!outcomes.includes('held')) await releaseHold(tx, task.data.holdId, null, now());
          await settle(tx, [{ delivery: task, outcome: { kind: 'done' } }]);
        },
      });
      await applyUnits([unit], { view, rows, store, problems: new ProblemLog() });
    } finally {
      await rows.close();
    }
  }

  private settle(task: Task<RetrySorHold>, outcome: Outcome): Promise<void> {
    return inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }
}
