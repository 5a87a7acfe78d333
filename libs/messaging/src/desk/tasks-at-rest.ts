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
  const { rows } = await on.query<TaskAtRest>(
    `select distinct on (m.subject) m.id, m.subject, m.state, m.error_code as "errorCode", m.error_text as "errorText"
       from service_queue.message m
      where m.kind = 'task' and m.state in ('held', 'parked') and m.type = $1 and m.subject = any($2::text[])
        and not exists (select from service_queue.message n
                         where n.kind = 'task' and n.type = m.type and n.subject = m.subject
                           and n.state in ('open', 'claimed', 'waiting'))
      order by m.subject, m.id desc`,
    [type, subjects],
  );
  return rows;
}
