import { findContactId, readKeys } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';

/** Which contacts have these codes, by code; a contact that another took the place of gives that one. */
export async function findOurs(pool: Pool, keys: readonly ContactKey[]): Promise<ReadonlyMap<string, string>> {
  const found = await inTransaction(pool, async (tx) => {
    const ids = new Map<string, string>();
    for (const key of keys) {
      const id = await findContactId(tx, { key });
      if (id !== undefined) ids.set(key.nameCode, id);
    }
    return ids;
  });
  const contacts = await readKeys(pool, [...found.values()]);
  return new Map([...found].flatMap(([code, id]) => (contacts.has(id) ? [[code, contacts.get(id)?.id ?? id]] : [])));
}
