import type { RefreshPerson } from '@contact-sync/contracts';
import type { Delivery } from '@contact-sync/messaging';
import { carryOutTasks, type SubjectResult, type UpdateOptions } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { recordIntents, recordOutcomes, type OwnRead } from '../asking/audited-reads';
import { LANES } from '../asking/lanes';
import type { LookUpRoad } from '../asking/look-up-clock';
import type { PersonUpdates } from '../asking/person-updates';
import type { ReadSettings } from '../asking/read-settings';
import type { WantedPerson } from '../asking/wanted-person';
import type { CprSettings } from '../settings';
import { decideRefreshes } from './decide-refreshes';

export interface RefreshPersonsOptions {
  readonly pool: Pool;
  readonly persons: Readonly<Record<LookUpRoad, PersonUpdates>>;
  readonly readSettings: ReadSettings;
  readonly now: () => Date;
}

const REFRESH: OwnRead = {
  action: 'refresh',
  purpose: 'refresh: somebody asked for this contact, or a file and a look-up of one day differed',
};

/** Carries out tasks that ask for persons to be looked up again (REG-6, CPR-9). Nobody is subscribed by them. */
export class RefreshPersons {
  constructor(private readonly options: RefreshPersonsOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<RefreshPerson>[], signal: AbortSignal): Promise<void> {
    const { pool, persons, readSettings, now } = this.options;
    const settings = await readSettings();
    const road = settings.lookUpRoad;
    // Of one contact there is one task.
    const contactIdOf = new Map<string, string>();
    const update = async (
      wanted: readonly WantedPerson[],
      how: UpdateOptions<CprSettings>,
    ): Promise<readonly SubjectResult[]> => {
      const contactIds = wanted.flatMap(({ key }) => contactIdOf.get(key.nameCode) ?? []);
      await recordIntents(pool, REFRESH, contactIds, now());
      return persons[road].update(wanted, {
        ...how,
        also: async (tx, results) => {
          await recordOutcomes(tx, REFRESH, results, now());
          await how.also?.(tx, results);
        },
      });
    };
    await carryOutTasks(tasks, {
      pool,
      updates: { update },
      settings,
      signal,
      decide: (contacts) => {
        const decided = decideRefreshes(tasks, contacts, settings);
        for (const { key, task } of decided.wanted) contactIdOf.set(key.nameCode, task.data.contactId);
        return decided;
      },
      contactTypes: ['C', settings.guardianNameType],
      lane: LANES[road],
      unknown: 'CPR does not know the number of the contact',
    });
  }
}
