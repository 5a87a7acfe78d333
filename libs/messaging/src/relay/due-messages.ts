import type { ClientBase } from 'pg';
import { bodyOf, MESSAGE_COLUMNS, type MessageColumns } from './wire-message';

/** A row of the service queue on its way out. */
export interface DueMessage extends MessageColumns {
  readonly kind: 'event' | 'task' | 'inbound';
  /** Inbound only: the one queue it goes to. */
  readonly queue: string | null;
  readonly publications: number;
  /** The body as it goes on the wire. */
  readonly body: string;
}

export interface TakeOptions {
  readonly limit: number;
  /** Pause before a message is published again, in milliseconds; it doubles with each publication. */
  readonly republishAfterMs: number;
}

/** The pause before a message is published again doubles at most so often. */
export const MOST_DOUBLINGS = 8;

/**
 * Takes what is due, oldest first, and moves its `due_at` into the future. One statement that commits by itself: no row
 * is locked while its message is on the way, and a relay that dies leaves everything to be due again.
 */
export async function takeDue(session: ClientBase, { limit, republishAfterMs }: TakeOptions): Promise<DueMessage[]> {
  const { rows } = await session.query<Omit<DueMessage, 'body'>>({
    text: `with due as (
             select id from service_queue.message
             -- A stable time, so that it bounds the index scan: rows that are due later are not looked at.
             where due_at <= statement_timestamp()
             order by due_at, position limit $1 for update skip locked
           ), taken as (
             update service_queue.message m
             set publications = m.publications + 1,
                 due_at = clock_timestamp() + $2 * 2 ^ least(m.publications, ${MOST_DOUBLINGS}) * interval '1 millisecond'
             -- Not a join: with old statistics the planner would read the whole table for it.
             where m.id = any(array(select id from due))
             returning m.position, m.kind, m.queue, m.publications, ${MESSAGE_COLUMNS}
           )
           select * from taken order by position`,
    values: [limit, republishAfterMs],
  });
  return rows.map((row) => Object.assign(row, { body: bodyOf(row) }));
}

/**
 * Events that the broker has are done; one statement and one time for all, so that the order of writing decides among
 * them. The time is later than that of all before, also when the server's clock was set back: who reads the feed of
 * published events has passed those.
 */
export async function eventsPublished(session: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await session.query({
    text: `update service_queue.message
           set state = 'done', due_at = null,
               done_at = greatest(statement_timestamp(), (
                 select max(done_at) + interval '1 microsecond' from service_queue.message
                 where kind = 'event' and state = 'done'))
           where id = any($1::uuid[]) and kind = 'event' and state = 'open'`,
    values: [ids],
  });
}

/**
 * Messages that the broker did not take, or had no queue for, are due again soon. A row that somebody has claimed or
 * finished since (an earlier copy of the message got there) is left alone: writing to it would undo that.
 */
export async function notPublished(
  session: ClientBase,
  messages: readonly DueMessage[],
  afterMs: number,
): Promise<void> {
  if (messages.length === 0) return;
  await session.query(
    `update service_queue.message m
     set due_at = least(m.due_at, clock_timestamp() + $3 * interval '1 millisecond')
     from unnest($1::uuid[], $2::int[]) as p(id, publications)
     where m.id = p.id and m.publications = p.publications and m.due_at is not null and m.free_at <= clock_timestamp()`,
    [messages.map(({ id }) => id), messages.map(({ publications }) => publications), afterMs],
  );
}
