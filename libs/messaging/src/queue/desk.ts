import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { ClientBase, Pool } from 'pg';
import { DUE_CHANNEL } from './wake';

/** Queries for the people who look after the queue. All take a pool or a transaction, so that an audit row can go with them. */
type On = Pool | ClientBase;

export const MESSAGE_STATES = ['open', 'claimed', 'waiting', 'held', 'parked', 'done', 'obsolete'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message as an operator sees it; its data are not shown. */
export interface QueuedMessage {
  readonly id: string;
  readonly kind: 'event' | 'task' | 'inbound';
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  readonly queue: string | null;
  readonly state: MessageState;
  readonly attempts: number;
  readonly publications: number;
  readonly lane: string | null;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
  readonly errorCode: string | null;
  readonly errorText: string | null;
}

export interface MessageFilter {
  readonly states?: readonly MessageState[];
  readonly type?: string;
  readonly subject?: string;
  /** Id of the last message of the page before; newest come first. */
  readonly after?: string;
  /** At most 500; default 50. */
  readonly limit?: number;
}

const LARGEST_PAGE = 500;

/** One page of messages, newest first. The next page begins after the last one's id; an empty page ends the list. */
export async function listMessages(on: On, filter: MessageFilter = {}): Promise<QueuedMessage[]> {
  const { rows } = await on.query<QueuedMessage>(
    `select id, kind, type, subject, source, queue, state, attempts, publications, lane, due_at as "dueAt",
            created_at as "createdAt", done_at as "doneAt", error_code as "errorCode", error_text as "errorText"
     from service_queue.message
     where ($1::text[] is null or state = any($1)) and ($2::text is null or type = $2)
       and ($3::text is null or subject = $3) and ($4::uuid is null or id < $4)
     order by id desc limit $5`,
    [
      filter.states ?? null,
      filter.type ?? null,
      filter.subject ?? null,
      filter.after ?? null,
      Math.min(filter.limit ?? 50, LARGEST_PAGE),
    ],
  );
  return rows;
}

/** How many messages are in a state, and since when the oldest of them is there to be seen. */
export interface StateCount {
  readonly state: MessageState;
  readonly kind: QueuedMessage['kind'];
  readonly count: number;
  readonly oldest: Date;
}

/** Everything unfinished by state and kind. Finished messages are not counted: there are millions, and none waits. */
export async function countMessages(on: On): Promise<StateCount[]> {
  const { rows } = await on.query<StateCount>(
    `with unfinished as (
       select state, kind, created_at from service_queue.message where due_at is not null
       union all
       select state, kind, created_at from service_queue.message
       where due_at is null and (state in ('held', 'parked', 'waiting'))
       union all
       select state, kind, created_at from service_queue.message where due_at is null and state = 'open' and lane is not null)
     select state, kind, count(*) as count, min(created_at) as oldest from unfinished group by state, kind order by state, kind`,
  );
  return rows;
}

/**
 * Puts messages that wait, are held or are parked back to be handled at once, from the first attempt. Returns the ids of
 * those that were in such a state. Replaying a parked inbound message is the same.
 */
export async function retryMessages(on: On, ids: readonly string[]): Promise<string[]> {
  return change(
    on,
    `update service_queue.message
     set state = 'waiting', due_at = clock_timestamp(), free_at = clock_timestamp(), attempts = 0, publications = 0, lane = null
     where id = any($1::uuid[]) and state in ('waiting', 'held', 'parked') returning id`,
    ids,
  );
}

/** Takes unfinished messages out of the way until a person decides. Whoever works on one now can settle it no more. */
export async function parkMessages(on: On, ids: readonly string[], reason: string): Promise<string[]> {
  return change(
    on,
    `update service_queue.message
     set state = 'parked', claim = null, due_at = null, lane = null, error_code = 'by-hand', error_text = $2
     where id = any($1::uuid[]) and state in ('open', 'claimed', 'waiting', 'held') returning id`,
    ids,
    maskPersonNumbers(reason),
  );
}

/** Releases held messages: as `retryMessages`, and only those. */
export async function releaseMessages(on: On, ids: readonly string[]): Promise<string[]> {
  return change(
    on,
    `update service_queue.message
     set state = 'waiting', due_at = clock_timestamp(), free_at = clock_timestamp(), attempts = 0, publications = 0
     where id = any($1::uuid[]) and state = 'held' returning id`,
    ids,
  );
}

/** Marks unfinished messages obsolete; they are removed when the retention time has passed. */
export async function makeObsolete(on: On, ids: readonly string[]): Promise<string[]> {
  return change(
    on,
    `update service_queue.message
     set state = 'obsolete', claim = null, due_at = null, lane = null, done_at = clock_timestamp()
     where id = any($1::uuid[]) and state in ('open', 'claimed', 'waiting', 'held', 'parked') returning id`,
    ids,
  );
}

/** Publishes events once more that were published before, under the same ids. Returns the ids of those still kept. */
export async function replayEvents(on: On, ids: readonly string[]): Promise<string[]> {
  return change(
    on,
    `update service_queue.message
     set state = 'open', due_at = clock_timestamp(), done_at = null, publications = 0
     where id = any($1::uuid[]) and kind = 'event' and state = 'done' returning id`,
    ids,
  );
}

async function change(on: On, statement: string, ids: readonly string[], ...more: string[]): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(statement, [ids, ...more]);
  if (rows.length > 0) await on.query(`select pg_notify('${DUE_CHANNEL}', '')`);
  return rows.map(({ id }) => id);
}
