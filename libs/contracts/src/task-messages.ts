import { RefreshProperty, UpdateProperty } from './bfe-lookup-tasks';
import { ImportDelivery, RefreshPerson, RetryHold, SendSubscription, SynchronisePersons } from './cpr-sync-tasks';
import { RefreshCompany, RereadCompany, UpdateCompany, WriteContact } from './cvr-update-tasks';
import { EXAMPLE } from './example-ids';
import { message } from './message-definition';
import { ImportSorFile, RetrySorHold } from './sor-import-tasks';

const { contactId, relatedContactId, holdId, runId } = EXAMPLE;

/** What services ask of each other and of themselves. */
export const TASK_MESSAGES = [
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
] as const;
