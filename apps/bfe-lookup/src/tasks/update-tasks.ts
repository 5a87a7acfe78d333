import type { Tx } from '@contact-sync/database';
import { endTasks, enqueueTasks } from '@contact-sync/messaging';

export const UPDATE = 'bfe-lookup.property.update.v1';

/** Asks for each contact to be read again, once; a task that came to rest before is over with that. */
export async function askForUpdates(tx: Tx, contactIds: Iterable<string>): Promise<void> {
  const subjects = [...new Set(contactIds)];
  if (subjects.length === 0) return;
  await endTasks(tx, UPDATE, subjects);
  await enqueueTasks(
    tx,
    subjects.map((contactId) => ({ type: UPDATE, subject: contactId, data: { contactId } })),
  );
}
