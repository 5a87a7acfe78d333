import { every, type Run, type ScheduleDefinition } from '@contact-sync/service';
import { READ_RUN } from './events/read-events';

/** Every scheduled job of cvr-subscription. */
export function cvrSchedules(readEvents: (run: Run) => Promise<void>): readonly ScheduleDefinition[] {
  return [
    {
      name: READ_RUN,
      text: {
        da: 'Læs hændelser fra CVR, og opdatér de virksomheder og produktionsenheder, de handler om',
        en: 'Read the events of CVR, and update the companies and production units they are about',
      },
      rule: every(60),
      // What happened while nobody was there is in the events: the sooner they are read, the better.
      runMissed: true,
      quiet: true,
      work: readEvents,
    },
  ];
}
