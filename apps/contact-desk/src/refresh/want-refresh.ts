import {
  type KeyedContact,
  readKeys,
  type RefreshStatement,
  type TellOutcome,
  wantRefresh,
} from '@contact-sync/contact-register';
import { PERSON_TYPE } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';
import { enqueueTasks, type OutgoingTask } from '@contact-sync/messaging';

/**
 * Notes the wishes, and asks the services that can look a contact up at once to do so, in the same transaction. A wish that
 * no service takes up is fulfilled by the next thing the register says.
 */
export async function wantAndAsk(tx: Tx, wishes: readonly RefreshStatement[]): Promise<TellOutcome[]> {
  const outcomes = await wantRefresh(tx, wishes);
  const applied = outcomes.flatMap(({ outcome, contactId }) =>
    outcome === 'applied' && contactId !== undefined ? [contactId] : [],
  );
  const contacts = new Map([...(await readKeys(tx, applied)).values()].map((contact) => [contact.id, contact]));
  await enqueueTasks(tx, [...contacts.values()].flatMap(lookUpTask));
  return outcomes;
}

/** Who can look a contact up at once is asked to; files tell of the others. */
function lookUpTask({ id, key, register }: KeyedContact): OutgoingTask[] {
  switch (register) {
    case 'cpr':
      // The other persons are known by name only.
      return key.nameType === PERSON_TYPE
        ? [{ type: 'cpr-sync.person.refresh.v1', subject: id, data: { contactId: id } }]
        : [];
    case 'cvr':
      return [{ type: 'cvr-update.company.refresh.v1', subject: id, data: { contactId: id } }];
    case 'bfe':
      return [{ type: 'bfe-lookup.property.refresh.v1', subject: id, data: { contactId: id } }];
    case 'sor':
    case undefined:
      return [];
  }
}
