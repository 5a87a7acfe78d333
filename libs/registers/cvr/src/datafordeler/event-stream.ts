import { danishDay } from '@contact-sync/contacts-model';
import type { CvrGraphql } from '@contact-sync/registers-datafordeler';
import type { EventMark, EventPage } from '../cvr-register';

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

/** Events after a mark: the units that changed. The mark is the event id up to which all is read. */
export async function* eventsSince(
  cvr: CvrGraphql,
  mark: EventMark,
  now: () => Date,
  signal?: AbortSignal,
): AsyncGenerator<EventPage> {
  const wanted = { mark, entities: ENTITIES, idsOf: 'register', today: () => danishDay(now()) } as const;
  for await (const page of cvr.events.changesSince(wanted, signal)) {
    yield { events: page.objects.map(({ entity: _entity, ...event }) => event), mark: page.mark };
  }
}
