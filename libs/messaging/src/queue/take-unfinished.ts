import type { TaskType } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';

/** A task that somebody else's newer one replaces. */
export interface UnfinishedTask {
  readonly subject: string;
  readonly data: object;
}

/**
 * Ends every task of a type that is due and that nobody works on as obsolete, those that wait for a paused lane too, and
 * returns them: the caller writes newer ones in the same transaction (CVR-5). One planned for later stays. Held and parked
 * ones end for the given subjects only: of the others nothing new is known.
 */
export async function takeUnfinished(
  tx: Tx,
  type: TaskType,
  { newerOf = [] }: { readonly newerOf?: readonly string[] } = {},
): Promise<UnfinishedTask[]> {
  const { rows } = await tx.query<UnfinishedTask>(
    `with candidate as (
       -- Two reads, each by a partial index of its own: millions of finished rows cost nothing.
       select id from service_queue.message
        where kind = 'task' and state = 'open' and type = $1 and (free_at <= clock_timestamp() or lane is not null)
       union all
       select id from service_queue.message
        where state in ('waiting', 'held', 'parked') and kind = 'task' and type = $1
          and (state = 'waiting' or subject = any($2::text[]))
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
    [type, newerOf],
  );
  return rows;
}
