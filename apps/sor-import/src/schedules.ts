import { daily, type ScheduleDefinition } from '@contact-sync/service';
import type { ScheduledImport } from './requests/scheduled-import';

/** Every scheduled job of sor-import. */
export function sorSchedules(scheduled: ScheduledImport): readonly ScheduleDefinition[] {
  return [
    {
      name: 'import-units',
      text: {
        da: 'Hent og importér SOR-enheder',
        en: 'Fetch and import SOR units',
      },
      rule: daily('05:00'),
      // A day without the file may be the day on which units closed.
      runMissed: true,
      work: (run) => scheduled.carryOut(run),
    },
  ];
}
