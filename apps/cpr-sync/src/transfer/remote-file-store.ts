import type { Pool } from 'pg';
import type { KnownRemoteFile } from './remote-file';

interface Row {
  readonly name: string;
  readonly size: string | null;
  readonly bytes: string | null;
  readonly state: KnownRemoteFile['state'];
  readonly renamed_to: string | null;
  readonly problem: string | null;
  readonly fetched_at: Date | null;
  readonly renamed_at: Date | null;
}

/** What is known of the files that a server shows under these names, and of those that are not renamed yet. */
export async function findRemoteFiles(
  pool: Pool,
  names: readonly string[],
): Promise<ReadonlyMap<string, KnownRemoteFile>> {
  const { rows } = await pool.query<Row>(
    `select name, size::text, bytes::text, state, renamed_to, problem, fetched_at, renamed_at
       from cpr.remote_file where name = any($1) or state = 'fetched'`,
    [names],
  );
  return new Map(rows.map((row) => [row.name, knownOf(row)]));
}

/** Fetching begins; a row of an earlier file of that name begins anew. */
export async function beginFetching(
  pool: Pool,
  { name, size, at }: { readonly name: string; readonly size: number | undefined; readonly at: Date },
): Promise<void> {
  await pool.query(
    `insert into cpr.remote_file (name, size, state, began_at) values ($1, $2, 'fetching', $3)
     on conflict (name) do update set size = $2, bytes = null, state = 'fetching', renamed_to = null, problem = null,
       began_at = $3, fetched_at = null, renamed_at = null`,
    [name, size ?? null, at],
  );
}

/** It is in the interim directory; after a crash before this it is fetched again, and known by its bytes. */
export async function markFetched(pool: Pool, name: string, bytes: number, at: Date): Promise<void> {
  await pool.query(
    `update cpr.remote_file set state = 'fetched', bytes = $2, fetched_at = $3, problem = null where name = $1`,
    [name, bytes, at],
  );
}

export async function markRenamed(pool: Pool, name: string, to: string, at: Date): Promise<void> {
  await pool.query(
    `update cpr.remote_file set state = 'renamed', renamed_to = $2, renamed_at = $3, problem = null where name = $1`,
    [name, to, at],
  );
}

export async function markProblem(pool: Pool, name: string, code: string): Promise<void> {
  await pool.query('update cpr.remote_file set problem = $2 where name = $1', [name, code]);
}

function knownOf(row: Row): KnownRemoteFile {
  return {
    name: row.name,
    state: row.state,
    ...(row.size !== null && { size: Number(row.size) }),
    ...(row.bytes !== null && { bytes: Number(row.bytes) }),
    ...(row.renamed_to !== null && { renamedTo: row.renamed_to }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.fetched_at !== null && { fetchedAt: row.fetched_at }),
    ...(row.renamed_at !== null && { renamedAt: row.renamed_at }),
  };
}
