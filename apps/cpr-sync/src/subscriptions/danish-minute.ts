import { danishTime } from '@contact-sync/contacts-model';
/** A moment as CPR writes it, in Danish time: `YYYY-MM-DDTHHMM`. Sorts in time order as text but for the hour that comes twice. */
export function danishMinute(at: Date): string {
  const { day, time } = danishTime(at);
  return `${day}T${time.slice(0, 5).replace(':', '')}`;
}
