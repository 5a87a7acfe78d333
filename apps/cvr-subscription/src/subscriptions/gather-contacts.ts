import { listContactsOfTypes, type KeyedContact } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { wantNotThese, wantThese } from './wanting';

const PAGE = 1000;

/**
 * Sees to it that every company and production unit of the contact register has its row, and that no other is wanted:
 * what is new comes by event, and this is the safety net below it. Returns how many rows are wanted that were not.
 */
export async function gatherContacts(
  pool: Pool,
  { companyType, unitType }: CvrSettings,
  run: Pick<Run, 'signal' | 'count'>,
): Promise<number> {
  const before = await rowsThere(pool);
  let added = 0;
  let after: ContactKey | undefined;
  for (;;) {
    run.signal.throwIfAborted();
    const contacts: readonly KeyedContact[] = await listContactsOfTypes(pool, {
      nameTypes: [companyType, unitType],
      ...(after !== undefined && { after }),
      limit: PAGE,
    });
    const ids = contacts.map(({ id }) => id);
    added += await wantThese(pool, ids);
    for (const id of ids) before.delete(id);
    after = contacts.at(-1)?.key;
    if (contacts.length < PAGE) break;
  }
  // Rows that were there before the first page was read, whose contact none of the pages had.
  const gone = [...before];
  for (let at = 0; at < gone.length; at += PAGE) await wantNotThese(pool, gone.slice(at, at + PAGE));
  if (added > 0) run.count('gathered', added);
  if (gone.length > 0) run.count('gone', gone.length);
  return added;
}

/** A row made later belongs to a contact that the pages may have passed by. */
async function rowsThere(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    'select contact_id::text as id from cvr.cvrupdate_subscription where wanted',
  );
  return new Set(rows.map(({ id }) => id));
}
