import { readKeys, recordAudit } from '@contact-sync/contact-register';
import type { SendSubscription } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import { settle, type Delivery, type Problem } from '@contact-sync/messaging';
import {
  carryOutTasks,
  type SubjectResult,
  type TaskDecision,
  type UpdateOptions,
} from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { LANES } from '../asking/lanes';
import type { PersonUpdates } from '../asking/person-updates';
import type { WantedPerson } from '../asking/wanted-person';
import type { CprSettings } from '../settings';
import type { SubscriptionReason } from './reasons';
import type { SourceRecords } from './source-records';

export interface SubscribePersonsOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  readonly persons: Pick<PersonUpdates, 'update'>;
  readonly now: () => Date;
}

/** A contact that is to be subscribed, by the task that asks for it. */
export interface ToSubscribe {
  readonly task: Delivery<SendSubscription>;
  readonly reason: SubscriptionReason;
}

/**
 * Subscribes contacts at CPR, which gives their data with the same call: both are stored, and the task settled, in one
 * transaction. A number that CPR does not know is a problem on its record, and its task is over with that. What is thrown
 * says what becomes of the others.
 */
export async function subscribePersons(
  options: SubscribePersonsOptions,
  subjects: readonly ToSubscribe[],
  { settings, signal }: { readonly settings: CprSettings; readonly signal: AbortSignal },
): Promise<void> {
  const { pool, persons } = options;
  const keys = await readKeys(
    pool,
    subjects.map(({ task }) => task.data.contactId),
  );
  const wanted = subjects.flatMap((subject) => {
    const key = keys.get(subject.task.data.contactId)?.key;
    return key === undefined ? [] : [{ ...subject, key, subscribe: subject.reason }];
  });
  const subjectOf = new Map(wanted.map((one) => [one.key.nameCode, one]));
  const update = async (
    some: readonly WantedPerson[],
    how: UpdateOptions<CprSettings>,
  ): Promise<readonly SubjectResult[]> => {
    const asked = some.flatMap(({ key }) => subjectOf.get(key.nameCode) ?? []);
    await inTransaction(pool, (tx) => audit(tx, options, asked));
    return persons.update(some, {
      ...how,
      also: async (tx, results) => {
        for (const result of results) {
          const subject = subjectOf.get(result.key.nameCode);
          if (subject !== undefined) await audit(tx, options, [subject], result.kind === 'applied' ? 1 : 0);
        }
        const refused = results.flatMap((result) => refusalOf(result, subjectOf.get(result.key.nameCode)));
        await refuse(tx, options, refused);
        await how.also?.(
          tx,
          results.filter((result) => !refused.some(({ number }) => number === result.key.nameCode)),
        );
      },
    });
  };
  await carryOutTasks(
    subjects.map(({ task }) => task),
    {
      pool,
      updates: { update },
      settings,
      signal,
      decide: (): TaskDecision<SendSubscription, WantedPerson> => ({ wanted, settled: [] }),
      contactTypes: ['C', settings.guardianNameType],
      lane: LANES.direkte,
      unknown: NOT_IN_REGISTER,
    },
  );
}

interface Refusal {
  readonly task: Delivery<SendSubscription>;
  readonly number: string;
  readonly problem: Problem;
}

const NOT_IN_REGISTER = 'CPR knows nobody by the number';

function refusalOf(result: SubjectResult, subject: ToSubscribe | undefined): Refusal[] {
  if (subject === undefined) return [];
  const { task } = subject;
  const number = result.key.nameCode;
  if (result.kind === 'not-in-register')
    return [{ task, number, problem: { code: 'not-in-register', text: NOT_IN_REGISTER } }];
  if (result.kind === 'unusable' && result.code === 'substitute-number')
    return [{ task, number, problem: { code: result.code, text: result.reason } }];
  return [];
}

async function refuse(tx: Tx, { records }: SubscribePersonsOptions, refused: readonly Refusal[]): Promise<void> {
  if (refused.length === 0) return;
  await records.refuse(
    tx,
    refused.map(({ task, number, problem }) => ({
      contactId: task.data.contactId,
      hash: records.hashOf(number),
      ...problem,
    })),
  );
  await settle(
    tx,
    refused.map(({ task }) => ({ delivery: task, outcome: { kind: 'done' } })),
  );
}

/** That persons are read at CPR: an intent without a count, an outcome with it (REG-7). */
async function audit(
  tx: Tx,
  { now }: SubscribePersonsOptions,
  subjects: readonly ToSubscribe[],
  resultCount?: number,
): Promise<void> {
  for (const { task, reason } of subjects) {
    const entry = { action: 'subscribe', register: 'cpr', contactId: task.data.contactId };
    const reader = { who: 'by' in reason ? reason.by : 'cpr-sync', purpose: purposeOf(reason) };
    await recordAudit(tx, reader, [{ ...entry, ...(resultCount !== undefined && { resultCount }) }], now());
  }
}

/** In the words of the audit. */
function purposeOf(reason: SubscriptionReason): string {
  switch (reason.kind) {
    case 'import':
      return reason.purpose;
    case 'wish':
      return reason.text;
    case 'open-case':
      return `subscription: a party on case ${reason.caseId} of ${reason.source}`;
    case 'take-over':
      return 'subscription: taken over';
    case 'number-changed':
      return 'subscription: the number has changed';
  }
}
