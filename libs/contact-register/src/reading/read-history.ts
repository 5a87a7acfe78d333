import type { Tx } from '@contact-sync/database';
import type { GroupName } from '@contact-sync/contacts-model';
import type { HistoryContent, HistoryKind } from '../applying/draft';
import { assertPurpose, recordAudit } from './audit';
import type { Reader } from './audit';
import { PROTECTED_GROUPS } from './contact-view';
import { personsNamed } from './history-relatives';
import { isWithheld, present, shownFields, SUMMARY_COLUMNS } from './summary-row';
import type { SummaryRow } from './summary-row';

/** One change of a contact: what, when, from which source, old and new value by group (REG-7). */
export interface HistoryEntry {
  readonly version: number;
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly register?: string;
  readonly road?: string;
  readonly source?: string;
  readonly runId?: string;
  readonly byUser?: string;
  readonly before?: HistoryContent;
  readonly after: HistoryContent;
}

interface HistoryRow {
  version: number;
  at: Date;
  kind: HistoryKind;
  register: string | null;
  road: string | null;
  source: string | null;
  run_id: string | null;
  by_user: string | null;
  before: HistoryContent | null;
  after: HistoryContent;
}

/**
 * Changes of one contact, newest first, at most `limit`, of versions below `below`. Names and addresses of a
 * protected person are left out for readers without that right. Recorded as `readContact` is, relatives
 * whose number or name the changes hold included. Throws `PurposeMissing`.
 */
export async function readHistory(
  tx: Tx,
  reader: Reader,
  id: string,
  { below, limit }: { readonly below?: number; readonly limit: number },
  now: Date,
): Promise<HistoryEntry[]> {
  const { rows: contacts } = await tx.query<SummaryRow & { survivor_protection: string | null }>(
    `select ${SUMMARY_COLUMNS}, s.protection as survivor_protection
       from contacts.contact c left join contacts.contact s on s.id = c.superseded_by where c.id = $1`,
    [id],
  );
  const [contact] = contacts;
  if (contact === undefined) return [];
  // One person: what was said under a replaced number is protected when the person is.
  const withheld = isWithheld(contact, reader) || isWithheld({ protection: contact.survivor_protection }, reader);
  if (contact.is_person) assertPurpose(reader);
  const { rows } = await tx.query<HistoryRow>(
    `select h.version, h.at, h.kind, h.register, o.road, o.source, h.run_id, h.by_user, h.before, h.after
       from contacts.history h left join contacts.origin o on o.id = h.origin_id
      where h.contact_id = $1 and ($2::integer is null or h.version < $2)
      order by h.version desc limit $3`,
    [id, below ?? null, limit],
  );
  const changes = rows.map((row) => ({
    version: row.version,
    at: row.at,
    kind: row.kind,
    ...present({
      register: row.register,
      road: row.road,
      source: row.source,
      runId: row.run_id,
      byUser: row.by_user,
      before: row.before === null ? null : visible(row.before, withheld),
    }),
    after: visible(row.after, withheld),
  }));
  const contents = changes.flatMap(({ before, after }) => (before === undefined ? [after] : [before, after]));
  const entry = { action: 'history', register: 'contacts' };
  const named = (await personsNamed(tx, id, contents)).map((contactId) => ({
    ...entry,
    contactId,
    fields: ['reference'],
  }));
  const own = { ...entry, contactId: id, fields: shownFields(withheld) };
  const entries = contact.is_person ? [own, ...named] : named;
  if (entries.length > 0) await recordAudit(tx, reader, entries, now);
  return changes;
}

function visible(content: HistoryContent, withheld: boolean): HistoryContent {
  if (!withheld) return content;
  const hidden = new Set<string>(PROTECTED_GROUPS satisfies readonly GroupName[]);
  return Object.fromEntries(Object.entries(content).filter(([group]) => !hidden.has(group)));
}
