import { purge } from '@contact-sync/messaging';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';

export interface PurgeOptions {
  readonly pool: Pool;
  /** Finished messages are kept so many days. */
  readonly days: number;
  readonly now: () => Date;
}

/** Removes finished messages when their time is over, and what the inbox knows of messages that never come again. */
export async function purgeQueue({ pool, days, now }: PurgeOptions, run: Run): Promise<void> {
  const removed = await purge(pool, { finishedDays: days, now });
  for (const [what, count] of Object.entries(removed)) if (count > 0) run.count(what, count);
}
