import type { Delivery } from '@contact-sync/messaging';
import { carryOutTasks } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { PropertyUpdates } from '../properties/property-updates';
import { BFE_LANE } from '../register/bfe-lane';
import type { BfeSettings } from '../settings/bfe-settings';
import { decideTasks, type PropertyTask } from './decide-tasks';

export interface PropertyTasksOptions {
  readonly pool: Pool;
  readonly updates: PropertyUpdates;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<BfeSettings>;
}

/** Carries out tasks that ask for properties to be read again (BFE-2). */
export class PropertyTasks {
  constructor(private readonly options: PropertyTasksOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<PropertyTask>[], signal: AbortSignal): Promise<void> {
    const { pool, updates, readSettings } = this.options;
    const settings = await readSettings();
    await carryOutTasks(tasks, {
      pool,
      updates,
      settings,
      signal,
      decide: (contacts) => decideTasks(tasks, contacts, settings),
      contactTypes: [settings.contactType],
      lane: BFE_LANE,
      unknown: 'no register has a property of this number',
    });
  }
}
