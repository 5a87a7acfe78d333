import type { Delivery } from '@contact-sync/messaging';
import { CVR_LANE, type CvrSettings } from '@contact-sync/registers-cvr';
import { carryOutTasks } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { decideTasks, type CompanyTask } from './decide-tasks';
import type { UnitUpdates } from './unit-updates';

export interface CompanyTasksOptions {
  readonly pool: Pool;
  readonly updates: UnitUpdates;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CvrSettings>;
}

export interface HowCarriedOut {
  /** Somebody asked for these contacts. */
  readonly explicit: boolean;
  readonly signal: AbortSignal;
}

/** Carries out tasks that ask for companies and production units to be read again (CVR-5). */
export class CompanyTasks {
  constructor(private readonly options: CompanyTasksOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<CompanyTask>[], { explicit, signal }: HowCarriedOut): Promise<void> {
    const { pool, updates, readSettings } = this.options;
    const settings = await readSettings();
    await carryOutTasks(tasks, {
      pool,
      updates,
      settings,
      signal,
      decide: (contacts) => decideTasks(tasks, contacts, settings, { explicit }),
      contactTypes: [settings.companyType, settings.unitType],
      lane: CVR_LANE,
      unknown: 'CVR has no unit of this number',
    });
  }
}
