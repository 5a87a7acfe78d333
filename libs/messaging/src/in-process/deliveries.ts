import type { ClientBase, Pool } from 'pg';
import { bodyOf, MESSAGE_COLUMNS, type MessageColumns } from '../relay/wire-message';

/** A delivery taken in hand. */
export interface TakenDelivery {
  readonly messageId: string;
  readonly kind: 'event' | 'task' | 'inbound';
  readonly body: Uint8Array;
}

interface Taker {
  readonly queue: string;
  /** The number that the taker holds a session lock under. */
  readonly self: number;
}

/** Takes the oldest free deliveries of a queue, at most so many. */
export async function takeDeliveries(
  session: ClientBase,
  { queue, self, limit }: Taker & { readonly limit: number },
): Promise<TakenDelivery[]> {
  const { rows } = await session.query<MessageColumns & { kind: TakenDelivery['kind'] }>(
    `with free as (
       select queue, message_id from service_queue.delivery
       where queue = $1 and taken_by is null
       order by position limit $3 for update skip locked
     ), taken as (
       update service_queue.delivery d set taken_by = $2
       from free f where d.queue = f.queue and d.message_id = f.message_id
       returning d.message_id, d.position)
     select m.kind, ${MESSAGE_COLUMNS}
     from taken t join service_queue.message m on m.id = t.message_id
     order by t.position`,
    [queue, self, limit],
  );
  return rows.map((row) => ({ messageId: row.id, kind: row.kind, body: Buffer.from(bodyOf(row)) }));
}

/** Deliveries in the hands of a process that is gone are free again. A process lives while its session lock is held. */
export async function freeDeliveriesOfTheDead(
  session: ClientBase,
  { queue, self, lockClass }: Taker & { readonly lockClass: number },
): Promise<void> {
  const { rows } = await session.query<{ taker: number; gone: boolean }>(
    `select taker, pg_try_advisory_lock($3, taker) as gone
     from (select distinct taken_by as taker from service_queue.delivery
           where queue = $1 and taken_by is not null and taken_by <> $2) others`,
    [queue, self, lockClass],
  );
  for (const { taker } of rows.filter(({ gone }) => gone)) {
    await session.query('update service_queue.delivery set taken_by = null where queue = $1 and taken_by = $2', [
      queue,
      taker,
    ]);
    await session.query('select pg_advisory_unlock($1, $2)', [lockClass, taker]);
  }
}

/** They are handled, or their rows govern. */
export async function acknowledgeDeliveries(pool: Pool, queue: string, messageIds: readonly string[]): Promise<void> {
  await pool.query('delete from service_queue.delivery where queue = $1 and message_id = any($2::uuid[])', [
    queue,
    messageIds,
  ]);
}
