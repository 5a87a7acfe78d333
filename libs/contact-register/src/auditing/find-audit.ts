import type { Tx } from '@contact-sync/database';
import { recordAudit, type AuditEntry, type Reader } from '../reading/audit';
import { findContactId } from '../reading/read-contact';
import { present } from '../reading/summary-row';

/** One look at a person, as it was recorded. */
export interface AuditView {
  readonly id: string;
  readonly at: Date;
  readonly who: string;
  readonly purpose: string;
  readonly action: string;
  readonly register: string;
  readonly contactId?: string;
  readonly fields?: readonly string[];
  readonly resultCount?: number;
}

/** Looks at one contact, by one user, or both. */
export interface AuditQuery {
  readonly contactId?: string;
  readonly who?: string;
  /** Only looks at or after this moment. */
  readonly from?: Date;
  /** Only looks before this moment. */
  readonly until?: Date;
  /** Id of the last entry of the page before. */
  readonly below?: string;
  /** At most so many; 1 to 500. */
  readonly limit: number;
}

interface AuditEntryRow {
  id: string;
  at: Date;
  who: string;
  purpose: string;
  action: string;
  register: string;
  contact_id: string | null;
  fields: string[] | null;
  result_count: number | null;
}

/**
 * Who saw whom, why and when, the newest first. A contact is asked for together with those that it superseded. Reading
 * this is a look at the persons it names and is recorded itself, in this transaction: hand nothing out before it has
 * committed. Throws `PurposeMissing`.
 */
export async function findAudit(
  tx: Tx,
  reader: Pick<Reader, 'who' | 'purpose'>,
  query: AuditQuery,
  now: Date,
): Promise<AuditView[]> {
  const { contactId, who, from, until, below, limit } = query;
  const same = contactId === undefined ? undefined : await sameContact(tx, contactId);
  const { rows } = await tx.query<AuditEntryRow>(
    `select a.id::text, a.at, a.who, a.purpose, a.action, a.register, a.contact_id::text, a.fields, a.result_count
       from contacts.audit a
      where ($1::bigint[] is null or a.contact_id = any ($1)) and ($2::text is null or a.who = $2)
        and ($3::timestamptz is null or a.at >= $3) and ($4::timestamptz is null or a.at < $4)
        and ($5::bigint is null or a.id < $5)
      order by a.id desc limit $6`,
    [same?.ids ?? null, who ?? null, from ?? null, until ?? null, below ?? null, limit],
  );
  await recordAudit(tx, reader, looksAt(rows, same?.alive), now);
  return rows.map(({ id, at, who: by, purpose, action, register, contact_id, fields, result_count }) => ({
    id,
    at,
    who: by,
    purpose,
    action,
    register,
    ...present({ contactId: contact_id, fields, resultCount: result_count }),
  }));
}

/** The id as it was asked for, the contact that lives on, and those it superseded. */
async function sameContact(tx: Tx, id: string): Promise<{ ids: string[]; alive?: string }> {
  const alive = await findContactId(tx, { id });
  if (alive === undefined) return { ids: [id] };
  const { rows } = await tx.query<{ id: string }>(`select id::text from contacts.contact where superseded_by = $1`, [
    alive,
  ]);
  return { ids: [...new Set([id, alive, ...rows.map((row) => row.id)])], alive };
}

/** One row for each contact shown; where there is none, one for the contact asked for, if that exists. */
function looksAt(rows: readonly AuditEntryRow[], asked: string | undefined): AuditEntry[] {
  const shown = [...new Set(rows.map(({ contact_id }) => contact_id).filter((id) => id !== null))];
  const entry: AuditEntry = { action: 'audit', register: 'contacts', resultCount: rows.length };
  if (shown.length > 0) return shown.map((contactId) => ({ ...entry, contactId }));
  return [asked === undefined ? entry : { ...entry, contactId: asked }];
}
