import type { Pool } from 'pg';

/**
 * Removes what is proven of subscriptions that ended more than so many years ago, with everything before the end. What
 * was begun since stays with its own proof. Returns the number of rows removed.
 */
export async function purgeProofs(
  pool: Pool,
  { years, now }: { readonly years: number; readonly now: Date },
): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from cpr.subscription_proof p
      using (select contact_id, max(id) as last from cpr.subscription_proof
              where what = 'unsubscribed' and at < $1::timestamptz - $2::integer * interval '1 year'
              group by contact_id) ended
      where p.contact_id = ended.contact_id and p.id <= ended.last`,
    [now, years],
  );
  return rowCount ?? 0;
}
