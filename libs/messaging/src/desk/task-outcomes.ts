import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A task that is finished: its effect is there, or something newer made it needless. */
export interface FinishedTask {
  readonly subject: string;
  readonly state: 'done' | 'obsolete';
  readonly doneAt: Date;
}

/** A task that failed: it is tried again (`waiting`), or a person or a newer task decides. */
export interface FailedTask {
  readonly id: string;
  readonly subject: string;
  readonly state: 'waiting' | 'held' | 'parked';
  readonly attempts: number;
  /** What ended well after this has done what the task is for. */
  readonly createdAt: Date;
  readonly errorCode: string;
  /** Without person numbers. */
  readonly errorText: string;
}

/**
 * Tasks of a type that were finished at `since` or later, in the order of their ends, at most so many. A reader goes on
 * from the last end it saw and meets that one again; transactions that commit late may bring earlier ones, so let it
 * overlap by a minute.
 */
export async function findFinishedTasks(
  on: Pool | Tx,
  type: string,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<readonly FinishedTask[]> {
  const { rows } = await on.query<FinishedTask>(
    `select subject, state, done_at as "doneAt" from service_queue.message
      where kind = 'task' and type = $1 and done_at >= $2 and state in ('done', 'obsolete')
      order by done_at, position limit $3`,
    [type, since, limit],
  );
  return rows;
}

/** Tasks of a type that failed and are not finished, in the order of their ids, from behind `after`. */
export async function findFailedTasks(
  on: Pool | Tx,
  type: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly FailedTask[]> {
  const { rows } = await on.query<FailedTask>(
    `select id, subject, state, attempts, created_at as "createdAt", error_code as "errorCode", coalesce(error_text, '') as "errorText"
       from service_queue.message
      where kind = 'task' and type = $1 and state in ('waiting', 'held', 'parked') and error_code is not null
        and ($2::uuid is null or id > $2)
      order by id limit $3`,
    [type, after ?? null, limit],
  );
  return rows;
}
