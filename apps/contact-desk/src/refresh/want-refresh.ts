import { readKeys, type RefreshStatement, type TellOutcome, wantRefresh } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';

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
  await enqueueTasks(
    tx,
    [...contacts.values()]
      .filter(({ register }) => register === 'cvr')
      .map(({ id }) => ({ type: 'cvr-update.company.refresh.v1', subject: id, data: { contactId: id } })),
  );
  return outcomes;
}
