import { AuditRooted } from './audit-events';
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
import { RefreshProperty, UpdateProperty } from './bfe-lookup-tasks';
import { CertificateExpiring } from './credential-events';
import {
  ImportDelivery,
  RefreshPerson,
  RetryHold,
  SendSubscription,
  SynchronisePersons,
} from './cpr-sync-tasks';
import { RefreshCompany, RereadCompany, UpdateCompany, WriteContact } from './cvr-update-tasks';
import { INBOUND_MESSAGES } from './inbound-messages';
import { message, type MessageDefinition, type MessageKind } from './message-definition';
import { ImportSorFile, RetrySorHold } from './sor-import-tasks';
import { SynchronisationFinished, SynchronisationStarted } from './synchronisation-events';

const CONTACT = 'id of the contact; `sequence` is its version after the change';
const RUN = 'id of the run';
const about = {
  nameType: 'contact type letter: C, P, J, V, H, 1',
  register: 'register that said it: cpr, cvr, sor, bfe; absent when a person or another system did',
};
const contactId = '5012';
const relatedContactId = '5013';
const holdId = '17';
const runId = '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c04';
const reference = {
  ...about,
  label: 'custom label of the reference, as `Ægtefælle` or `Værge`',
  relatedContactId: 'id of the contact at the other end',
};

/** Every message the product sends or takes, in the order of the documentation (MSG-2, MSG-3). Grow by optional fields; else `.v2` beside `.v1`. */
export const MESSAGES = [
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
  message({
    type: 'synchronisation.started.v1',
    kind: 'event',
    description: 'A run against a register has begun.',
    subject: RUN,
    data: SynchronisationStarted,
    fields: { register: 'cpr, cvr, sor, bfe', job: "which of the register's jobs" },
    example: { subject: runId, data: { register: 'cpr', job: 'import-deliveries' } },
  }),
  message({
    type: 'synchronisation.finished.v1',
    kind: 'event',
    description: 'A run against a register has ended, well or not. Changes are told by the events of the contacts.',
    subject: RUN,
    data: SynchronisationFinished,
    fields: {
      register: 'cpr, cvr, sor, bfe',
      job: "which of the register's jobs",
      outcome: '`succeeded`, `failed` or `stopped`',
      counts: 'whole numbers by name, as `created`, `changed`, `unchanged`, `held`',
    },
    example: {
      subject: runId,
      data: {
        register: 'cpr',
        job: 'import-deliveries',
        outcome: 'succeeded',
        counts: { created: 2, changed: 31, held: 0 },
      },
    },
  }),
  message({
    type: 'audit.rooted.v1',
    kind: 'event',
    description:
      'The audit chain up to the end of a day has this root. Who keeps it elsewhere can prove later that nothing before it was altered (REG-7).',
    subject: 'the day',
    data: AuditRooted,
    fields: {
      day: 'day, YYYY-MM-DD',
      position: 'place of the last link in the chain',
      hash: 'that link: 64 hexadecimal digits',
    },
    example: {
      subject: '2026-03-01',
      data: {
        day: '2026-03-01',
        position: 184_201,
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    },
  }),
  message({
    type: 'certificate.expiring.v1',
    kind: 'event',
    description:
      'A certificate or a client secret of an authentication profile ends soon, or has ended. Told 60, 30, 14, 7 and 1 days before its end, and when it has ended (AUTH-3).',
    subject: 'id of the profile',
    data: CertificateExpiring,
    fields: {
      profileId: 'id of the profile',
      credential: '`certificate` or `client-secret`',
      daysLeft: 'whole days until its end; below zero when it has ended',
      expires: 'its last day, YYYY-MM-DD',
    },
    example: {
      subject: runId,
      data: { profileId: runId, credential: 'certificate', daysLeft: 30, expires: '2026-12-22' },
    },
  }),
  message({
    type: 'cpr-sync.delivery.import.v1',
    kind: 'task',
    description: 'Import a delivery from the CPR office that has been fetched and recorded (CPR-7).',
    subject: 'id of the delivery',
    data: ImportDelivery,
    fields: { deliveryId: 'id of the delivery' },
    example: { subject: runId, data: { deliveryId: runId } },
  }),
  message({
    type: 'cpr-sync.hold.retry.v1',
    kind: 'task',
    description: 'Read a held person again in the delivery the hold names. What can be applied now releases the hold.',
    subject: 'id of the hold',
    data: RetryHold,
    fields: { holdId: 'id of the hold' },
    example: { subject: '12', data: { holdId: '12' } },
  }),
  message({
    type: 'cpr-sync.person.refresh.v1',
    kind: 'task',
    description:
      'Look a person up at CPR now, because somebody asked for this contact, or a file and a look-up of one day differed (REG-6, MSG-3).',
    subject: 'id of the contact',
    data: RefreshPerson,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'cpr-sync.persons.synchronise.v1',
    kind: 'task',
    description: 'Read up to a hundred persons from CPR at Datafordeler, for the scheduled synchronisation (CPR-9).',
    subject: 'id of the first contact',
    data: SynchronisePersons,
    fields: { runId: 'id of the run that asked for it', contactIds: 'ids of the contacts, at most 100' },
    example: { subject: contactId, data: { runId, contactIds: [contactId, relatedContactId] } },
  }),
  message({
    type: 'cpr-sync.subscription.send.v1',
    kind: 'task',
    description: 'Tell CPR what is wanted for a person: to be subscribed, or no longer (CPR-8).',
    subject: 'id of the contact',
    data: SendSubscription,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'cvr-update.company.update.v1',
    kind: 'task',
    description:
      'Read a company or production unit from CVR again, because its subscription began or the register said that it changed, and apply what it is now (CVR-5).',
    subject: 'id of the contact',
    data: UpdateCompany,
    fields: {
      contactId: 'id of the contact',
      activeTasksToken: 'the reading of events that asked for it; tasks of earlier ones are obsolete',
      ceased: "the day on which it ceased, where the register's event says so",
    },
    example: {
      subject: contactId,
      data: { contactId, activeTasksToken: '318' },
    },
  }),
  message({
    type: 'cvr-update.company.reread.v1',
    kind: 'task',
    description: 'As cvr-update.company.update.v1, on the day when something that was told ahead takes effect.',
    subject: 'id of the contact',
    data: RereadCompany,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'cvr-update.company.refresh.v1',
    kind: 'task',
    description: 'As cvr-update.company.update.v1, because somebody asked for this contact (REG-6, MSG-3).',
    subject: 'id of the contact',
    data: RefreshCompany,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'cvr-update.contact.write.v1',
    kind: 'task',
    description: 'Write a company or production unit to the OData target as it is in our register now (CVR-8).',
    subject: 'id of the contact',
    data: WriteContact,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'sor-import.file.import.v1',
    kind: 'task',
    description: 'Import a file from SOR: its units, and the closing of those that are gone (SOR-2).',
    subject: 'id of the import',
    data: ImportSorFile,
    fields: { importId: 'id of the import' },
    example: { subject: runId, data: { importId: runId } },
  }),
  message({
    type: 'sor-import.hold.retry.v1',
    kind: 'task',
    description: 'Read a held unit again in the file that was imported last, and apply what stands there now (MSG-1).',
    subject: 'id of the hold',
    data: RetrySorHold,
    fields: { holdId: 'id of the hold' },
    example: { subject: holdId, data: { holdId } },
  }),
  message({
    type: 'bfe-lookup.property.update.v1',
    kind: 'task',
    description:
      'Read a property from its registers again, because one of them said that something changed or its week is over, and apply what it is now (BFE-2).',
    subject: 'id of the contact',
    data: UpdateProperty,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  message({
    type: 'bfe-lookup.property.refresh.v1',
    kind: 'task',
    description: 'As bfe-lookup.property.update.v1, because somebody asked for this contact (REG-6, MSG-3).',
    subject: 'id of the contact',
    data: RefreshProperty,
    fields: { contactId: 'id of the contact' },
    example: { subject: contactId, data: { contactId } },
  }),
  ...INBOUND_MESSAGES,
] as const;

type Message = (typeof MESSAGES)[number];
export type EventType = Extract<Message, { kind: 'event' }>['type'];
export type TaskType = Extract<Message, { kind: 'task' }>['type'];
/** What other systems tell us. */
export type InboundType = Extract<Message, { kind: 'inbound' }>['type'];
export type MessageType = Message['type'];
/** The data class of a message type. */
export type DataOf<Type extends MessageType> =
  Extract<Message, { type: Type }> extends MessageDefinition<Type, MessageKind, infer Data> ? Data : never;

const BY_TYPE: ReadonlyMap<string, MessageDefinition> = new Map(
  MESSAGES.map((definition) => [definition.type, definition as unknown as MessageDefinition]),
);

/** The definition of a message type; undefined for a type that is none of ours. */
export function findMessage(type: string): MessageDefinition | undefined {
  return BY_TYPE.get(type);
}
