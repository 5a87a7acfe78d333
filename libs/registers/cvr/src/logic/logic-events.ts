import { placeEvent } from '@contact-sync/contacts-kmd-logic';
import { eventsIn, windowsOf, type LogicClient } from '@contact-sync/registers-kmd-logic';
import type { EventMark, EventPage, UnitEvent } from '../cvr-register';

const MINUTE_MS = 60_000;

/** A mark is the end of the last window that was read whole, ISO 8601 in UTC. */
export const markOf = (time: Date): EventMark => time.toISOString();

/**
 * Events since a mark. Logic has no cursor: a time is asked for, from a little before the mark since events may arrive
 * late, and the mark moves when a window's last page was passed. An event that two pages tell is given once.
 */
export async function* logicEventsSince(
  client: LogicClient,
  mark: EventMark,
  {
    overlapMinutes,
    now,
    signal,
  }: { readonly overlapMinutes: number; readonly now: Date; readonly signal?: AbortSignal },
): AsyncGenerator<EventPage> {
  const since = Date.parse(mark);
  if (Number.isNaN(since)) throw new TypeError('the mark is no time');
  // A clock that was put back reads the overlap again and leaves the mark where it is.
  const to = new Date(Math.max(now.getTime(), since));
  const told = new Set<string>();
  let reached = mark;
  for (const window of windowsOf({ from: new Date(since - overlapMinutes * MINUTE_MS), to })) {
    let held: readonly UnitEvent[] = [];
    for await (const events of eventsIn(client, window, signal)) {
      if (held.length > 0) yield { events: held, mark: reached };
      held = events.flatMap((event) => placeEvent(event) ?? []).filter(({ key }) => isNew(told, key));
    }
    reached = laterOf(reached, markOf(window.to));
    yield { events: held, mark: reached };
  }
}

const laterOf = (a: EventMark, b: EventMark): EventMark => (Date.parse(a) >= Date.parse(b) ? a : b);

function isNew(told: Set<string>, key: string): boolean {
  if (told.has(key)) return false;
  told.add(key);
  return true;
}
