import { readKeys, type KeyedContact } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { CprSettings } from '../settings';
import type { SourceRecords } from './source-records';
import type { RefusedWish, WishesAnswer } from './subscription-answer';
import type { SubscriptionWishes } from './subscription-request';

/**
 * Sets SUBSCRIBED as a customer's own rule, or a person, wants it: the guide's way around the nightly job. Stands on the
 * contact that lives on; of several wishes of one contact the last counts.
 */
export async function wishSubscriptions(
  { pool, records }: { readonly pool: Pool; readonly records: SourceRecords },
  { reason, wishes }: SubscriptionWishes,
  { by, settings }: { readonly by: string; readonly settings: CprSettings },
): Promise<WishesAnswer> {
  const contacts = await readKeys(
    pool,
    wishes.map(({ contactId }) => contactId),
  );
  const numbers = [...contacts.values()].map(({ key }) => key.nameCode);
  const blocked = await records.blocked(pool, numbers);
  const refused: RefusedWish[] = [];
  const wanted = new Map<string, 'Y' | 'N' | null>();
  for (const { contactId, subscribed } of wishes) {
    const contact = contacts.get(contactId);
    const code = refusalOf(contact, subscribed, blocked, settings);
    if (code !== undefined) refused.push({ contactId, code });
    else if (contact !== undefined) wanted.set(contact.id, subscribed);
  }
  await inTransaction(pool, (tx) =>
    records.want(
      tx,
      [...wanted].map(([contactId, subscribed]) => ({
        contactId,
        subscribed,
        reason: { kind: 'wish', by, text: reason },
      })),
    ),
  );
  return { taken: wanted.size, refused };
}

function refusalOf(
  contact: KeyedContact | undefined,
  subscribed: 'Y' | 'N' | null,
  blocked: ReadonlySet<string>,
  settings: CprSettings,
): RefusedWish['code'] | undefined {
  if (contact === undefined) return 'unknown-contact';
  const { nameType, nameCode } = contact.key;
  if (nameType !== 'C') return 'not-a-person';
  if (subscribed !== 'Y') return undefined;
  if (blocked.has(nameCode)) return 'blocked';
  return mayBeSent(nameCode, settings) ? undefined : SUBSTITUTE_NUMBER.code;
}
