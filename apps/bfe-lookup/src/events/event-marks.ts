import type { Tx } from '@contact-sync/database';
import type { EventMarks, PropertyRegister } from '@contact-sync/registers-bfe';
import type { Pool } from 'pg';

/** How far the events of each register were read, by register. */
export type StoredMarks = EventMarks;

/** As they stand. */
export async function readMarks(db: Pool | Tx): Promise<StoredMarks> {
  const { rows } = await db.query<{ register: string; mark: string }>('select register, mark from bfe.event_mark');
  return Object.fromEntries(rows.map(({ register, mark }) => [register, mark]));
}

/** As they stand, and no other reading moves them before the transaction ends. */
export async function lockMarks(tx: Tx): Promise<StoredMarks> {
  // Also where there are no rows to lock yet.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('bfe.event_mark', 0))`);
  return readMarks(tx);
}

/** Events up to these have become tasks. */
export async function moveMarks(tx: Tx, marks: StoredMarks, at: Date): Promise<void> {
  await tx.query(
    `insert into bfe.event_mark as m (register, mark, moved_at)
     select u.register, u.mark, $3 from unnest($1::text[], $2::text[]) as u (register, mark)
     on conflict (register) do update set mark = excluded.mark, moved_at = excluded.moved_at
      where m.mark is distinct from excluded.mark`,
    [Object.keys(marks), Object.values(marks), at],
  );
}

/** Marks are taken anew with the next reading, and every property is read; those of some registers, or all. */
export async function forgetMarks(tx: Tx, registers?: readonly PropertyRegister[]): Promise<void> {
  await tx.query('delete from bfe.event_mark where $1::text[] is null or register = any($1::text[])', [
    registers ?? null,
  ]);
}
