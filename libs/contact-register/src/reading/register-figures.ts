import type { Pool } from 'pg';
import { CONFIRMED } from '../whole/confirm-whole';

/** Open holds of one register. */
export interface HoldFigure {
  readonly register: string;
  readonly count: number;
  readonly oldest: Date;
}

/** By an index that holds nothing but open holds. */
export async function holdFigures(pool: Pool): Promise<HoldFigure[]> {
  const { rows } = await pool.query<HoldFigure>(
    `select register, count(*)::float8 as count, min(held_at) as oldest
       from contacts.hold where released_at is null group by register`,
  );
  return rows;
}

/** How fresh what we have of one register is. */
export interface FreshnessFigure {
  readonly register: string;
  /** The newest day that anything of it tells of. */
  readonly newestAsOf: Date;
  /** When the contact that it was longest silent about was last told. */
  readonly oldestFetched: Date;
}

/** Reads a row of every contact: a fraction of a second for a million, for once in an hour and not for each scrape. */
export async function freshnessFigures(pool: Pool): Promise<FreshnessFigure[]> {
  const { rows } = await pool.query<FreshnessFigure>(
    `select f.register, max(greatest(f.as_of, w.as_of))::timestamptz as "newestAsOf",
            min(case when ${CONFIRMED} then w.fetched_at else f.fetched_at end) as "oldestFetched"
       from contacts.freshness f
       left join contacts.whole_statement w on w.register = f.register
       left join contacts.contact c on c.id = f.contact_id and w.register is not null and c.name_type = w.name_type
      group by f.register`,
  );
  return rows;
}
