import { readRegisteredPersons } from '@contact-sync/contact-register';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { isOverdue } from './decide-subscription';
import { findSubscriptions } from './find-subscriptions';
import { readCandidates } from './subscription-facts';
import type { SourceRecords } from './source-records';

/** Subscriptions without an open case whose days of grace are over: none after the night. */
export interface Overdue {
  readonly count: number;
  /** Since when the longest of them has been subscribed; absent where there is none. */
  readonly oldestSince?: Date;
}

const PAGE = 5000;

/** Looks at every subscription: some seconds for a hundred thousand, for a report and for once in an hour. */
export async function findOverdue(
  pool: Pool,
  records: SourceRecords,
  settings: CprSettings,
  now: Date,
): Promise<Overdue> {
  const rules = { ...settings, now };
  const hashOf = (number: string): string => records.hashOf(number);
  let count = 0;
  let oldestSince: Date | undefined;
  for (let after = '0'; ;) {
    const page = await findSubscriptions(pool, { srcSubscribed: 'Y', after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) break;
    const persons = await readRegisteredPersons(
      pool,
      page.map(({ contactId }) => contactId),
    );
    for (const { facts } of await readCandidates(pool, [...persons.values()], { settings, hashOf })) {
      if (!isOverdue(facts, rules)) continue;
      count += 1;
      const { subscribedAt } = facts;
      if (subscribedAt !== undefined && (oldestSince === undefined || subscribedAt < oldestSince))
        oldestSince = subscribedAt;
    }
    after = last.contactId;
  }
  return { count, ...(oldestSince !== undefined && { oldestSince }) };
}
