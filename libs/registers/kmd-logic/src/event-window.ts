import type { CompanyEvent } from '@contact-sync/contacts-kmd-logic';
import { CallFailed } from '@contact-sync/outbound';
import type { LogicClient } from './logic-client';

/** A time whose events are asked for together. */
export interface EventWindow {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
/** The published sample asks for two months at once; how much may be asked for is not documented. */
const WIDEST_MS = 30 * DAY_MS;
const PAGE_SIZE = 1000;
/** More pages than Danish companies can have events for: the service does not count its pages. */
const MOST_PAGES = 100_000;

/** Cuts a time into windows of at most 30 days, the oldest first; at least one. */
export function windowsOf({ from, to }: EventWindow): readonly EventWindow[] {
  const windows: EventWindow[] = [];
  let begin = from.getTime();
  do {
    const end = Math.min(begin + WIDEST_MS, to.getTime());
    windows.push({ from: new Date(begin), to: new Date(end) });
    begin = end;
  } while (begin < to.getTime());
  return windows;
}

/**
 * The events of a window, page by page, until a page says that there was nothing at all on it. A page without events may
 * have held those of other companies only, and does not end it.
 */
export async function* eventsIn(
  client: LogicClient,
  { from, to }: EventWindow,
  signal?: AbortSignal,
): AsyncGenerator<readonly CompanyEvent[]> {
  for (let pageNo = 1; pageNo <= MOST_PAGES; pageNo += 1) {
    const page = await client.subscribedEvents({ from, to, pageNo, pageSize: PAGE_SIZE }, signal);
    if (page.actualCount === 0) return;
    yield page.events;
  }
  throw new CallFailed('unavailable', 'endless-pages', {
    said: 'KMD Logic gave more pages of events than there can be',
  });
}
