import { inTransaction } from '@contact-sync/database';
import type { ContactKey } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';

/** A live contact that is a party on an open case. */
export interface PartyOnOpenCase {
  readonly id: string;
  readonly key: ContactKey;
  /** Only referred to, never imported. */
  readonly placeholder: boolean;
}

interface Wanted {
  readonly nameTypes: readonly string[];
  /** Contacts in a page at most. */
  readonly limit: number;
}

interface Row {
  id: string;
  name_type: string;
  name_code: string;
  placeholder: boolean;
}

/**
 * Gives the contacts of some types that are parties on open cases to `take`, page by page, each once and in the order of
 * their ids: as it stood when it began. For services: nobody is shown.
 */
export async function eachPartyOnOpenCase(
  pool: Pool,
  { nameTypes, limit }: Wanted,
  take: (page: readonly PartyOnOpenCase[]) => Promise<void>,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    // The view is worked out once: asked page by page it would be as often.
    await tx.query(
      `declare party_on_open_case no scroll cursor for
         select c.id::text, c.name_type, c.name_code, c.placeholder
           from contacts.contact c
          where c.id in (select contact_id from contacts.party_on_open_case)
            and c.superseded_by is null and c.name_type = any($1::text[])
          order by c.id`,
      [nameTypes],
    );
    for (;;) {
      const { rows } = await tx.query<Row>(`fetch ${Math.trunc(limit)} from party_on_open_case`);
      if (rows.length > 0) {
        await take(
          rows.map(({ id, name_type: nameType, name_code: nameCode, placeholder }) => ({
            id,
            key: { nameType, nameCode },
            placeholder,
          })),
        );
      }
      if (rows.length < limit) return;
    }
  });
}
