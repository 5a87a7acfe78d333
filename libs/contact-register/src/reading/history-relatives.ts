import type { Tx } from '@contact-sync/database';
import type { Relative } from '@contact-sync/contacts-model';
import type { HistoryContent } from '../applying/draft';

/** A reference as history holds it: with the relative a register named, or the contact a person led it to. */
interface KeptReference {
  readonly relative?: Relative;
  readonly contactId?: string;
}

/**
 * Ids of the persons whom changes of a contact name beside itself: relatives by number or by name, and those that a person
 * referred to. Each as the contact it is now, in the order of ids.
 */
export async function personsNamed(tx: Tx, id: string, contents: readonly HistoryContent[]): Promise<string[]> {
  const references = contents.flatMap(referencesIn);
  if (references.length === 0) return [];
  const relatives = references.flatMap(({ relative }) => (relative === undefined ? [] : [relative]));
  const numbers = relatives.flatMap((relative) => (relative.kind === 'number' ? [relative] : []));
  const names = relatives.flatMap((relative) => (relative.kind === 'name' ? [relative] : []));
  const { rows } = await tx.query<{ id: string }>(
    `with named (id) as (
       select i.contact_id from contacts.identifier i
         join unnest($2::text[], $3::text[]) as u (name_type, name_code) using (name_type, name_code)
       union select n.relative_id from contacts.named_relative n
         join unnest($4::text[], $5::text[]) as u (name_type, name) using (name_type, name) where n.contact_id = $1
       union select unnest($6::bigint[]))
     select distinct coalesce(c.superseded_by, c.id)::text as id, coalesce(c.superseded_by, c.id) as place
       from named join contacts.contact c using (id)
      where coalesce(c.superseded_by, c.id) <> $1
        and not exists (select from contacts.contact_type t where t.name_type = c.name_type and t.register <> 'cpr')
      order by place`,
    [
      id,
      numbers.map(({ nameType }) => nameType),
      numbers.map(({ nameCode }) => nameCode),
      names.map(({ nameType }) => nameType),
      names.map(({ name }) => name),
      references.flatMap(({ contactId }) => (contactId === undefined ? [] : [contactId])),
    ],
  );
  return rows.map((row) => row.id);
}

function referencesIn(content: HistoryContent): KeptReference[] {
  return Object.entries(content).flatMap(([, of]) => {
    const { references = {} } = of as { readonly references?: Readonly<Record<string, readonly KeptReference[]>> };
    return Object.values(references).flat();
  });
}
