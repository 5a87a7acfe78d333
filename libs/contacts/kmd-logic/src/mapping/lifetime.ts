import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { CvrCompanyDetails } from '../models';
import { readDay } from '../reading/day';
import type { Remarks } from './remarks';

/** What .NET and registers write for an end that is not known. */
const FAR = '9999';

/** The dates of a company. `nextChange`: the later day on which it ceases; until then it is not ended. */
export interface Lifetime {
  readonly group?: ObservedGroup;
  readonly nextChange?: string;
}

/**
 * Start and cessation of a company, on the register's word only. A date that cannot be read leaves the group alone, since
 * half of it would end or revive the contact.
 */
export function lifetimeOf(details: CvrCompanyDetails | undefined, day: string, remarks: Remarks): Lifetime {
  const start = dayIn('businessStartDate', details?.businessStartDate, remarks);
  const end = dayIn('cessationDate', details?.cessationDate, remarks);
  if (start === undefined || end === undefined || (start === null && end === null)) return {};
  const hasEnded = end !== null && end <= day;
  const group: ObservedGroup = {
    ...(start === null ? { undelivered: { started: true } } : { started: { date: start } }),
    ...(hasEnded && { ended: { date: end } }),
  };
  return { group, ...(end !== null && !hasEnded && { nextChange: end }) };
}

/** What an event said of the end of a production unit. When it began Logic does not tell. */
export function ceasedGroup(day: string): ObservedGroup {
  return { ended: { date: day }, undelivered: { started: true } };
}

/** Null: there is none; undefined: it cannot be read. */
function dayIn(field: string, text: string | undefined, remarks: Remarks): string | null | undefined {
  const day = text === undefined ? null : readDay(text);
  if (day === undefined) remarks.add(`${field} is no date that is known; start and end were left as they are`);
  return day?.startsWith(FAR) ? null : day;
}
