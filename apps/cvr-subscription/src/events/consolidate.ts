import type { OutgoingTask } from '@contact-sync/messaging';
import type { UnitEvent } from '@contact-sync/registers-cvr';
import { rereadTask, updateTask } from './update-tasks';

/** An update task that had not been done when a reading ended it. */
export interface Unfinished {
  readonly contactId: string;
  readonly ceased?: string;
}

export interface Consolidation {
  /** What the register said, in its order. */
  readonly events: readonly UnitEvent[];
  /** The contacts that are subscribed, by what the provider calls them. */
  readonly contactsOf: ReadonlyMap<string, readonly string[]>;
  readonly unfinished: readonly Unfinished[];
  /** Contacts that are not to be updated: exempt, or gone. */
  readonly unwanted: ReadonlySet<string>;
  /** Number of the reading. */
  readonly token: number;
  /** Today in Denmark. */
  readonly today: string;
  /** When something that takes effect on a day is read again. */
  readonly rereadAt: (day: string) => Date;
}

/**
 * The tasks of one reading: one update for each contact that an event or an unfinished task is about, whatever the number
 * of either, and one reading again for what takes effect on a later day. The day on which a unit ceased is told in an event
 * and nowhere else, so it goes on from task to task; the newest word on it counts.
 */
export function consolidate(consolidation: Consolidation): readonly OutgoingTask[] {
  const { events, contactsOf, unfinished, unwanted, token, today, rereadAt } = consolidation;
  const ceased = new Map<string, string | undefined>();
  const rereads = new Map<string, string>();
  for (const { contactId, ceased: day } of unfinished) if (!unwanted.has(contactId)) ceased.set(contactId, day);
  for (const { objectId, ceased: day, effective } of events) {
    for (const contactId of contactsOf.get(objectId) ?? []) {
      ceased.set(contactId, day ?? ceased.get(contactId));
      if (effective === undefined || effective <= today) continue;
      const known = rereads.get(contactId);
      if (known === undefined || effective < known) rereads.set(contactId, effective);
    }
  }
  return [
    ...[...ceased].map(([contactId, day]) => updateTask(contactId, token, day)),
    ...[...rereads].map(([contactId, day]) => rereadTask(contactId, rereadAt(day))),
  ];
}
