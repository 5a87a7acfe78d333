import type { TaskType } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';
import type { UnfinishedTask } from './take-unfinished';

/**
 * Ends every task of a type that is about one of these subjects and that nobody works on as obsolete, those planned for
 * later, held and parked too, and returns them: the subjects are not to be worked on any more, or newer tasks are written in
 * the same transaction.
 */
export async function endTasks(tx: Tx, type: TaskType, subjects: readonly string[]): Promise<UnfinishedTask[]> {
  const { rows } = await tx.query<UnfinishedTask>(
    `with candidate as (
       select id from service_queue.message
        where kind = 'task' and state = 'open' and type = $1 and subject = any($2::text[])
       union all
       select id from service_queue.message
        where state in ('waiting', 'held', 'parked') and kind = 'task' and type = $1 and subject = any($2::text[])
     ), unfinished as (
       select m.id from service_queue.message m
        where m.id = any(array(select id from candidate)) and m.state in ('open', 'waiting', 'held', 'parked')
        -- In the order in which everybody locks them.
        order by m.id
        for update
     )
     update service_queue.message m
        set state = 'obsolete', due_at = null, lane = null, done_at = clock_timestamp()
       from unfinished u
      where m.id = u.id
     returning m.subject, m.data`,
    [type, subjects],
  );
  return rows;
}
