import type { ChangeNotice } from '../companies/company-world';
import type { ObjectIds } from './object-ids';
import type { Subscriptions } from './subscriptions';

/** A change that a subscriber hears of: never what is so now. */
export interface CompanyEvent {
  id: string;
  objectType: string;
  action: string;
  actionDateTime: string;
}

export interface EventsPage {
  events: CompanyEvent[];
  /** How many there were on the page before those of others were left out. */
  actualCount: number;
}

const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 100_000;

/**
 * One page of the events of a time: from the first moment up to, not including, the last. With subscriptions only what is
 * subscribed, and only what happened since it was. Answers what is wrong with the question, as a text.
 */
export function eventsPage(
  notices: readonly ChangeNotice[],
  query: Readonly<Record<string, string | string[] | undefined>>,
  ids: ObjectIds,
  subscriptions?: Subscriptions,
): EventsPage | string {
  const from = moment(query.dateFrom);
  const to = moment(query.dateTo);
  if (from === undefined) return 'The dateFrom field is required and must be a date and time.';
  if (to === undefined) return 'The dateTo field is required and must be a date and time.';
  const pageNo = count(query.pageNo, 1, 2_147_483_647);
  const pageSize = count(query.pageSize, DEFAULT_SIZE, LARGEST_SIZE);
  if (pageNo === undefined) return 'The field pageNo must be between 1 and 2147483647.';
  if (pageSize === undefined) return 'The field pageSize must be between 1 and 100000.';
  const inTime = notices.filter(({ at }) => at >= from && at < to);
  const page = inTime.slice((pageNo - 1) * pageSize, pageNo * pageSize);
  const events = page.map(({ id, objectType, action, at }) => ({
    id: ids.toLogic(id),
    objectType,
    action,
    actionDateTime: new Date(at).toISOString(),
  }));
  return {
    events: subscriptions ? events.filter((event) => isSubscribed(event, subscriptions)) : events,
    actualCount: page.length,
  };
}

function isSubscribed({ id, actionDateTime }: CompanyEvent, subscriptions: Subscriptions): boolean {
  const subscription = subscriptions.of(id);
  return subscription !== undefined && subscription.since <= actionDateTime;
}

function moment(value: string | string[] | undefined): number | undefined {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?$/.test(value)
  ) {
    return undefined;
  }
  const time = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function count(value: string | string[] | undefined, absent: number, largest: number): number | undefined {
  if (value === undefined) return absent;
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value)) return undefined;
  const number = Number(value);
  return number >= 1 && number <= largest ? number : undefined;
}
