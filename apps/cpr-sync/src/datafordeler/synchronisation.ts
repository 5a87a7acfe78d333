import { daily, type Run, type ScheduleDefinition } from '@contact-sync/service';
import { announced } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { ReadSettings } from '../asking/read-settings';
import { NAME } from '../name';
import { askForPersons } from './ask-for-persons';
import { whyOff } from './whom-to-synchronise';

const JOB = 'synchronise-persons';

export interface SynchronisationOptions {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly readSettings: ReadSettings;
}

/**
 * The scheduled synchronisation (CPR-9): asks for the persons to be read; the tasks then wait for a register that is away.
 * Nothing new is loaded at weekends.
 */
export function synchronisation(options: SynchronisationOptions): ScheduleDefinition {
  return {
    name: JOB,
    text: {
      da: 'Synkronisér personer med CPR på Datafordeleren',
      en: 'Synchronise persons with CPR at Datafordeler',
    },
    // By then the night's delivery is loaded (cpr.md, 6).
    rule: { ...daily('06:00'), days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    runMissed: true,
    work: (run) => synchronise(options, run),
  };
}

async function synchronise({ pool, now, readSettings }: SynchronisationOptions, run: Run): Promise<void> {
  const settings = await readSettings();
  // An authority that has files alone does without: nothing is amiss.
  if (settings.authProfile === '') return;
  const off = whyOff(settings);
  if (off !== undefined) return run.problem(off);
  await announced({ pool, now, register: 'cpr', service: NAME, job: JOB, run }, async (counting, hasBegun) => {
    await hasBegun();
    await askForPersons(pool, settings, counting);
    return 'succeeded';
  });
}
