import type { AuditRow } from './audit-row';
import { GENESIS, linkHash } from './audit-hash';
import { DAY_MS, dayAfter, type AuditRoot } from './audit-root';

/** A link as it is stored; the hash in hexadecimal. */
export interface AuditLink {
  readonly position: number;
  readonly auditId: string;
  readonly hash: string;
}

export type AuditFaultKind =
  /** The row, or its link, is not what was sealed. */
  | 'row-changed'
  /** The chain has a link to a row that is not there. */
  | 'row-missing'
  /** A position of the chain has no link. */
  | 'link-missing'
  /** A row of a day whose root was taken before the row was sealed. */
  | 'row-after-root'
  /** The link at the root's position has another hash, or is not there. */
  | 'root-differs'
  /** A day between others has no root. */
  | 'root-missing'
  /** A root stands before the root of the day before. */
  | 'root-disordered'
  /** Rows that nobody sealed although they are old enough. */
  | 'rows-unsealed'
  /** A root that was kept elsewhere is not the one of that day. */
  | 'kept-root-differs'
  /** There is no root of the day for which one was kept elsewhere. */
  | 'kept-root-unknown';

/** Where the record of who saw whom is not as it was written. Tells places, never who was looked up or by whom. */
export interface AuditFault {
  readonly kind: AuditFaultKind;
  readonly position?: number;
  readonly auditId?: string;
  readonly day?: string;
  /** How many, where the fault is of several. */
  readonly count?: number;
}

/**
 * Recomputes the chain link by link, in the order of positions, and compares the roots on the way. After a fault it goes
 * on from the hash that is stored, so that one changed row is one fault.
 */
export class ChainCheck {
  checked = 0;
  private position = 0;
  private before: string | undefined = GENESIS;
  /** End of the last day whose root was passed, in microseconds since 1970. */
  private closedUntil = Number.NEGATIVE_INFINITY;
  private readonly waiting: AuditRoot[];

  /** `roots` in the order of days. */
  constructor(
    roots: readonly AuditRoot[],
    private readonly report: (fault: AuditFault) => void,
  ) {
    this.checkOrder(roots);
    this.waiting = [...roots].sort((a, b) => b.position - a.position || b.day.localeCompare(a.day));
  }

  /** The next link and its row; the row is undefined where there is none. */
  take({ position, auditId, hash }: AuditLink, row: AuditRow | undefined): void {
    if (position !== this.position + 1) {
      const missing = position - this.position - 1;
      this.report({ kind: 'link-missing', position: this.position + 1, ...(missing > 1 && { count: missing }) });
      this.before = undefined;
    }
    this.checkRootsBefore(position);
    if (row === undefined) {
      this.report({ kind: 'row-missing', position, auditId });
    } else {
      if (this.before !== undefined && linkHash(this.before, row) !== hash) {
        this.report({ kind: 'row-changed', position, auditId });
      }
      if (Number(row.at) < this.closedUntil) this.report({ kind: 'row-after-root', position, auditId });
    }
    this.before = hash;
    this.position = position;
    this.checked += 1;
    this.checkRootsAt(position, hash);
  }

  /** No link is left. */
  end(): void {
    this.checkRootsBefore(Number.POSITIVE_INFINITY);
  }

  private checkRootsAt(position: number, hash: string): void {
    for (let root = this.waiting.at(-1); root?.position === position; root = this.waiting.at(-1)) {
      this.waiting.pop();
      if (root.hash !== hash) this.report({ kind: 'root-differs', day: root.day, position });
      else this.closedUntil = Math.max(this.closedUntil, (Date.parse(root.day) + DAY_MS) * 1000);
    }
  }

  /** Roots of positions that have no link. */
  private checkRootsBefore(position: number): void {
    for (let root = this.waiting.at(-1); root !== undefined && root.position < position; root = this.waiting.at(-1)) {
      this.waiting.pop();
      this.report({ kind: 'root-differs', day: root.day, position: root.position });
    }
  }

  private checkOrder(roots: readonly AuditRoot[]): void {
    roots.forEach((root, at) => {
      const before = roots[at - 1];
      if (before === undefined) return;
      const expected = dayAfter(before.day);
      if (root.day !== expected) this.report({ kind: 'root-missing', day: expected });
      if (root.position < before.position) {
        this.report({ kind: 'root-disordered', day: root.day, position: root.position });
      }
    });
  }
}
