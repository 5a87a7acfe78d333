import type { ClientBase } from 'pg';
import { MOST_DOUBLINGS } from './due-messages';

/** A relay has at most so many batches on the way at a time. */
const BATCHES_ON_THE_WAY = 2;

/**
 * What an earlier relay had on the way when it died is due at once instead of in ten minutes: nobody knows whether the
 * broker got it. Events that were taken are among them as long as they are not done. Of tasks, which stay open while
 * the broker keeps them, only those taken last can be: publishing them once more is harmless, a long queue of them twice
 * is not. For the relay that has just obtained the lock: nobody else publishes.
 */
export async function leftOnTheWay(
  session: ClientBase,
  { batch, republishAfterMs }: { readonly batch: number; readonly republishAfterMs: number },
): Promise<void> {
  await session.query(
    `update service_queue.message set due_at = clock_timestamp()
      where kind = 'event' and state = 'open' and publications > 0 and due_at > clock_timestamp()`,
  );
  // When a row was taken is what takeDue added its pause to.
  await session.query(
    `with taken_last as (
       select id from service_queue.message
        where kind <> 'event' and state in ('open', 'waiting') and publications > 0 and due_at > clock_timestamp()
        order by due_at - $2 * 2 ^ least(publications - 1, ${MOST_DOUBLINGS}) * interval '1 millisecond' desc
        limit $1 for update skip locked)
     update service_queue.message m set due_at = clock_timestamp()
       from taken_last where m.id = taken_last.id`,
    [BATCHES_ON_THE_WAY * batch, republishAfterMs],
  );
}
