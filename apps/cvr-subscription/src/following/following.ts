import type { Tx } from '@contact-sync/database';
import type { CvrProvider, EventMark } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';

/** Whom we follow CVR at, and how far. The one row of `cvrupdate_setting`. */
export interface Following {
  /** Where our subscriptions are, and the profile they were made with; absent when there are none. */
  readonly at?: { readonly provider: CvrProvider; readonly authProfile: string };
  readonly mark?: EventMark;
  readonly token: number;
  readonly lastSynchronisation?: Date;
  /** Every contact had its row at this time. */
  readonly gatheredAt?: Date;
  readonly readingWanted: boolean;
}

interface Row {
  readonly provider: CvrProvider | null;
  readonly auth_profile: string | null;
  readonly event_mark: string | null;
  readonly active_tasks_token: number;
  readonly last_synchronisation: Date | null;
  readonly gathered_at: Date | null;
  readonly reading_wanted: boolean;
}

const READ = `select provider, auth_profile, event_mark, active_tasks_token, last_synchronisation, gathered_at, reading_wanted
  from cvr.cvrupdate_setting`;

/** As it stands. */
export async function readFollowing(db: Pool | Tx): Promise<Following> {
  return following((await db.query<Row>(READ)).rows);
}

/** As it stands, and nobody else changes it before the transaction ends. */
export async function lockFollowing(tx: Tx): Promise<Following> {
  return following((await tx.query<Row>(`${READ} for update`)).rows);
}

function following([row]: readonly Row[]): Following {
  if (row === undefined) throw new Error('cvr.cvrupdate_setting has lost its row');
  const { provider, auth_profile: authProfile } = row;
  return {
    ...(provider !== null && authProfile !== null && { at: { provider, authProfile } }),
    ...(row.event_mark !== null && { mark: row.event_mark }),
    token: row.active_tasks_token,
    ...(row.last_synchronisation !== null && { lastSynchronisation: row.last_synchronisation }),
    ...(row.gathered_at !== null && { gatheredAt: row.gathered_at }),
    readingWanted: row.reading_wanted,
  };
}

/** From here on subscriptions are made there. Marks of another provider mean nothing to it. */
export async function followAt(
  tx: Tx,
  { provider, authProfile }: { readonly provider: CvrProvider; readonly authProfile: string },
): Promise<void> {
  await tx.query(
    `update cvr.cvrupdate_setting
        set provider = $1, auth_profile = $2, event_mark = null, gathered_at = null, reading_wanted = false`,
    [provider, authProfile],
  );
}

/** The last subscription is cancelled. */
export async function followNobody(tx: Tx): Promise<void> {
  await tx.query(
    `update cvr.cvrupdate_setting
        set provider = null, auth_profile = null, event_mark = null, gathered_at = null, reading_wanted = false`,
  );
}

/** The profile that the subscriptions there are and were made with is another now. */
export async function useProfile(tx: Tx, authProfile: string): Promise<void> {
  await tx.query('update cvr.cvrupdate_setting set auth_profile = $1 where provider is not null', [authProfile]);
}

/** Events up to the mark have become tasks, in the reading of this number. */
export async function moveMark(tx: Tx, mark: EventMark, token: number): Promise<void> {
  await tx.query('update cvr.cvrupdate_setting set event_mark = $1, active_tasks_token = $2', [mark, token]);
}

/** The mark is lost or means nothing any more: one is taken, and every contact updated anew. */
export async function forgetMark(tx: Tx): Promise<void> {
  await tx.query('update cvr.cvrupdate_setting set event_mark = null');
}

/** The events were read to their end. */
export async function noteSynchronised(db: Pool | Tx, at: Date): Promise<void> {
  await db.query('update cvr.cvrupdate_setting set last_synchronisation = $1, reading_wanted = false', [at]);
}

/** They are to be read without waiting for the hour. */
export async function wantReading(db: Pool | Tx): Promise<void> {
  await db.query('update cvr.cvrupdate_setting set reading_wanted = true where not reading_wanted');
}

/** Every contact has its row, as of this time; or, without one, that is to be looked into. */
export async function noteGathered(db: Pool | Tx, at: Date | undefined): Promise<void> {
  await db.query('update cvr.cvrupdate_setting set gathered_at = $1', [at ?? null]);
}
