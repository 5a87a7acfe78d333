import type { Tx } from '@contact-sync/database';
import type { ExternalGroup } from './type-facts';

/**
 * Notes that a source spoke of these groups of a contact at this place. Gives those of which it said nothing newer, and
 * not this very thing: only they are to be changed.
 */
export async function claimGroups(
  tx: Tx,
  { source, contactId, place }: { readonly source: string; readonly contactId: string; readonly place: string },
  groups: readonly ExternalGroup[],
): Promise<ExternalGroup[]> {
  if (groups.length === 0) return [];
  const { rows } = await tx.query<{ group: ExternalGroup }>(
    `insert into contacts.external_edit as e (source, contact_id, "group", place)
     select $1, $2, u."group", $3 from unnest($4::text[]) as u ("group") order by 3
         on conflict (source, contact_id, "group") do update set place = excluded.place
      where e.place < excluded.place
     returning "group"`,
    [source, contactId, place, groups],
  );
  return rows.map(({ group }) => group);
}
