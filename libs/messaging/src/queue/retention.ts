import type { Pool } from 'pg';

const DAY_MS = 24 * 3600_000;
const ROWS_PER_STATEMENT = 10_000;

export interface Retention {
  /** Finished messages are kept so many days for replay; default 30. */
  readonly finishedDays?: number;
  /** Inbox keys are kept so many days: as long as any source may repeat a message; default 1100, three years. */
  readonly inboxDays?: number;
  readonly now: () => Date;
}

/** Removes what is older than its retention time, in short transactions. Returns the numbers of rows removed. */
export async function purge(
  pool: Pool,
  { finishedDays = 30, inboxDays = 1100, now }: Retention,
): Promise<{ messages: number; inbox: number }> {
  const before = (days: number): Date => new Date(now().getTime() - days * DAY_MS);
  const messages = await deleteInSteps(
    pool,
    `delete from service_queue.message where ctid = any(array(
       select ctid from service_queue.message where done_at < $1 limit ${ROWS_PER_STATEMENT}))`,
    before(finishedDays),
  );
  const inbox = await deleteInSteps(
    pool,
    `delete from service_queue.inbox where ctid = any(array(
       select ctid from service_queue.inbox where received_at < $1 limit ${ROWS_PER_STATEMENT}))`,
    before(inboxDays),
  );
  return { messages, inbox };
}

async function deleteInSteps(pool: Pool, statement: string, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await pool.query(statement, [before]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < ROWS_PER_STATEMENT) return total;
  }
}
