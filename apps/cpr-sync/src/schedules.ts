import { daily, type ScheduleDefinition } from '@contact-sync/service';
import type { NightlyImport } from './deliveries/nightly-import';

/** Every scheduled job of cpr-sync. */
export function cprSchedules(nightly: NightlyImport): readonly ScheduleDefinition[] {
  return [
    {
      name: 'import-deliveries',
      text: {
        da: 'Hent og importér filer fra CPR-kontoret',
        en: 'Fetch and import files from the CPR office',
      },
      rule: daily('05:30'),
      // What has come is to be in the register by the morning, however late.
      runMissed: true,
      work: (run) => nightly.carryOut(run),
    },
  ];
}
