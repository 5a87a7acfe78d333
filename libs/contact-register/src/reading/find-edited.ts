import type { Tx } from '@contact-sync/database';
import type { GroupName, RegisterName } from '@contact-sync/contacts-model';
import { assertPurpose, recordAudit } from './audit';
import type { Reader } from './audit';
import type { EditedContact } from './contact-view';
import { readManualEdits, withheldEdit } from './manual-edits';
import { isWithheld, shownFields, SUMMARY_COLUMNS, summaryOf } from './summary-row';
import type { SummaryRow } from './summary-row';

export interface EditedQuery {
  /** Only contacts of types that this register maintains. */
  readonly register?: RegisterName;
  /** Only where this group differs. */
  readonly group?: GroupName;
  /** Id of the last contact of the page before. */
  readonly after?: string;
  /** At most so many; 1 to 500. */
  readonly limit: number;
}

/**
 * Live contacts of which something typed differs from what their register says (REG-4), in the order of their ids. An
 * edit of something the register never spoke of is no difference. Of protected persons the group is named and nothing
 * of it shown to readers without that right. Recorded as `findContacts` is. Throws `PurposeMissing`.
 */
export async function findEdited(tx: Tx, reader: Reader, query: EditedQuery, now: Date): Promise<EditedContact[]> {
  assertPurpose(reader);
  const found: EditedContact[] = [];
  const persons: SummaryRow[] = [];
  for (let after = query.after ?? '0'; found.length < query.limit;) {
    const rows = await readPage(tx, query, after);
    const edits = await readManualEdits(tx, idsOf(rows), () => false);
    for (const row of rows) {
      if (found.length === query.limit) break;
      after = row.id;
      const manual = (edits.get(row.id) ?? []).filter(
        ({ group, differences }) => differences.length > 0 && group === (query.group ?? group),
      );
      if (manual.length === 0) continue;
      // What differs is found before it is withheld.
      const shown = isWithheld(row, reader) ? manual.map(withheldEdit) : manual;
      found.push({ contact: summaryOf(row, reader), manual: shown });
      if (row.is_person) persons.push(row);
    }
    if (rows.length < PAGE) break;
  }
  const entries = persons.map((row) => ({
    contactId: row.id,
    action: 'find-edited',
    register: 'contacts',
    fields: shownFields(isWithheld(row, reader)),
    resultCount: found.length,
  }));
  const nobody = { action: 'find-edited', register: 'contacts', resultCount: 0 };
  await recordAudit(tx, reader, found.length === 0 ? [nobody] : entries, now);
  return found;
}

/** Contacts looked at together; most edits differ. */
const PAGE = 200;

const idsOf = (rows: readonly SummaryRow[]): string[] => rows.map(({ id }) => id);

async function readPage(tx: Tx, { register, group }: EditedQuery, after: string): Promise<SummaryRow[]> {
  const { rows } = await tx.query<SummaryRow>(
    `select ${SUMMARY_COLUMNS} from contacts.contact c
      where c.id in (select m.contact_id from contacts.manual_edit m
                      where m.contact_id > $1 and m.register_content is not null and ($2::text is null or m."group" = $2))
        and c.superseded_by is null
        and ($3::text is null or exists (select from contacts.contact_type t
                                          where t.name_type = c.name_type and t.register = $3))
      order by c.id limit $4`,
    [after, group ?? null, register ?? null, PAGE],
  );
  return rows;
}
