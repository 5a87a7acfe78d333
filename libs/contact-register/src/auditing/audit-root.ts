import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** The head of the chain when a day was over; the hash in hexadecimal. */
export interface AuditRoot {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly position: number;
  readonly hash: string;
}

export const DAY_MS = 86_400_000;

/** The day, in UTC, that a moment is in. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The day after a day, both YYYY-MM-DD. */
export function dayAfter(day: string): string {
  return dayOf(new Date(Date.parse(day) + DAY_MS));
}

/** Daily roots of the chain, the newest first; without a limit all of them. */
export async function listAuditRoots(
  db: Tx | Pool,
  { before, limit }: { readonly before?: string; readonly limit?: number } = {},
): Promise<AuditRoot[]> {
  const { rows } = await db.query<{ day: string; position: string; hash: string }>(
    `select r.day::text, r.position::text, encode(r.hash, 'hex') as hash from contacts.audit_root r
      where $1::date is null or r.day < $1 order by r.day desc limit $2`,
    [before ?? null, limit ?? null],
  );
  return rows.map(({ day, position, hash }) => ({ day, position: Number(position), hash }));
}
