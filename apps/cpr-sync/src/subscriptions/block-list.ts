import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A person who must not be subscribed, whoever asks (CPR-8). */
export interface BlockedPerson {
  readonly id: string;
  /** The contact at that time, where there was one. */
  readonly contactId: string | null;
  readonly blockedAt: Date;
  readonly blockedBy: string;
  readonly why: string;
}

/** Those of the hashes of person numbers that are on the block list. */
export async function findBlocked(db: Tx | Pool, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await db.query<{ number_hash: string }>(
    `select number_hash from cpr.blocked_person where ended_at is null and number_hash = any($1::text[])`,
    [hashes],
  );
  return new Set(rows.map(({ number_hash }) => number_hash));
}

/** Every hash on the list: it is short, and then a whole register is compared with it. */
export async function listBlockedHashes(db: Tx | Pool): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ number_hash: string }>(
    'select number_hash from cpr.blocked_person where ended_at is null',
  );
  return new Set(rows.map(({ number_hash }) => number_hash));
}

/** Puts a number on the list by its hash. One that is there already stays as it is; its entry is returned. */
export async function block(
  tx: Tx,
  { hash, contactId, by, why, at }: { hash: string; contactId?: string; by: string; why: string; at: Date },
): Promise<BlockedPerson> {
  await tx.query(
    `insert into cpr.blocked_person (number_hash, contact_id, blocked_at, blocked_by, why) values ($1, $2, $3, $4, $5)
         on conflict (number_hash) where ended_at is null do nothing`,
    [hash, contactId ?? null, at, by, maskPersonNumbers(why)],
  );
  const [entry] = await find(tx, 'number_hash = $1', [hash]);
  if (entry === undefined) throw new Error('an entry of the block list is gone in its own transaction');
  return entry;
}

/** Newest first; `before` is the last of the page before. */
export function listBlocked(db: Pool, { limit, before }: { limit: number; before?: string }): Promise<BlockedPerson[]> {
  return find(db, `($2::bigint is null or id < $2) order by id desc limit $1`, [limit, before ?? null]);
}

/** Takes an entry off the list; it stays as a row with its end. False: there is none. */
export async function unblock(tx: Tx, { id, by, at }: { id: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update cpr.blocked_person set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null',
    [id, at, by],
  );
  return (rowCount ?? 0) > 0;
}

async function find(db: Tx | Pool, condition: string, values: readonly unknown[]): Promise<BlockedPerson[]> {
  const { rows } = await db.query<BlockedPerson>(
    `select id::text, contact_id::text as "contactId", blocked_at as "blockedAt", blocked_by as "blockedBy", why
       from cpr.blocked_person where ended_at is null and ${condition}`,
    [...values],
  );
  return rows;
}
