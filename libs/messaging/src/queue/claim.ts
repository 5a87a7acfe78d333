import { sqlState } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A row of the service queue as it stood when it was claimed; newer than the message that named it. */
export interface ClaimedRow {
  readonly id: string;
  readonly data: object;
  readonly attempts: number;
  /** The lane it waited for; it is that lane's probe. */
  readonly lane: string | null;
  /** Of a message from another sender, which may have been corrected since it was published; null for our own. */
  readonly envelope: ClaimedEnvelope | null;
}

/** Who said what of whom, as the row has it. */
export interface ClaimedEnvelope {
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence?: number;
}

/** Whose claim it is, and for how many milliseconds from now. */
export interface Lease {
  readonly token: string;
  readonly leaseMs: number;
  /** Leaves out rows of other types: of a message that was corrected an earlier copy may still be on the way. */
  readonly type?: string;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Claims rows for a token and a time (milliseconds), in one statement. Those that are finished, at rest, not yet due,
 * claimed by another, or whose subject another works on are left out. Claiming again with the same token gives what
 * is still ours and counts no new attempt.
 */
export async function claim(pool: Pool, ids: readonly string[], lease: Lease): Promise<ClaimedRow[]> {
  for (;;) {
    try {
      return await tryToClaim(pool, ids, lease);
    } catch (error) {
      // Another claimed the same subject under another row at the same moment; now we can see it.
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    }
  }
}

async function tryToClaim(pool: Pool, ids: readonly string[], { token, leaseMs, type }: Lease): Promise<ClaimedRow[]> {
  // The array as a subquery keeps the planner at the index, whatever it knows of the size of the table.
  const { rows } = await pool.query<ClaimedRow>(
    `with unhurried as (
       -- A claim that a crash of the database forgets is lost like any other: settling it fails.
       select set_config('synchronous_commit', 'off', true)
     ), wanted as (
       select m.id, m.kind, m.type, m.subject
       from service_queue.message m
       where m.id = any(array(select unnest($1::uuid[])))
         and m.kind <> 'event' and ($4::text is null or m.type = $4)
         and m.state in ('open', 'waiting', 'claimed')
         and (m.free_at <= clock_timestamp() or m.claim = $2)
         -- A subquery, not a join: the planner would compare each with all that are claimed.
         and coalesce((select other.id from service_queue.message other
                       where other.kind = 'task' and other.state = 'claimed' and m.kind = 'task'
                         and other.type = m.type and other.subject = m.subject), m.id) = m.id
       order by m.id
       for update of m
     ), one_per_subject as (
       select distinct on (type, subject, case when kind = 'task' then null else id end) id
       from wanted
       order by type, subject, case when kind = 'task' then null else id end, id
     )
     update service_queue.message m
     set state = 'claimed', claim = $2,
         attempts = m.attempts + case when m.claim = $2 then 0 else 1 end,
         free_at = clock_timestamp() + $3 * interval '1 millisecond',
         due_at = clock_timestamp() + $3 * interval '1 millisecond'
     from one_per_subject o, unhurried
     where m.id = o.id
     returning m.id, m.data, m.attempts, m.lane,
       case when m.kind = 'inbound' then json_strip_nulls(json_build_object(
         'id', m.origin_id, 'source', m.source, 'subject', m.subject, 'sequence', m.sequence,
         'time', to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) end as envelope`,
    [ids, token, leaseMs, type ?? null],
  );
  return rows;
}

/** Prolongs claims by a time (milliseconds) from now; returns how many are still ours. For work that takes long. */
export async function extendClaim(pool: Pool, ids: readonly string[], { token, leaseMs }: Lease): Promise<number> {
  const { rowCount } = await pool.query(
    `update service_queue.message
     set free_at = clock_timestamp() + $3 * interval '1 millisecond',
         due_at = clock_timestamp() + $3 * interval '1 millisecond'
     where id = any(array(select unnest($1::uuid[]))) and claim = $2`,
    [ids, token, leaseMs],
  );
  return rowCount ?? 0;
}
