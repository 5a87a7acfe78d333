import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { lockFollowing, moveMark } from '../following/following';
import { updateTask } from '../events/update-tasks';
import type { Work } from './align-work';

const PAGE = 5000;

/**
 * Takes the mark of the events as they stand, and in one transaction with it has every contact updated that is subscribed
 * already: what happened since the mark before, or while CVR update was off, is in none of the events to come.
 */
export async function takeMark({ pool, lane, open, settings, run }: Work): Promise<number> {
  const mark = await lane.through(run.signal, () => open(settings).currentMark(run.signal));
  const again = await inTransaction(pool, async (tx) => {
    const { at, mark: present, token } = await lockFollowing(tx);
    // Somebody turned it off, or another replica was quicker.
    if (present !== undefined || at?.provider !== settings.provider) return 0;
    await moveMark(tx, mark, token + 1);
    return updateAll(tx, token + 1);
  });
  if (again > 0) run.count('updatesAsked', again);
  return 1;
}

/** One task for each contact that is subscribed. */
async function updateAll(tx: Tx, token: number): Promise<number> {
  let after = '0';
  for (let count = 0; ;) {
    const { rows } = await tx.query<{ id: string }>(
      `select contact_id::text as id from cvr.cvrupdate_subscription
        where wanted and state = 'subscribed' and contact_id > $1 order by contact_id limit $2`,
      [after, PAGE],
    );
    await enqueueTasks(
      tx,
      rows.map(({ id }) => updateTask(id, token)),
    );
    count += rows.length;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < PAGE) return count;
  }
}
