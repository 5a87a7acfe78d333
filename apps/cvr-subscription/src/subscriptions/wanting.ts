import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

// Rows are locked in the order of their ids everywhere, so that nobody waits for each other.

/** Every contact that is not exempt is to be subscribed. */
export async function wantAll(tx: Tx): Promise<void> {
  await tx.query(
    `with row as (
       select contact_id from cvr.cvrupdate_subscription where not wanted and not exempt order by contact_id for update)
     update cvr.cvrupdate_subscription s set wanted = true, try_after = null from row where s.contact_id = row.contact_id`,
  );
}

/** No contact is to be subscribed. */
export async function wantNone(tx: Tx): Promise<void> {
  await tx.query(
    `with row as (
       select contact_id from cvr.cvrupdate_subscription where wanted order by contact_id for update)
     update cvr.cvrupdate_subscription s set wanted = false, try_after = null from row where s.contact_id = row.contact_id`,
  );
}

/** These contacts are to be subscribed, unless they are exempt. Returns how many were not before. */
export async function wantThese(db: Pool | Tx, contactIds: readonly string[]): Promise<number> {
  const { rowCount } = await db.query(
    `insert into cvr.cvrupdate_subscription as s (contact_id)
     select id from unnest($1::bigint[]) as r(id) order by id
     on conflict (contact_id) do update set wanted = true, try_after = null where not s.wanted and not s.exempt`,
    [contactIds],
  );
  return rowCount ?? 0;
}

/** These contacts are gone, or of another type now. */
export async function wantNotThese(db: Pool | Tx, contactIds: readonly string[]): Promise<void> {
  await db.query(
    `with row as (
       select contact_id from cvr.cvrupdate_subscription
        where contact_id = any($1::bigint[]) and wanted order by contact_id for update)
     update cvr.cvrupdate_subscription s set wanted = false, try_after = null from row where s.contact_id = row.contact_id`,
    [contactIds],
  );
}
