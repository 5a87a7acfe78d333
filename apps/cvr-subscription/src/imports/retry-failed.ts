import { inTransaction } from '@contact-sync/database';
import { endTasks, enqueueTasks } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { lockFollowing } from '../following/following';
import { REREAD, UPDATE, updateTask } from '../events/update-tasks';

const MOST = 5000;

/**
 * Contacts whose update came to rest and whose time has come are tried again: a new task replaces the one at rest. And what
 * was planned for contacts that have been exempted since is ended. Returns how many are tried.
 */
export async function retryFailed({ pool, now }: { readonly pool: Pool; readonly now: () => Date }): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { token } = await lockFollowing(tx);
    const { rows: due } = await tx.query<{ contactId: string }>(
      `update cvr.cvrupdate_import i set try_after = null
        where i.contact_id in (select f.contact_id from cvr.cvrupdate_import f
                                 join cvr.cvrupdate_subscription s using (contact_id)
                                where f.failures > 0 and f.try_after <= $1 and s.wanted and s.state = 'subscribed'
                                order by f.contact_id limit $2 for update of f)
       returning i.contact_id::text as "contactId"`,
      [now(), MOST],
    );
    const contactIds = due.map(({ contactId }) => contactId);
    await endTasks(tx, UPDATE, contactIds);
    await enqueueTasks(
      tx,
      contactIds.map((contactId) => updateTask(contactId, token)),
    );
    const { rows: exempt } = await tx.query<{ contactId: string }>(
      `select contact_id::text as "contactId" from cvr.cvrupdate_subscription where exempt`,
    );
    await endTasks(
      tx,
      REREAD,
      exempt.map(({ contactId }) => contactId),
    );
    return contactIds.length;
  });
}
