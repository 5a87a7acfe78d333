import { numbersOfPersons, type SubjectLeases } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { Direkte } from '../direkte/direkte';
import type { CprSettings } from '../settings';
import { decideSending } from './decide-sending';
import { readRecords } from './source-record-store';
import type { SourceRecords } from './source-records';

export interface DeleteSubscriptionOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  readonly direkte: Pick<Direkte, 'deleteSubscription'>;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
}

/** `busy`: somebody reads the person just now, and may subscribe. `refused`: the record tells why. */
export type Deletion = 'done' | 'busy' | 'refused';

/**
 * Deletes the subscription of one number of a contact, known by its keyed hash, and stores that CPR confirmed it. Under the
 * lease that reading the person takes too, so that what CPR did last is what is stored last. Throws `CallFailed`.
 */
export async function deleteSubscription(
  { pool, records, direkte, leases, now }: DeleteSubscriptionOptions,
  contactId: string,
  hash: string,
  { settings, signal }: { readonly settings: CprSettings; readonly signal: AbortSignal },
): Promise<Deletion> {
  const numbers = (await numbersOfPersons(pool, [contactId])).get(contactId) ?? [];
  const number = numbers.find((one) => records.hashOf(one) === hash);
  const refused = number === undefined ? NUMBER_UNKNOWN : mayBeSent(number, settings) ? undefined : SUBSTITUTE_NUMBER;
  if (number === undefined || refused !== undefined) {
    await inTransaction(pool, (tx) => records.refuse(tx, [{ contactId, hash, ...(refused ?? NUMBER_UNKNOWN) }]));
    return 'refused';
  }
  const key = { nameType: 'C', nameCode: number };
  const lease = await leases.take([key]);
  try {
    if (!lease.has(key)) return 'busy';
    const record = (await readRecords(pool, [contactId])).get(contactId);
    // It may have been wanted again before the lease was ours.
    if (!decideSending({ record, blocked: false, settings }).deletions.includes(hash)) return 'done';
    const result = await direkte.deleteSubscription(settings, number, { signal });
    const reason = record?.otherHashes.includes(hash) ? undefined : record?.wishReason;
    await inTransaction(pool, async (tx) => {
      await lease.assertHeld();
      const ended = { contactId, hash, at: now(), road: 'online', result } as const;
      await records.end(tx, [{ ...ended, reason: reason ?? { kind: 'number-changed' } }]);
    });
    return 'done';
  } finally {
    await lease.release();
  }
}

const NUMBER_UNKNOWN = {
  code: 'number-unknown',
  text: 'CPR has a number subscribed that is no longer a number of the contact; delete it at the CPR office',
};
