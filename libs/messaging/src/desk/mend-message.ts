import type { Message } from '@contact-sync/contracts';
import { inTransaction, sqlState, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { findRow, TO_WORK, type QueueRow } from './queue-desk';
import { WAKE_RELAY } from '../queue/wake';

/** A corrected message for one that is parked or held. */
export interface Mended {
  readonly id: string;
  readonly message: Message<object>;
  /** Who corrected it. */
  readonly by: string;
}

/**
 * The row as it is now; `refused`: it is no message of others, or neither parked nor held; `known`: the corrected message
 * bears source and id of one that its queue has had.
 */
export type MendOutcome =
  | { readonly kind: 'done'; readonly row: QueueRow }
  | { readonly kind: 'refused'; readonly row: QueueRow }
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' };

const UNIQUE_VIOLATION = '23505';

/**
 * Puts a corrected message in the place of one that came from another system and is parked or held, and back to work. Row,
 * queue and attempts stay; who mended it and when is kept. Should the faulty one come again, it is not kept twice.
 */
export async function mendMessage(pool: Pool, mended: Mended): Promise<MendOutcome> {
  try {
    return await inTransaction(pool, (tx) => mend(tx, mended));
  } catch (error) {
    // Another took the same message a moment ago.
    if (sqlState(error) === UNIQUE_VIOLATION) return { kind: 'known' };
    throw error;
  }
}

async function mend(tx: Tx, { id, message, by }: Mended): Promise<MendOutcome> {
  const { rows: found } = await tx.query<{ mendable: boolean; known: boolean }>(
    `select m.kind = 'inbound' and m.state in ('parked', 'held') as mendable,
            exists (select from service_queue.inbox i
                    where i.consumer = m.queue and i.source = $2 and i.message_id = $3)
            or exists (select from service_queue.message o
                       where o.kind = 'inbound' and o.queue = m.queue and o.source = $2 and o.origin_id = $3
                         and o.id <> m.id) as known
     from service_queue.message m where m.id = $1 for update`,
    [id, message.source, message.id],
  );
  const [facts] = found;
  const row = facts && (await findRow(tx, id));
  if (facts === undefined || row === undefined) return { kind: 'unknown' };
  if (!facts.mendable) return { kind: 'refused', row };
  if (facts.known) return { kind: 'known' };
  await tx.query(
    `update service_queue.message m
     set type = $2, subject = $3, source = $4, origin_id = $5, sequence = $6, occurred_at = $7, traceparent = $8,
         data = $9, first_origin = coalesce(m.first_origin, m.source || ' ' || m.origin_id),
         mended_by = $10, mended_at = clock_timestamp(), ${TO_WORK}
     where m.id = $1`,
    [
      id,
      message.type,
      message.subject,
      message.source,
      message.id,
      message.sequence ?? null,
      message.time,
      message.traceparent ?? null,
      JSON.stringify(message.data),
      by,
    ],
  );
  await tx.query(WAKE_RELAY);
  const now = await findRow(tx, id);
  return now === undefined ? { kind: 'unknown' } : { kind: 'done', row: now };
}
