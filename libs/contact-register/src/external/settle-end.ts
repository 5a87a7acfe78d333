import type { Tx } from '@contact-sync/database';
import type { Hand } from '../maintaining/hand';
import { endContact } from './type-facts';

interface EndRow {
  is_registers: boolean;
  is_ended: boolean;
  last_end: string | null;
  typed_end: string | null;
  is_of_an_id: boolean;
}

/**
 * Brings the end of a locked contact in line with its external ids: where no register ever spoke of it, it ends when all
 * of them are ended, on the last of their days, and an end that came so goes when one is open again.
 * `endedUntilNow` is the end that one of them had before.
 */
export async function settleEnd(
  tx: Tx,
  contactId: string,
  endedUntilNow: string | undefined,
  hand: Hand,
): Promise<void> {
  const { rows } = await tx.query<EndRow>(
    `with family as (select id from contacts.contact where id = $1 or superseded_by = $1),
          ids as (select ended_on from contacts.external_id where contact_id in (select id from family))
     select exists (select from contacts.freshness f where f.contact_id in (select id from family)) as is_registers,
            (select bool_and(ended_on is not null) from ids) as is_ended,
            (select max(ended_on) from ids) as last_end,
            case when c.end_source = 'hand' then c.end_date end as typed_end,
            coalesce(c.end_date = $2 or c.end_date in (select ended_on::text from ids), false) as is_of_an_id
       from contacts.contact c where c.id = $1`,
    [contactId, endedUntilNow ?? null],
  );
  const [row] = rows;
  if (row === undefined || row.is_registers) return;
  if (row.is_ended) {
    if (row.last_end !== row.typed_end) await endContact(tx, contactId, row.last_end, hand);
  } else if (row.typed_end !== null && row.is_of_an_id) {
    await endContact(tx, contactId, null, hand);
  }
}
