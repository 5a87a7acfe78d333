import { listContactsOfTypes } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { numberOf } from '../properties/property-number';
import { askForUpdates } from './update-tasks';

const PAGE = 1000;

/** Asks for every property of the contact register to be read, those that people typed too. */
export async function refreshAll(pool: Pool, contactType: string, run: Run): Promise<void> {
  let after: ContactKey | undefined;
  for (let done = 0; ;) {
    run.signal.throwIfAborted();
    const contacts = await listContactsOfTypes(pool, {
      nameTypes: [contactType],
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    const wanted = contacts.filter(({ key }) => numberOf(key, contactType) !== undefined);
    await inTransaction(pool, (tx) =>
      askForUpdates(
        tx,
        wanted.map(({ id }) => id),
      ),
    );
    run.count('updates', wanted.length);
    if (wanted.length < contacts.length) run.count('not-a-bfe-number', contacts.length - wanted.length);
    done += contacts.length;
    run.progress(done);
    after = contacts.at(-1)?.key;
    if (contacts.length < PAGE) return;
  }
}
