import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { listAuditRoots, type AuditRoot } from './audit-root';

/** The last link of the chain; the hash in hexadecimal. */
export type ChainHead = Omit<AuditRoot, 'day'>;

/** How far the sealing is. */
export interface ChainState {
  readonly head?: ChainHead;
  readonly lastRoot?: AuditRoot;
  /** Committed rows that are not sealed. */
  readonly unsealed: number;
  /** When the oldest of them was written. */
  readonly unsealedSince?: Date;
}

/** A row of `contacts.audit a` without a link. */
export const UNSEALED = 'not exists (select from contacts.audit_link l where l.audit_id = a.id)';

// A transaction that commits late has lower ids than rows already sealed. So far behind them each sealing looks; the
// daily root looks at all rows.
const LATE_IDS = 50_000;

/** The last link; undefined while there is none. */
export async function findHead(db: Tx | Pool): Promise<ChainHead | undefined> {
  const { rows } = await db.query<{ position: string; hash: string }>(
    `select l.position::text, encode(l.hash, 'hex') as hash from contacts.audit_link l order by l.position desc limit 1`,
  );
  return rows.map(({ position, hash }) => ({ position: Number(position), hash }))[0];
}

/** Rows above this id may be unsealed; below it only those of a transaction that committed uncommonly late. */
export async function recentFrom(db: Tx | Pool): Promise<number> {
  const { rows } = await db.query<{ id: string | null }>('select max(audit_id)::text as id from contacts.audit_link');
  return Math.max(0, Number(rows[0]?.id ?? 0) - LATE_IDS);
}

/** For metrics: cheap however long the chain is. */
export async function readChainState(pool: Pool): Promise<ChainState> {
  const [head, [lastRoot], from] = await Promise.all([
    findHead(pool),
    listAuditRoots(pool, { limit: 1 }),
    recentFrom(pool),
  ]);
  const { rows } = await pool.query<{ count: string; since: Date | null }>(
    `select count(*)::text as count, min(a.at) as since from contacts.audit a where a.id > $1 and ${UNSEALED}`,
    [from],
  );
  const { count = '0', since = null } = rows[0] ?? {};
  return {
    unsealed: Number(count),
    ...(head !== undefined && { head }),
    ...(lastRoot !== undefined && { lastRoot }),
    ...(since !== null && { unsealedSince: since }),
  };
}
