import { findContactId, readKeys } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A contact of ours, as a look-up tells of it. */
export interface OurContact {
  readonly contactId: string;
  readonly placeholder: boolean;
}

/** Which contacts have these codes, in their order; undefined for those that nobody has. */
export async function findOurs(pool: Pool, keys: readonly ContactKey[]): Promise<(OurContact | undefined)[]> {
  const ids: (string | undefined)[] = await inTransaction(pool, async (tx) => {
    const found: (string | undefined)[] = [];
    for (const key of keys) found.push(await findContactId(tx, { key }));
    return found;
  });
  const contacts = await readKeys(
    pool,
    ids.flatMap((id) => id ?? []),
  );
  return ids.map((id) => {
    const contact = id === undefined ? undefined : contacts.get(id);
    return contact && { contactId: contact.id, placeholder: contact.placeholder };
  });
}
