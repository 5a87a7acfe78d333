import type { Pool } from 'pg';
import type { ChangeAction } from './profile';

/** A change of a profile that took place. */
export interface PastChange {
  readonly at: Date;
  readonly by: string;
  readonly action: ChangeAction;
  readonly fields: readonly string[];
}

/** The newest changes of a profile first, also of one that is deleted. */
export async function listChanges(pool: Pool, profileId: string, limit: number): Promise<PastChange[]> {
  const { rows } = await pool.query<PastChange>(
    `select changed_at as at, changed_by as by, action, fields from auth.profile_change
      where profile_id = $1 order by id desc limit $2`,
    [profileId, limit],
  );
  return rows;
}
