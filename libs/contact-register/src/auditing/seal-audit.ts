import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { EVENT_SOURCE } from '../applying/outgoing-events';
import { AUDIT_COLUMNS, auditRowOf } from './audit-row';
import { GENESIS, linkHash } from './audit-hash';
import { DAY_MS, dayAfter, dayOf, type AuditRoot } from './audit-root';
import { findHead, recentFrom } from './chain-state';

/** What one sealing did. */
export interface Sealing {
  readonly sealed: number;
  /** Roots that were taken, mostly none. */
  readonly roots: readonly AuditRoot[];
}

export interface SealOptions {
  readonly now: () => Date;
  /** Stops after the batch in hand; what was sealed stays sealed. */
  readonly signal?: AbortSignal;
}

// Whoever seals holds this lock until the commit: the chain has one end. No other lock of the product has this number.
const SEALING_LOCK = 4_711_202_605;
const BATCH = 5000;
// The root of a day is taken when every transaction of that day has had time to commit.
const GRACE_MS = 10 * 60_000;

/**
 * Chains the committed rows of `contacts.audit` that are not yet, and takes the root of each day (UTC) that is over;
 * `audit.rooted.v1` leaves in the transaction of the root. Several may do it at once: each row is sealed once, and a
 * batch is sealed whole or not at all.
 */
export async function sealAudit(pool: Pool, { now, signal }: SealOptions): Promise<Sealing> {
  const sealed = await sealAll(pool, 'recent', signal);
  if (signal?.aborted === true) return { sealed, roots: [] };
  if (!(await inTransaction(pool, (tx) => rootIsDue(tx, now())))) return { sealed, roots: [] };
  const late = await sealAll(pool, 'all', signal);
  return { sealed: sealed + late, roots: await inTransaction(pool, (tx) => takeRoots(tx, now())) };
}

type Reach = 'recent' | 'all';

async function sealAll(pool: Pool, reach: Reach, signal: AbortSignal | undefined): Promise<number> {
  let sealed = 0;
  while (signal?.aborted !== true) {
    const batch = await inTransaction(pool, async (tx) => {
      await lockChain(tx);
      return sealBatch(tx, reach);
    });
    sealed += batch;
    if (batch < BATCH) break;
  }
  return sealed;
}

/** A statement after this one sees what the holder before committed. */
async function lockChain(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [SEALING_LOCK]);
}

/** The caller holds the lock. */
async function sealBatch(tx: Tx, reach: Reach): Promise<number> {
  const head = await findHead(tx);
  const { rows } = await tx.query<(string | null)[]>({
    text: `select ${AUDIT_COLUMNS} from contacts.audit a
            where a.id > $1 and not exists (select from contacts.audit_link l where l.audit_id = a.id and l.audit_id > $1)
            order by a.id limit ${BATCH}`,
    values: [reach === 'all' ? 0 : await recentFrom(tx)],
    rowMode: 'array',
  });
  let before = head?.hash ?? GENESIS;
  const links = rows.map((cells) => {
    const row = auditRowOf(cells);
    if (row === undefined) throw new TypeError('a row of the audit has no id');
    before = linkHash(before, row);
    return { id: row.id, hash: before };
  });
  if (links.length === 0) return 0;
  await tx.query(
    `insert into contacts.audit_link (position, audit_id, hash)
     select $1::bigint + n, id, decode(hash, 'hex') from unnest($2::bigint[], $3::text[]) with ordinality as u (id, hash, n)`,
    [head?.position ?? 0, links.map(({ id }) => id), links.map(({ hash }) => hash)],
  );
  return links.length;
}

async function rootIsDue(tx: Tx, now: Date): Promise<boolean> {
  return (await daysWithoutRoot(tx, now)).length > 0;
}

/** Days that are over and have no root: of a new chain the last one only, later every one. */
async function daysWithoutRoot(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ last: string | null; first: string | null }>(
    `select (select max(day)::text from contacts.audit_root) as last,
            (select (a.at at time zone 'UTC')::date::text from contacts.audit_link l join contacts.audit a on a.id = l.audit_id
              where l.position = 1) as first`,
  );
  const { last = null, first = null } = rows[0] ?? {};
  const over = dayOf(new Date(now.getTime() - GRACE_MS - DAY_MS));
  if (last === null) return first !== null && first <= over ? [over] : [];
  const days: string[] = [];
  for (let day = dayAfter(last); day <= over; day = dayAfter(day)) days.push(day);
  return days;
}

/** Of several days that were missed each gets the same root, so that a day without one shows. */
async function takeRoots(tx: Tx, now: Date): Promise<AuditRoot[]> {
  await lockChain(tx);
  const head = await findHead(tx);
  if (head === undefined) return [];
  const roots = (await daysWithoutRoot(tx, now)).map((day) => ({ day, ...head }));
  await tx.query(
    `insert into contacts.audit_root (day, position, hash)
     select day, $2, decode($3, 'hex') from unnest($1::date[]) as u (day)`,
    [roots.map(({ day }) => day), head.position, head.hash],
  );
  await enqueueEvents(
    tx,
    roots.map((root) => ({
      type: 'audit.rooted.v1' as const,
      subject: root.day,
      data: root,
      time: now,
      source: EVENT_SOURCE,
    })),
  );
  return roots;
}
