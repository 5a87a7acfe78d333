import type { Pool } from 'pg';
import { waitFor } from './wait-for';

/** Waits until no task of a service queue waits to be done, but those planned for a later day. */
export async function tasksDone(pool: Pool, timeout = 20_000): Promise<void> {
  await waitFor(
    async () => {
      const { rows } = await pool.query(
        `select from service_queue.message where kind = 'task' and state in ('open', 'claimed', 'waiting')
            and coalesce(due_at, clock_timestamp()) < clock_timestamp() + interval '10 minutes'`,
      );
      return rows.length === 0;
    },
    { timeout, what: 'the tasks to be done' },
  );
}
