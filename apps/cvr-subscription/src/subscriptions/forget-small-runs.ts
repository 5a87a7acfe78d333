import type { Pool } from 'pg';

/** Fewer contacts than this are everyday: somebody made a contact. */
const SMALL = 100;

/** Every new contact may have a run of its own: those that went well are kept for a day, those of many contacts for good. */
export async function forgetSmallRuns(pool: Pool, name: string): Promise<void> {
  await pool.query(
    `delete from cvr.run
      where name = $1 and due_at is null and state = 'finished' and problem_count = 0 and done < $2
        and finished_at < clock_timestamp() - interval '1 day'`,
    [name, SMALL],
  );
}
