import { daily, every, type Run, type ScheduleDefinition } from '@contact-sync/service';

export const READ_EVENTS = 'read-events';
export const REFRESH_PROPERTIES = 'refresh-properties';

/** The work behind the schedules. */
export interface BfeJobs {
  readonly readEvents: (run: Run) => Promise<void>;
  readonly refreshProperties: (run: Run) => Promise<void>;
}

/** Every scheduled job of bfe-lookup. */
export function bfeSchedules({ readEvents, refreshProperties }: BfeJobs): readonly ScheduleDefinition[] {
  return [
    {
      name: READ_EVENTS,
      text: {
        da: 'Læs registrenes hændelser, og opdatér de ejendomme, de handler om',
        en: 'Read the events of the registers, and update the properties they are about',
      },
      rule: every(60),
      // What happened while nobody was there is in the events: the sooner they are read, the better.
      runMissed: true,
      quiet: true,
      work: readEvents,
    },
    {
      name: REFRESH_PROPERTIES,
      text: {
        da: 'Opdatér alle ejendomme, også dem ingen hændelse har nævnt',
        en: 'Update every property, those that no event has named too',
      },
      rule: { ...daily('04:00'), days: ['sun'] },
      runMissed: true,
      work: refreshProperties,
    },
  ];
}
