import type { Tx } from '@contact-sync/database';
import { GROUP_OF_REFERENCE, relativeKey } from '@contact-sync/contacts-model';
import type { Address, Reference, Relative } from '@contact-sync/contacts-model';
import type { Draft } from './draft';
import { dated, groupOf } from './load-group';

interface RelativeRow {
  contact_id: string;
  slot: string;
  name: string;
  relative_id: string;
  name_type: string;
  relation: string;
  address: Address | null;
}

/** Reads the relatives that have contacts of their own because the register gave no number. */
export async function readRelatives(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<RelativeRow>(
    `select contact_id::text, slot, name, relative_id::text, name_type, relation, address
       from contacts.named_relative where contact_id = any($1::bigint[])`,
    [ids],
  );
  for (const row of rows) {
    const relative = {
      kind: 'name' as const,
      nameType: row.name_type,
      name: row.name,
      relation: row.relation,
      ...(row.address !== null && { address: row.address }),
    };
    const known = { slot: row.slot, relativeId: row.relative_id, relative, dirty: false };
    drafts.get(row.contact_id)?.relatives.set(relativeKey({ slot: row.slot, relative }), known);
  }
}

interface ReferenceRow {
  contact_id: string;
  custom_label: string;
  slot: string;
  ref_name_type: string | null;
  ref_name_code: string | null;
  ref_contact_id: string | null;
  target: string | null;
  start_date: string | null;
  start_uncertain: boolean;
}

/** Reads the open references, each with the contact it leads to now. Stands after `readRelatives`. */
export async function readReferences(
  tx: Tx,
  ids: readonly string[],
  drafts: ReadonlyMap<string, Draft>,
): Promise<void> {
  const { rows } = await tx.query<ReferenceRow>(
    `select r.contact_id::text, r.custom_label, r.slot, r.ref_name_type, r.ref_name_code, r.ref_contact_id::text,
            coalesce(r.ref_contact_id, c.superseded_by, i.contact_id)::text as target, r.start_date, r.start_uncertain
       from contacts.reference r
       left join contacts.identifier i on (i.name_type, i.name_code) = (r.ref_name_type, r.ref_name_code)
       left join contacts.contact c on c.id = i.contact_id
      where r.contact_id = any($1::bigint[]) and r.end_date is null
      order by r.contact_id, r.id`,
    [ids],
  );
  for (const row of rows) {
    const draft = drafts.get(row.contact_id);
    const group = groupOf(draft, GROUP_OF_REFERENCE.get(row.custom_label));
    const relative = draft === undefined ? undefined : relativeOf(row, draft);
    if (group === undefined || relative === undefined) continue;
    const start = dated(row.start_date, row.start_uncertain);
    const reference: Reference = {
      slot: row.slot,
      relative,
      ...(start !== undefined && { start }),
      ...(row.target !== null && { contactId: row.target }),
    };
    const label = row.custom_label;
    group.references = { ...group.references, [label]: [...(group.references?.[label] ?? []), reference] };
  }
}

function relativeOf(row: ReferenceRow, draft: Draft): Relative | undefined {
  if (row.ref_name_type !== null && row.ref_name_code !== null) {
    return { kind: 'number', nameType: row.ref_name_type, nameCode: row.ref_name_code };
  }
  for (const known of draft.relatives.values()) {
    if (known.relativeId === row.ref_contact_id && known.slot === row.slot) return known.relative;
  }
  return undefined;
}
