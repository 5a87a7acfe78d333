import {
  ContactChanged,
  ContactCreated,
  ContactEnded,
  ContactFlagged,
  ContactHeld,
  ContactReleased,
  ContactRestored,
  ContactSuperseded,
  ReferenceAdded,
  ReferenceRemoved,
} from './contact-events';
import { EXAMPLE } from './example-ids';
import { message } from './message-definition';

const { contactId, relatedContactId, holdId } = EXAMPLE;
const CONTACT = 'id of the contact; `sequence` is its version after the change';
const about = {
  nameType: 'contact type letter: C, P, J, V, H, 1',
  register: 'register that said it: cpr, cvr, sor, bfe; absent when a person or another system did',
};
const reference = {
  ...about,
  label: 'custom label of the reference, as `Ægtefælle` or `Værge`',
  relatedContactId: 'id of the contact at the other end',
};

/** What is told of contacts. */
export const CONTACT_EVENT_MESSAGES = [
  message({
    type: 'contact.created.v1',
    kind: 'event',
    description: 'A contact is in the register that was not there before. Relatives known only by number count too.',
    subject: CONTACT,
    data: ContactCreated,
    fields: about,
    example: { subject: contactId, sequence: 1, data: { nameType: 'C', register: 'cpr' } },
  }),
  message({
    type: 'contact.changed.v1',
    kind: 'event',
    description: 'Something shown about a contact is different now. Read the contact to see what it is.',
    subject: CONTACT,
    data: ContactChanged,
    fields: { ...about, groups: 'names of the groups of facts that changed' },
    example: { subject: contactId, sequence: 7, data: { nameType: 'C', register: 'cpr', groups: ['main_address'] } },
  }),
  message({
    type: 'contact.ended.v1',
    kind: 'event',
    description: 'A contact has got an end date: it is kept, but must not be added as a party any more (CPR-3).',
    subject: CONTACT,
    data: ContactEnded,
    fields: about,
    example: { subject: contactId, sequence: 8, data: { nameType: 'C', register: 'cpr' } },
  }),
  message({
    type: 'contact.superseded.v1',
    kind: 'event',
    description: 'Two contacts turned out to be one. The subject is ended; use the one it is superseded by (CPR-4).',
    subject: CONTACT,
    data: ContactSuperseded,
    fields: { ...about, supersededBy: 'id of the contact that survives' },
    example: {
      subject: contactId,
      sequence: 9,
      data: { nameType: 'C', register: 'cpr', supersededBy: relatedContactId },
    },
  }),
  message({
    type: 'contact.restored.v1',
    kind: 'event',
    description: 'A superseding was undone: the subject stands on its own again (CPR-4).',
    subject: CONTACT,
    data: ContactRestored,
    fields: { ...about, supersededBy: 'id of the contact that had superseded it' },
    example: {
      subject: contactId,
      sequence: 10,
      data: { nameType: 'C', register: 'cpr', supersededBy: relatedContactId },
    },
  }),
  message({
    type: 'contact.reference-added.v1',
    kind: 'event',
    description: 'A contact refers to another under a custom label.',
    subject: CONTACT,
    data: ReferenceAdded,
    fields: reference,
    example: {
      subject: contactId,
      sequence: 11,
      data: { nameType: 'C', register: 'cpr', label: 'Ægtefælle', relatedContactId },
    },
  }),
  message({
    type: 'contact.reference-removed.v1',
    kind: 'event',
    description: 'A reference between two contacts has ended. It is kept with its end date.',
    subject: CONTACT,
    data: ReferenceRemoved,
    fields: reference,
    example: {
      subject: contactId,
      sequence: 12,
      data: { nameType: 'C', register: 'cpr', label: 'Ægtefælle', relatedContactId },
    },
  }),
  message({
    type: 'contact.held.v1',
    kind: 'event',
    description: 'The last change of a subject could not be applied. Its contact, if there is one, may be out of date.',
    subject: 'id of the contact; of the hold, where no contact exists yet',
    data: ContactHeld,
    fields: { ...about, holdId: 'id of the hold', reason: 'code of the reason' },
    example: { subject: contactId, data: { nameType: 'C', register: 'cpr', holdId, reason: 'bad-record' } },
  }),
  message({
    type: 'contact.released.v1',
    kind: 'event',
    description: 'A hold is gone: a later complete observation was applied, or a person released it.',
    subject: 'id of the contact; of the hold, where no contact exists',
    data: ContactReleased,
    fields: { ...about, holdId: 'id of the hold', by: '`observation` or `person`' },
    example: { subject: contactId, data: { nameType: 'C', register: 'cpr', holdId, by: 'observation' } },
  }),
  message({
    type: 'contact.flagged.v1',
    kind: 'event',
    description:
      'Another system added a contact with an end date as a party to a case. That is stored as it was told; somebody should look (CPR-3).',
    subject: 'id of the contact',
    data: ContactFlagged,
    fields: {
      nameType: about.nameType,
      reason: '`party-after-end`',
      caseSource: '`source` of the system that added the party',
      caseId: 'id of the case in that system',
    },
    example: {
      subject: contactId,
      data: { nameType: 'C', reason: 'party-after-end', caseSource: '/sag', caseId: '2026-1042' },
    },
  }),
] as const;
