import { setTimeout as sleep } from 'node:timers/promises';
import type { PublishedEvent } from './report';

interface EventPage {
  readonly events: readonly PublishedEvent[];
  readonly next: string;
}

const PAGE = 500;
const POLL_MS = 200;
const LIMIT_MS = 30_000;

/** Every event published so far, in order; waits until they are all there, since publishing follows the import at its own pace. */
export async function publishedEvents({
  url,
  token,
  until,
  signal,
}: {
  readonly url: string;
  readonly token: string;
  /** Whether nothing is missing; asked where there is no more yet. */
  readonly until: (events: readonly PublishedEvent[]) => boolean;
  readonly signal: AbortSignal;
}): Promise<PublishedEvent[]> {
  const events: PublishedEvent[] = [];
  const end = performance.now() + LIMIT_MS;
  let position: Record<string, string> = { from: 'start' };
  for (;;) {
    const address = new URL('/contact-desk/events', url);
    address.search = new URLSearchParams({ ...position, limit: String(PAGE) }).toString();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal });
    if (!answer.ok) throw new Error(`the list of events answered ${answer.status}`);
    const page = (await answer.json()) as EventPage;
    events.push(...page.events);
    position = { after: page.next };
    if (page.events.length > 0) continue;
    if (until(events) || performance.now() > end) return events;
    await sleep(POLL_MS, undefined, { signal });
  }
}
