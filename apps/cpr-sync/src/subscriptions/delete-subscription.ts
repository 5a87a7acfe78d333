import { listPersonNumbers, numbersOfPersons, type SubjectLeases } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { Direkte } from '../direkte/direkte';
import type { CprSettings } from '../settings';
import { decideSending } from './decide-sending';
import { findRecordsByHash, readRecords } from './source-record-store';
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
  if (await isAnothers(pool, contactId, hash)) {
    const ended = { contactId, hash, at: now(), road: 'online', result: 'anothers' } as const;
    await inTransaction(pool, (tx) => records.end(tx, [{ ...ended, reason: { kind: 'number-changed' } }]));
    return 'done';
  }
  const number = await numberOf(pool, contactId, (one) => records.hashOf(one) === hash);
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

/** A number that went to another contact, since a change of it was undone, may be subscribed for that one by now. */
async function isAnothers(pool: Pool, contactId: string, hash: string): Promise<boolean> {
  const records = [...(await findRecordsByHash(pool, [hash])).values()];
  return records.some(
    (record) => record.contactId !== contactId && record.srcSubscribed === 'Y' && record.numberHash === hash,
  );
}

const PAGE = 10_000;

/** The number that a hash stands for: one of the contact's, or one that it no longer has. */
async function numberOf(pool: Pool, contactId: string, isIt: (number: string) => boolean): Promise<string | undefined> {
  const own = (await numbersOfPersons(pool, [contactId])).get(contactId)?.find(isIt);
  if (own !== undefined) return own;
  for (let after = ''; ;) {
    const some = await listPersonNumbers(pool, { after, limit: PAGE });
    const found = some.find(isIt);
    if (found !== undefined || some.length < PAGE) return found;
    after = some.at(-1) ?? '';
  }
}

const NUMBER_UNKNOWN = {
  code: 'number-unknown',
  text: 'CPR has a number subscribed that is no longer known here; delete it at the CPR office',
};
