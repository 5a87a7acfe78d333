import type { RefreshPerson } from '@contact-sync/contracts';
import type { Delivery } from '@contact-sync/messaging';
import { carryOutTasks } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { LANES } from '../asking/lanes';
import type { LookUpRoad } from '../asking/look-up-clock';
import type { PersonUpdates } from '../asking/person-updates';
import type { ReadSettings } from '../asking/read-settings';
import { decideRefreshes } from './decide-refreshes';

export interface RefreshPersonsOptions {
  readonly pool: Pool;
  readonly persons: Readonly<Record<LookUpRoad, PersonUpdates>>;
  readonly readSettings: ReadSettings;
}

/** Carries out tasks that ask for persons to be looked up again (REG-6, CPR-9). Nobody is subscribed by them. */
export class RefreshPersons {
  constructor(private readonly options: RefreshPersonsOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<RefreshPerson>[], signal: AbortSignal): Promise<void> {
    const { pool, persons, readSettings } = this.options;
    const settings = await readSettings();
    const road = settings.lookUpRoad;
    await carryOutTasks(tasks, {
      pool,
      updates: persons[road],
      settings,
      signal,
      decide: (contacts) => decideRefreshes(tasks, contacts, settings),
      contactTypes: ['C', settings.guardianNameType],
      lane: LANES[road],
      unknown: 'CPR does not know the number of the contact',
    });
  }
}
