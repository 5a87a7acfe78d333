import type { Pool } from 'pg';

/**
 * Removes what is proven of subscriptions that ended more than so many years ago, with everything before the end: what was
 * only wanted, and taken back, ended with that. An end is when CPR has no number of the contact any more, and not when it
 * has one in the place of another. What was begun since stays with its own proof. Returns the number of rows removed.
 */
export async function purgeProofs(
  pool: Pool,
  { years, now }: { readonly years: number; readonly now: Date },
): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from cpr.subscription_proof p
      using (select contact_id, max(id) as last
               from (select contact_id, id, at, what,
                            sum(case when what = 'unsubscribed' then -1
                                     when what = 'subscribed' and result is distinct from 'again' then 1
                                     else 0 end) over (partition by contact_id order by id) as numbers
                       from cpr.subscription_proof) counted
              where what in ('unsubscribed', 'withdrawn') and numbers <= 0
                and at < $1::timestamptz - $2::integer * interval '1 year'
              group by contact_id) ended
      where p.contact_id = ended.contact_id and p.id <= ended.last`,
    [now, years],
  );
  return rowCount ?? 0;
}
