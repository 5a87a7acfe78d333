import type { Tx } from '@contact-sync/database';
import { assertPurpose, recordAudit } from './audit';
import type { Reader } from './audit';
import type { ContactSummary } from './contact-view';
import { findContactId } from './read-contact';
import { isWithheld, shownFields, SUMMARY_COLUMNS, summaryOf } from './summary-row';
import type { SummaryRow } from './summary-row';

/** Searches by code look at previous codes too; by name at the beginning of the whole name or of name2. */
export type ContactQuery = {
  /** Only contacts of this type; needed with a code. */
  readonly nameType?: string;
  /** Id of the last contact of the page before. */
  readonly after?: string;
  /** At most so many; 1 to 500. */
  readonly limit: number;
} & ({ readonly nameCode: string; readonly nameType: string } | { readonly namePrefix: string });

/**
 * Finds live contacts, in the order of their ids. Protected persons are found by code, and by name only by readers
 * who may see their names. Every person found is recorded in this transaction: hand nothing out before it has
 * committed. Throws `PurposeMissing`.
 */
export async function findContacts(tx: Tx, reader: Reader, query: ContactQuery, now: Date): Promise<ContactSummary[]> {
  const mayShowPersons = await isOfPersons(tx, query.nameType);
  if (mayShowPersons) assertPurpose(reader);
  const rows = 'nameCode' in query ? await byCode(tx, query) : await byName(tx, reader, query, query.namePrefix);
  const persons = rows.filter((row) => row.is_person);
  const entries = persons.map((row) => ({
    contactId: row.id,
    action: 'find',
    register: 'contacts',
    fields: shownFields(isWithheld(row, reader)).slice(0, 1),
    resultCount: rows.length,
  }));
  const nobody = { action: 'find', register: 'contacts', resultCount: 0 };
  if (mayShowPersons) await recordAudit(tx, reader, rows.length === 0 ? [nobody] : entries, now);
  return rows.map((row) => summaryOf(row, reader));
}

async function isOfPersons(tx: Tx, nameType: string | undefined): Promise<boolean> {
  if (nameType === undefined) return true;
  const { rowCount } = await tx.query(`select from contacts.contact_type where name_type = $1 and register <> 'cpr'`, [
    nameType,
  ]);
  return rowCount === 0;
}

async function byCode(tx: Tx, key: { nameType: string; nameCode: string }): Promise<SummaryRow[]> {
  const id = await findContactId(tx, { key });
  if (id === undefined) return [];
  const { rows } = await tx.query<SummaryRow>(`select ${SUMMARY_COLUMNS} from contacts.contact c where c.id = $1`, [
    id,
  ]);
  return rows;
}

async function byName(
  tx: Tx,
  reader: Reader,
  { nameType, after, limit }: Pick<ContactQuery, 'nameType' | 'after' | 'limit'>,
  prefix: string,
): Promise<SummaryRow[]> {
  const { rows } = await tx.query<SummaryRow>(
    `select ${SUMMARY_COLUMNS} from contacts.contact c
      where (lower(coalesce(c.name1, '') || ' ' || coalesce(c.name2, '')) like $1 or lower(c.name2) like $1)
        and c.superseded_by is null and c.id > $2
        and ($3::text is null or c.name_type = $3)
        and ($4 or c.protection is null)
      order by c.id limit $5`,
    [likePrefix(prefix), after ?? '0', nameType ?? null, reader.seesProtected, limit],
  );
  return rows;
}

function likePrefix(prefix: string): string {
  return `${prefix.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
