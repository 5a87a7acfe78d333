import { identifier, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** What became of a run; each state has its sentence in the comment of the column. `missed`: nobody was there when it was due. */
export type RunState = 'running' | 'finished' | 'failed' | 'stopped' | 'interrupted' | 'missed';

/** Something in a run that an operator should see. No personal data: our own ids, file names, line numbers. */
export interface RunProblem {
  readonly code: string;
  readonly text: string;
  readonly subject?: string;
}

/** Progress as last reported. `rate` is per second since the start; `remainingMs` is known only with a total. */
export interface RunProgress {
  readonly done: number;
  readonly total: number | null;
  readonly rate: number | null;
  readonly remainingMs: number | null;
}

export interface RunRecord {
  readonly id: string;
  readonly name: string;
  readonly dueAt: string | null;
  readonly state: RunState;
  readonly requestedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly RunProblem[];
  readonly problemCount: number;
  readonly progress: RunProgress;
}

interface RunRow {
  id: string;
  name: string;
  due_at: Date | null;
  state: RunState;
  dead: boolean;
  requested_by: string;
  started_at: Date;
  finished_at: Date | null;
  reported_at: Date;
  counts: Record<string, number>;
  problems: RunProblem[];
  problem_count: number;
  done: number;
  total: number | null;
}

const COLUMNS = `id, name, due_at, state, state = 'running' and lease_until < clock_timestamp() as dead, requested_by, started_at,
  finished_at, reported_at, counts, problems, problem_count, done, total`;

export interface RunFilter {
  readonly name?: string;
  /** Only runs that started before this run did, for the next page. */
  readonly before?: string;
  readonly limit: number;
}

/** The newest runs first. */
export async function listRuns(
  db: Pool | Tx,
  schema: string,
  { name, before, limit }: RunFilter,
): Promise<RunRecord[]> {
  const table = `${identifier(schema)}.run`;
  const { rows } = await db.query<RunRow>(
    `select ${COLUMNS} from ${table}
      where ($1::text is null or name = $1)
        and ($2::uuid is null or (started_at, id) < (select started_at, id from ${table} where id = $2))
      order by started_at desc, id desc limit $3`,
    [name ?? null, before ?? null, limit],
  );
  return rows.map(recordOf);
}

export async function findRun(db: Pool | Tx, schema: string, id: string): Promise<RunRecord | undefined> {
  const { rows } = await db.query<RunRow>(`select ${COLUMNS} from ${identifier(schema)}.run where id = $1`, [id]);
  return rows.map(recordOf)[0];
}

/** Asks a run to stop, wherever it runs; false when it is not running. It stops at its next renewal. */
export async function askToStop(db: Pool | Tx, schema: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update ${identifier(schema)}.run set stop_wanted = true where id = $1 and state = 'running'`,
    [id],
  );
  return rowCount === 1;
}

/** A run whose lease ran out is shown as interrupted even before anybody has written so. */
function recordOf(row: RunRow): RunRecord {
  return {
    id: row.id,
    name: row.name,
    dueAt: row.due_at?.toISOString() ?? null,
    state: row.dead ? 'interrupted' : row.state,
    requestedBy: row.requested_by,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    counts: row.counts,
    problems: row.problems,
    problemCount: row.problem_count,
    progress: progressOf(
      row.done,
      row.total,
      (row.finished_at ?? row.reported_at).getTime() - row.started_at.getTime(),
    ),
  };
}

/** Rate and remaining time, from what was done in so many milliseconds. */
export function progressOf(done: number, total: number | null, elapsedMs: number): RunProgress {
  const rate = elapsedMs > 0 && done > 0 ? (done * 1000) / elapsedMs : null;
  const remainingMs = total === null || rate === null ? null : Math.max(0, Math.round(((total - done) / rate) * 1000));
  return { done, total, rate: rate === null ? null : Math.round(rate * 10) / 10, remainingMs };
}
