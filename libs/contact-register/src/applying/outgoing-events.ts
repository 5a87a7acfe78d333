import type { OutgoingEvent } from '@contact-sync/messaging';
import { relativeKey } from '@contact-sync/contacts-model';
import type { NumberedRelative } from '@contact-sync/contacts-model';
import type { Draft } from './draft';

/** Who says it, in the CloudEvents sense. */
export const EVENT_SOURCE = '/contact-sync/contact-register';

/** Events to be told, and how many of them each contact's statement caused. */
export interface CausedEvents {
  readonly events: readonly OutgoingEvent[];
  readonly countBy: Map<string, number>;
}

/** The events of the drafts, contact by contact, in the order things happened. Nobody's name or number is in them. */
export function outgoingEvents(
  drafts: readonly Draft[],
  time: Date,
  contactOf: (relative: NumberedRelative) => string | undefined,
): CausedEvents {
  const countBy = new Map<string, number>();
  const events = drafts.flatMap((draft) => {
    const own = draft.events.flatMap((event) => outgoingEvent(draft, event, time, contactOf));
    const cause = draft.causedBy ?? draft.id;
    if (own.length > 0) countBy.set(cause, (countBy.get(cause) ?? 0) + own.length);
    return own;
  });
  return { events, countBy };
}

function outgoingEvent(
  draft: Draft,
  event: Draft['events'][number],
  time: Date,
  contactOf: (relative: NumberedRelative) => string | undefined,
): OutgoingEvent[] {
  const head = { subject: draft.id, sequence: event.version, time, source: EVENT_SOURCE };
  const about = { nameType: draft.key.nameType, ...(draft.heard && { register: draft.heard.register }) };
  switch (event.kind) {
    case 'created':
      return [{ ...head, type: 'contact.created.v1', data: about }];
    case 'ended':
      return [{ ...head, type: 'contact.ended.v1', data: about }];
    case 'changed':
      return [{ ...head, type: 'contact.changed.v1', data: { ...about, groups: event.groups } }];
    case 'superseded':
      return [{ ...head, type: 'contact.superseded.v1', data: { ...about, supersededBy: event.survivor } }];
    case 'restored':
      return [{ ...head, type: 'contact.restored.v1', data: { ...about, supersededBy: event.survivor } }];
    case 'typed-reference-added':
    case 'typed-reference-removed': {
      const { label, relatedContactId } = event;
      const type =
        event.kind === 'typed-reference-added' ? 'contact.reference-added.v1' : 'contact.reference-removed.v1';
      return [{ ...head, type, data: { ...about, label, relatedContactId } }];
    }
    case 'reference-added':
    case 'reference-removed': {
      const { label, reference } = event;
      const { relative } = reference;
      const relatedContactId =
        relative.kind === 'number'
          ? // One that is removed need not be named in the batch: its contact was read with it.
            (contactOf(relative) ?? reference.contactId)
          : draft.relatives.get(relativeKey(reference))?.relativeId;
      if (relatedContactId === undefined) return [];
      return [{ ...head, type: `contact.${event.kind}.v1`, data: { ...about, label, relatedContactId } }];
    }
  }
}
