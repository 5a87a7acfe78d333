import { CallFailed } from '@contact-sync/outbound';
import { danishDay } from '@contact-sync/service';
import type { CvrGraphql, EventRow } from '@contact-sync/registers-datafordeler';
import type { EventMark, EventPage, UnitEvent } from '../cvr-register';

/** The entities whose events matter (CVR-3), as the events name them: one of them has a hyphen. */
export const ENTITIES = [
  'Virksomhed',
  'Produktionsenhed',
  'Navn',
  'Adressering',
  'Branche',
  'Telefonnummer',
  'e-mailadresse',
  'Virksomhedsform',
  'Reklamebeskyttelse',
] as const;

/** Event ids read before the mark moves; some hours of all of CVR. No order is promised within a list. */
const IDS_AT_ONCE = 50_000;

/**
 * Events after a mark, up to the last package that is loaded completely (events.md, 4). The mark is the event id up to
 * which all is read: sequence numbers do not do, since deletions carry old ones. Nothing needs reading twice, so there is
 * no overlap.
 */
export async function* eventsSince(
  cvr: CvrGraphql,
  mark: EventMark,
  now: () => Date,
  signal?: AbortSignal,
): AsyncGenerator<EventPage> {
  const { lastEventId } = await cvr.importStatus(signal);
  let read = idOf(mark);
  if (read > lastEventId) {
    throw new CallFailed('wrong', 'event-mark-unknown', {
      said: 'the register has not given this event id yet; it is another register than the one read before',
    });
  }
  while (read < lastEventId) {
    const to = Math.min(lastEventId, read + IDS_AT_ONCE);
    const rows: EventRow[] = [];
    for await (const page of cvr.events(read + 1, to, ENTITIES, signal)) rows.push(...page);
    read = to;
    yield { events: unitEvents(rows, danishDay(now())), mark: String(read) };
  }
}

/**
 * The units that changed, each once, and once more for every later day on which a change takes effect. An event says
 * neither what is new nor whether anything is: one change shows as deletions of all rows of a unit and insertions of the
 * new ones. Those of a failed import come again.
 */
export function unitEvents(rows: readonly EventRow[], today: string): UnitEvent[] {
  const events = new Map<string, UnitEvent & { readonly eventid: number }>();
  for (const { eventid, fromfailedimport, object_id, object_virkningfra } of rows) {
    if (fromfailedimport || object_id === null || object_id === undefined || object_id === '') continue;
    const day = object_virkningfra?.slice(0, 10);
    const effective = day !== undefined && day > today ? day : undefined;
    const about = `${object_id} ${effective ?? ''}`;
    if ((events.get(about)?.eventid ?? -1) >= eventid) continue;
    events.set(about, {
      objectId: object_id,
      key: String(eventid),
      eventid,
      ...(effective !== undefined && { effective }),
    });
  }
  return [...events.values()].sort((a, b) => a.eventid - b.eventid).map(({ eventid: _eventid, ...event }) => event);
}

/** A mark of another provider is none of ours. */
function idOf(mark: EventMark): number {
  const id = /^\d{1,15}$/.test(mark) ? Number(mark) : undefined;
  if (id !== undefined) return id;
  throw new CallFailed('wrong', 'event-mark-unknown', { said: 'it is no event id' });
}
