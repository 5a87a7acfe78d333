import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/**
 * Those of the person numbers that lead to a contact (by its name code or a previous one) that is no placeholder:
 * a file's other persons are not ours (CPR-7, `filePersons: known`).
 */
export async function findKnownNumbers(db: Tx | Pool, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ name_code: string }>(
    `select i.name_code
       from unnest($1::text[]) as u (name_code)
       join contacts.identifier i on i.name_type = 'C' and i.name_code = u.name_code
       join contacts.contact c on c.id = i.contact_id
       left join contacts.contact s on s.id = c.superseded_by
      where not coalesce(s.placeholder, c.placeholder)`,
    [numbers],
  );
  return new Set(rows.map(({ name_code }) => name_code));
}
