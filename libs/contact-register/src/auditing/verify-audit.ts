import { copyOut, inTransaction, type TextRow, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { AUDIT_COLUMNS, auditRowOf } from './audit-row';
import { listAuditRoots, type AuditRoot } from './audit-root';
import { ChainCheck, type AuditFault } from './chain-check';
import { findHead, UNSEALED } from './chain-state';

/** A root that somebody kept where nobody could change it with the database. */
export type KeptRoot = Pick<AuditRoot, 'day' | 'hash'>;

export interface VerifyOptions {
  readonly now: () => Date;
  /** The chain must contain these. */
  readonly kept?: readonly KeptRoot[];
  readonly signal?: AbortSignal;
  /** How many links were compared, of how many. */
  readonly progress?: (done: number, total: number) => void;
  /** Each fault as it is met. */
  readonly fault?: (fault: AuditFault) => void;
}

/** What a verification found. */
export interface AuditVerification {
  /** Links that were compared with their rows. */
  readonly checked: number;
  readonly roots: number;
  /** Rows, links and roots that are not as they were. */
  readonly faults: number;
  readonly first?: AuditFault;
}

// So many links a statement: PostgreSQL sorts them in memory, and a long chain can be given up on the way.
const SLICE = 100_000;
// One process of PostgreSQL keeps up with us; more would only take the machine from those who look persons up.
const FOR_SLICES = `set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0`;
/** A row that is older than this must be sealed: sealing runs every minute. */
export const SEALED_WITHIN_MS = 10 * 60_000;

/**
 * Recomputes the whole chain from the rows, compares every root and the roots that were kept elsewhere, and looks for rows
 * that nobody sealed. Memory stays flat. Throws the reason of `signal` when aborted.
 */
export async function verifyAudit(pool: Pool, options: VerifyOptions): Promise<AuditVerification> {
  const { now, kept = [], signal, progress } = options;
  let faults = 0;
  let first: AuditFault | undefined;
  const report = (fault: AuditFault): void => {
    faults += fault.count ?? 1;
    first ??= fault;
    options.fault?.(fault);
  };
  // Roots before the head: what is sealed meanwhile comes after both.
  const roots = (await listAuditRoots(pool)).reverse();
  const total = (await findHead(pool))?.position ?? 0;
  const check = new ChainCheck(roots, report);
  for (let from = 0; from < total; from += SLICE) {
    await inTransaction(pool, async (tx) => {
      await tx.query(FOR_SLICES);
      for await (const lines of copyOut(tx, await sliceOf(tx, from, Math.min(from + SLICE, total)))) {
        for (const cells of lines) takeLine(check, cells);
      }
    });
    progress?.(Math.min(from + SLICE, total), total);
    signal?.throwIfAborted();
  }
  check.end();
  compareKept(kept, roots, report);
  await inTransaction(pool, (tx) => lookForUnsealed(tx, now(), report));
  return { checked: check.checked, roots: roots.length, faults, ...(first !== undefined && { first }) };
}

/**
 * The query of a slice. It names the ids, so that PostgreSQL reads these rows and not the whole table for each slice. With
 * `+ 0` their ends are looked for in the slice, not from the ends of an index over the whole chain.
 */
async function sliceOf(tx: Tx, from: number, to: number): Promise<string> {
  const where = `l.position > ${from} and l.position <= ${to}`;
  const { rows } = await tx.query<{ first: string | null; last: string | null }>(
    `select min(l.audit_id + 0)::text as first, max(l.audit_id + 0)::text as last from contacts.audit_link l where ${where}`,
  );
  const { first, last } = rows[0] ?? {};
  return `select l.position, l.audit_id, encode(l.hash, 'hex'), ${AUDIT_COLUMNS}
            from contacts.audit_link l
            left join contacts.audit a on a.id = l.audit_id and a.id between ${first ?? 0} and ${last ?? 0}
           where ${where} order by l.position`;
}

function takeLine(check: ChainCheck, cells: TextRow): void {
  const [position, auditId, hash] = cells;
  check.take({ position: Number(position), auditId: auditId ?? '', hash: hash ?? '' }, auditRowOf(cells, 3));
}

function compareKept(
  kept: readonly KeptRoot[],
  roots: readonly AuditRoot[],
  report: (fault: AuditFault) => void,
): void {
  for (const { day, hash } of kept) {
    const root = roots.find((one) => one.day === day);
    if (root === undefined) report({ kind: 'kept-root-unknown', day });
    else if (root.hash !== hash.toLowerCase()) report({ kind: 'kept-root-differs', day, position: root.position });
  }
}

async function lookForUnsealed(tx: Tx, now: Date, report: (fault: AuditFault) => void): Promise<void> {
  const { rows } = await tx.query<{ id: string | null; count: number }>(
    `select min(a.id)::text as id, count(*)::int as count from contacts.audit a where a.at < $1 and ${UNSEALED}`,
    [new Date(now.getTime() - SEALED_WITHIN_MS)],
  );
  for (const { id, count } of rows) if (id !== null) report({ kind: 'rows-unsealed', auditId: id, count });
}
