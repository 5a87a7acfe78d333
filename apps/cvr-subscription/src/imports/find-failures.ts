import type { Pool } from 'pg';

/** A contact whose import from CVR failed since it last went well. */
export interface ShownFailure {
  readonly contactId: string;
  readonly failures: number;
  readonly code: string;
  readonly text: string;
  readonly failedAt: Date;
  readonly tryAfter: Date | null;
  readonly updatedAt: Date | null;
}

/** A page of them, in the order of their contacts' ids. */
export async function findFailures(
  pool: Pool,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly ShownFailure[]> {
  const { rows } = await pool.query<ShownFailure>(
    `select contact_id::text as "contactId", failures, failure_code as code, coalesce(failure_text, '') as text,
            failed_at as "failedAt", try_after as "tryAfter", updated_at as "updatedAt"
       from cvr.cvrupdate_import where failures > 0 and contact_id > $1 order by cvrupdate_import.contact_id limit $2`,
    [after ?? '0', limit],
  );
  return rows;
}

export async function countFailures(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from cvr.cvrupdate_import where failures > 0',
  );
  return rows[0]?.count ?? 0;
}
