import type { Pool } from 'pg';

/** What was begun and ended in a month, Danish time. */
export interface SubscriptionMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly opened: number;
  readonly closed: number;
}

/** The last months, the newest first; one in which nothing happened has zeros. By the proofs, so only as far back as they are kept. */
export async function readMonths(pool: Pool, now: Date, months: number): Promise<SubscriptionMonth[]> {
  const { rows } = await pool.query<SubscriptionMonth>(
    `with month as (
       select generate_series(date_trunc('month', $1::timestamptz at time zone 'Europe/Copenhagen')
                                - ($2::integer - 1) * interval '1 month',
                              date_trunc('month', $1::timestamptz at time zone 'Europe/Copenhagen'),
                              interval '1 month') as start)
     select to_char(m.start, 'YYYY-MM') as month,
            count(*) filter (where p.what = 'subscribed' and p.result <> 'again')::integer as opened,
            count(*) filter (where p.what = 'unsubscribed')::integer as closed
       from month m
       left join cpr.subscription_proof p
         on p.what in ('subscribed', 'unsubscribed')
        and p.at >= m.start at time zone 'Europe/Copenhagen'
        and p.at < (m.start + interval '1 month') at time zone 'Europe/Copenhagen'
      group by m.start order by m.start desc`,
    [now, months],
  );
  return rows;
}

/** How many records stand how. */
export interface SubscriptionCounts {
  readonly subscribed: number;
  /** Wanted, and not confirmed yet. */
  readonly toSubscribe: number;
  readonly toEnd: number;
  readonly problems: number;
  /** Numbers on the block list. */
  readonly blocked: number;
}

export async function countSubscriptions(pool: Pool): Promise<SubscriptionCounts> {
  const { rows } = await pool.query<SubscriptionCounts>(
    `select count(*) filter (where src_subscribed = 'Y')::integer as subscribed,
            count(*) filter (where subscribed = 'Y')::integer as "toSubscribe",
            count(*) filter (where subscribed = 'N')::integer as "toEnd",
            count(*) filter (where problem_code is not null)::integer as problems,
            (select count(*)::integer from cpr.blocked_person where ended_at is null) as blocked
       from cpr.source_record`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('counting gave no row');
  return row;
}
