import type { ClientBase, Pool } from 'pg';
import type { QueueRow, RowState } from './queue-desk';

/** How many unfinished rows of one kind and state there are, and since when. */
export interface QueueFigure {
  readonly kind: QueueRow['kind'];
  readonly state: RowState;
  readonly count: number;
  readonly oldest: Date;
  /** Since when the oldest could have been worked on; null where all are planned for later. */
  readonly oldestDue: Date | null;
}

/** One pass over what is unfinished, by the indexes that hold nothing else. */
export async function queueFigures(on: Pool | ClientBase): Promise<QueueFigure[]> {
  const { rows } = await on.query<QueueFigure>(
    `select m.kind, m.state, count(*)::float8 as count, min(m.created_at) as oldest,
            min(m.created_at) filter (where m.attempts > 0 or m.free_at <= clock_timestamp()) as "oldestDue"
     from service_queue.message m
     where m.due_at is not null or m.state in ('waiting', 'held', 'parked') or m.lane is not null
     group by m.kind, m.state`,
  );
  return rows;
}
