import type { Tx } from '@contact-sync/database';

/** Who reads, why, and what the person may see. */
export interface Reader {
  readonly who: string;
  /** Why a person is looked up or shown (REG-7). */
  readonly purpose: string;
  /** Has the right to see names and addresses of protected persons (REG-8). */
  readonly seesProtected: boolean;
}

/** A person was asked for without a purpose (REG-7): the caller's fault, HTTP 400. */
export class PurposeMissing extends Error {
  constructor() {
    super('a purpose is required to look up or show a person');
    this.name = 'PurposeMissing';
  }
}

/** Throws `PurposeMissing` for an empty purpose. */
export function assertPurpose({ purpose }: Pick<Reader, 'purpose'>): void {
  if (purpose.trim() === '') throw new PurposeMissing();
}

/** One look-up or display of one person; without a contact: a search that found nobody, or a register's own look-up. */
export interface AuditEntry {
  readonly contactId?: string;
  /** `read`, `find`, `history`, `lookup`, …. */
  readonly action: string;
  /** `contacts` for our own register, else the register that was asked. */
  readonly register: string;
  /** What was shown. */
  readonly fields?: readonly string[];
  readonly resultCount?: number;
}

/**
 * Records who sees whom, before anything is handed out: in the transaction of the read, or as an intent before a
 * register is asked and an outcome after it (REG-7). Throws `PurposeMissing`.
 */
export async function recordAudit(
  tx: Tx,
  reader: Pick<Reader, 'who' | 'purpose'>,
  entries: readonly AuditEntry[],
  now: Date,
): Promise<void> {
  assertPurpose(reader);
  if (entries.length === 0) return;
  await tx.query(
    `insert into contacts.audit (at, who, purpose, action, register, contact_id, fields, result_count)
     select $1, $2, $3, u.action, u.register, u.contact_id, u.fields::text[], u.result_count
       from unnest($4::text[], $5::text[], $6::bigint[], $7::text[], $8::integer[])
            as u (action, register, contact_id, fields, result_count)`,
    [
      now,
      reader.who,
      reader.purpose,
      entries.map(({ action }) => action),
      entries.map(({ register }) => register),
      entries.map(({ contactId }) => contactId ?? null),
      entries.map(({ fields }) => (fields === undefined ? null : arrayLiteral(fields))),
      entries.map(({ resultCount }) => resultCount ?? null),
    ],
  );
}

/** Arrays of arrays cannot be unnested; each goes as text, and may hold what a caller typed. */
function arrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}
