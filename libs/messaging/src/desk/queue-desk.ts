import type { ClientBase, Pool } from 'pg';
import { DUE_CHANNEL } from '../queue/wake';
import { UNREADABLE } from '../relay/wire-message';

/** States of a row; what each means stands with the column in the migration. */
export type RowState = 'open' | 'claimed' | 'waiting' | 'held' | 'parked' | 'done' | 'obsolete';

/** A row of the service queue as an operator sees it, without its data. */
export interface QueueRow {
  readonly id: string;
  readonly kind: 'event' | 'task' | 'inbound';
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  /** Inbound only: the id its sender gave it; of one that could not be read, a fingerprint of its body. */
  readonly originId?: string;
  readonly state: RowState;
  readonly attempts: number;
  readonly createdAt: Date;
  /** When it is published, or tried, next. */
  readonly dueAt?: Date;
  /** The paused lane it waits for. */
  readonly lane?: string;
  readonly errorCode?: string;
  /** Without person numbers. */
  readonly errorText?: string;
  /** Inbound only: who last corrected it, and when. */
  readonly mendedBy?: string;
  readonly mendedAt?: Date;
}

export interface QueueFilter {
  /** Without it every row that is not finished. */
  readonly state?: RowState;
  readonly type?: string;
  /** Id of the last row of the page before. */
  readonly after?: string;
  readonly limit: number;
}

const COLUMNS = `m.id, m.kind, m.type, m.subject, m.source, m.origin_id as "originId", m.state, m.attempts,
  m.created_at as "createdAt", m.due_at as "dueAt", m.lane, m.error_code as "errorCode", m.error_text as "errorText",
  m.mended_by as "mendedBy", m.mended_at as "mendedAt"`;

// Says the same as "not done and not obsolete", in the words of the partial indexes, which hold only such rows.
const UNFINISHED = `(m.due_at is not null or m.state in ('waiting', 'held', 'parked') or m.lane is not null)`;

/** Rows of the service queue, the newest first. */
export async function findRows(on: Pool | ClientBase, { state, type, after, limit }: QueueFilter): Promise<QueueRow[]> {
  const finished = state === 'done' || state === 'obsolete';
  const { rows } = await on.query<QueueRow>(
    `select ${COLUMNS} from service_queue.message m
     where ${finished ? 'true' : UNFINISHED}
       and ($1::text is null or m.state = $1) and ($2::text is null or m.type = $2) and ($3::uuid is null or m.id < $3)
     order by m.id desc limit $4`,
    [state ?? null, type ?? null, after ?? null, limit],
  );
  return rows.map(withoutNulls);
}

/** How many rows of one kind, type and state there are, and since when the oldest waits. */
export interface QueueCount {
  readonly kind: QueueRow['kind'];
  readonly type: string;
  readonly state: RowState;
  readonly count: number;
  readonly oldest: Date;
}

/** Counts every row that is not finished. */
export async function countRows(on: Pool | ClientBase): Promise<QueueCount[]> {
  const { rows } = await on.query<QueueCount>(
    `select m.kind, m.type, m.state, count(*)::float8 as count, min(m.created_at) as oldest
     from service_queue.message m where ${UNFINISHED}
     group by m.kind, m.type, m.state order by m.kind, m.type, m.state`,
  );
  return rows;
}

/** What a person may do with a row. */
export type DeskAction = 'retry' | 'park' | 'release' | 'obsolete';

interface ActionRule {
  readonly from: readonly RowState[];
  readonly kinds: readonly QueueRow['kind'][];
  readonly set: string;
  /** Whether it makes no sense for a message that nobody could read, which must be mended first. */
  readonly notUnreadable?: true;
}

const EVERY_KIND = ['event', 'task', 'inbound'] as const;
// A task goes on as `waiting`, for another of its subject may be open. Events are not claimed: the relay wants them open.
export const TO_WORK = `state = case m.kind when 'event' then 'open' else 'waiting' end, due_at = clock_timestamp(),
  free_at = clock_timestamp(), publications = 0, lane = null`;

const RULES: Readonly<Record<DeskAction, ActionRule>> = {
  retry: {
    from: ['open', 'waiting', 'held', 'parked'],
    kinds: EVERY_KIND,
    set: `${TO_WORK}, attempts = 0`,
    notUnreadable: true,
  },
  release: { from: ['held', 'parked'], kinds: EVERY_KIND, set: TO_WORK, notUnreadable: true },
  park: { from: ['open', 'waiting', 'held'], kinds: EVERY_KIND, set: `state = 'parked', due_at = null, lane = null` },
  obsolete: {
    from: ['open', 'waiting', 'held', 'parked'],
    // An event that is not told is a change nobody hears of.
    kinds: ['task', 'inbound'],
    set: `state = 'obsolete', due_at = null, lane = null, done_at = clock_timestamp()`,
  },
};

/** The row as it is now; `refused`: its kind or state does not allow the action, such as while a service works on it. */
export type DeskOutcome =
  | { readonly kind: 'done'; readonly row: QueueRow }
  | { readonly kind: 'refused'; readonly row: QueueRow }
  | { readonly kind: 'unknown' };

/**
 * Does what a person decided of one row: `retry` makes it due now with its attempts forgotten, `release` puts one at
 * rest back to work, `park` takes it out of the work, `obsolete` ends it without effect.
 */
export async function actOnRow(on: Pool | ClientBase, action: DeskAction, id: string): Promise<DeskOutcome> {
  const { from, kinds, set, notUnreadable } = RULES[action];
  const { rows: changed } = await on.query<QueueRow>(
    `with changed as (
       update service_queue.message m set ${set}
       where m.id = $1 and m.state = any($2::text[]) and m.kind = any($3::text[])
         ${notUnreadable ? `and m.type <> '${UNREADABLE}'` : ''}
       returning m.*)
     select ${COLUMNS}, pg_notify('${DUE_CHANNEL}', '') from changed m`,
    [id, from, kinds],
  );
  if (changed[0] !== undefined) return { kind: 'done', row: withoutNulls(changed[0]) };
  const row = await findRow(on, id);
  return row === undefined ? { kind: 'unknown' } : { kind: 'refused', row };
}

/** One row, in whatever state. */
export async function findRow(on: Pool | ClientBase, id: string): Promise<QueueRow | undefined> {
  const { rows } = await on.query<QueueRow>(`select ${COLUMNS} from service_queue.message m where m.id = $1`, [id]);
  return rows[0] && withoutNulls(rows[0]);
}

function withoutNulls({ id, kind, type, subject, source, state, attempts, createdAt, ...more }: QueueRow): QueueRow {
  const { originId, dueAt, lane, errorCode, errorText, mendedBy, mendedAt } = more;
  const present = Object.entries({ originId, dueAt, lane, errorCode, errorText, mendedBy, mendedAt }).filter(
    ([, value]) => value !== null,
  );
  return { id, kind, type, subject, source, state, attempts, createdAt, ...Object.fromEntries(present) };
}
