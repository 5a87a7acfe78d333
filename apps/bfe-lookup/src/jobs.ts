import type { Credentials } from '@contact-sync/credentials';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { announced } from './events/announced';
import { readEvents } from './events/read-events';
import type { ReadSettings } from './injected';
import type { BfeDoor } from './register/bfe-door';
import type { BfeLane } from './register/bfe-lane';
import { REFRESH_PROPERTIES, type BfeJobs } from './schedules';
import type { ProfileUse } from './settings/profile-use';
import { refreshAll } from './tasks/refresh-all';

/** What the scheduled jobs stand on. */
export interface JobParts {
  readonly pool: Pool;
  readonly lane: BfeLane;
  readonly door: BfeDoor;
  readonly credentials: Pick<Credentials, 'describe'>;
  readonly use: ProfileUse;
  readonly readSettings: ReadSettings;
  readonly now: () => Date;
}

/** The jobs of the schedules. */
export function bfeJobs(parts: JobParts): BfeJobs {
  const { door, credentials, use, readSettings } = parts;
  return {
    readEvents: async (run) => {
      await use.keepTold((await readSettings()).authProfile);
      await readEvents(
        {
          ...parts,
          open: (settings) => door.register(settings),
          kindOf: async (profile) => (await credentials.describe(profile)).kind,
        },
        run,
      );
    },
    refreshProperties: (run) => refreshProperties(parts, run),
  };
}

/** Asks for every property to be read again; the tasks then wait for registers that are away. */
async function refreshProperties(parts: JobParts, run: Run): Promise<void> {
  const { pool, readSettings } = parts;
  const { authProfile, contactType } = await readSettings();
  if (authProfile === '') {
    return run.problem({ code: 'no-profile', text: 'no authentication profile is chosen for BFE' });
  }
  await announced({ ...parts, job: REFRESH_PROPERTIES, run }, async (counting, hasBegun) => {
    await hasBegun();
    await refreshAll(pool, contactType, counting);
    return 'succeeded';
  });
}
