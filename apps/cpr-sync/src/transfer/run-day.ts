import { danishTime } from '@contact-sync/contacts-model';
import { isDeliveryDay, nextDeliveryDay } from '@contact-sync/contacts-datafordeler';

/** What is uploaded later waits for the next run (cpr-direkte.md 5.8: users plan for 11:45). */
const CUT_OFF = '11:45';

/** The day, `YYYY-MM-DD`, of the run at the CPR office that takes what is uploaded now. */
export function nextRunDay(at: Date): string {
  const { day: today, time } = danishTime(at);
  return isDeliveryDay(today) && time < CUT_OFF ? today : nextDeliveryDay(today);
}
