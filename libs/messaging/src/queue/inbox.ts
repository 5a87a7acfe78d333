import type { Message } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';

/**
 * In the consumer's transaction: of these messages, those that the consumer has not applied before, in the order given.
 * They count as applied when the transaction commits. A concurrent transaction with the same message waits for ours.
 */
export async function notYetApplied<M extends Pick<Message, 'source' | 'id'>>(
  tx: Tx,
  consumer: string,
  messages: readonly M[],
): Promise<M[]> {
  const { rows } = await tx.query<{ source: string; message_id: string }>(
    `insert into service_queue.inbox (consumer, source, message_id)
     select distinct $1, r.source, r.id from unnest($2::text[], $3::text[]) as r(source, id)
     order by r.source, r.id
     on conflict do nothing
     returning source, message_id`,
    [consumer, messages.map(({ source }) => source), messages.map(({ id }) => id)],
  );
  const fresh = new Set(rows.map((row) => `${row.source} ${row.message_id}`));
  // A message that stands twice among these is returned once.
  return messages.filter(({ source, id }) => fresh.delete(`${source} ${id}`));
}

/** In the same transaction as `notYetApplied`: these were not applied after all, and count as new when they come again. */
export async function notApplied(
  tx: Tx,
  consumer: string,
  messages: readonly Pick<Message, 'source' | 'id'>[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `delete from service_queue.inbox i using unnest($2::text[], $3::text[]) as r(source, id)
     where i.consumer = $1 and i.source = r.source and i.message_id = r.id`,
    [consumer, messages.map(({ source }) => source), messages.map(({ id }) => id)],
  );
}
