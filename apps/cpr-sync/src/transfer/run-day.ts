import { isDeliveryDay } from '@contact-sync/contacts-datafordeler';

/** What is uploaded later waits for the next run (cpr-direkte.md 5.8: users plan for 11:45). */
const CUT_OFF = '11:45';
const DAY_MS = 86_400_000;
const DANISH_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The day, `YYYY-MM-DD`, of the run at the CPR office that takes what is uploaded now. */
export function nextRunDay(at: Date): string {
  const [today = '', time = ''] = DANISH_TIME.format(at).split(' ');
  return isDeliveryDay(today) && time < CUT_OFF ? today : runDayAfter(today);
}

/** The day of the run after one. */
export function runDayAfter(day: string): string {
  let after = day;
  do after = new Date(Date.parse(after) + DAY_MS).toISOString().slice(0, 10);
  while (!isDeliveryDay(after));
  return after;
}
