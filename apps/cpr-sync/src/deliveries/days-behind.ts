import { dayBeside } from '@contact-sync/contacts-model';
import { isDeliveryDay, lastDeliveryDay } from '@contact-sync/contacts-datafordeler';

/** The time in Denmark by which a night's file is fetched and imported, however large it was. */
const IMPORTED_BY = '09:00';

/**
 * How many days CPR has delivered on since the newest file that was imported (its production day, `YYYY-MM-DD`), whose files
 * should have been imported by now. What is late today counts from nine in the morning (CPR-7).
 */
export function daysBehind(newest: string, now: Date): number {
  const last = lastDeliveryDay(now, IMPORTED_BY);
  let behind = 0;
  for (let day = dayBeside(newest, 1); day <= last; day = dayBeside(day, 1)) if (isDeliveryDay(day)) behind += 1;
  return behind;
}
