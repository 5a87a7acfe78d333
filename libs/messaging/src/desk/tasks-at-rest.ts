import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A task that nobody works on until a person decides, or another task of its subject comes. */
export interface TaskAtRest {
  readonly id: string;
  readonly subject: string;
  readonly state: 'held' | 'parked';
  readonly errorCode: string | null;
  /** Without person numbers. */
  readonly errorText: string | null;
}

/** Of these subjects those whose task of a type is at rest, and of which no other is open or in hand; the newest of each. */
export async function findTasksAtRest(
  on: Pool | Tx,
  type: string,
  subjects: readonly string[],
): Promise<readonly TaskAtRest[]> {
  // In two steps, each by an index that holds next to nothing: as one statement the planner would read the whole queue.
  const { rows: atRest } = await on.query<TaskAtRest>(
    `select distinct on (m.subject) m.id, m.subject, m.state, m.error_code as "errorCode", m.error_text as "errorText"
       from service_queue.message m
      where m.kind = 'task' and m.state in ('held', 'parked') and m.type = $1 and m.subject = any($2::text[])
      order by m.subject, m.id desc`,
    [type, subjects],
  );
  if (atRest.length === 0) return [];
  const { rows: underWay } = await on.query<{ subject: string }>(
    ['open', 'claimed', 'waiting']
      .map(
        (state) => `select subject from service_queue.message
                     where kind = 'task' and state = '${state}' and type = $1 and subject = any($2::text[])`,
      )
      .join(' union all '),
    [type, atRest.map(({ subject }) => subject)],
  );
  const moving = new Set(underWay.map(({ subject }) => subject));
  return atRest.filter(({ subject }) => !moving.has(subject));
}
