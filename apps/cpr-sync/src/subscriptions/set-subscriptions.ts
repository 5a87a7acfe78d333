import { listRegisteredPersons } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import {
  decideSubscription,
  isToBeSent,
  type SubscriptionDecision,
  type SubscriptionRules,
} from './decide-subscription';
import { readCandidates, type Candidate } from './subscription-facts';
import type { Reason } from './reasons';
import { lockRecords } from './source-record-store';
import { askToSend, type SourceRecords, type SubscriptionWish } from './source-records';

export interface SetSubscriptionsOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
  readonly now: () => Date;
}

const PAGE = 5000;

/**
 * The nightly job (CPR-8, guide *The SJP_CPR_ADM.SET_SUBSCRIPTION job*): sets SUBSCRIBED of every person by
 * `decideSubscription`, with the tasks that tell CPR in the same transaction, a page at a time. Begun again it goes on where
 * nothing is left to decide.
 */
export class SetSubscriptions {
  constructor(private readonly options: SetSubscriptionsOptions) {}

  async carryOut(run: Run): Promise<void> {
    const { pool, readSettings, now } = this.options;
    const settings = await readSettings();
    if (!settings.cprIntegration) return run.problem(INTEGRATION_OFF);
    let after = '0';
    for (let done = 0; ;) {
      run.signal.throwIfAborted();
      const persons = await listRegisteredPersons(pool, { after, limit: PAGE });
      const last = persons.at(-1);
      if (last === undefined) return;
      const hashOf = (number: string): string => this.options.records.hashOf(number);
      const candidates = await readCandidates(pool, persons, { settings, hashOf });
      await this.set(candidates, { ...settings, now: now() }, run);
      done += persons.length;
      run.progress(done);
      after = last.id;
    }
  }

  private async set(candidates: readonly Candidate[], rules: SubscriptionRules, run: Run): Promise<void> {
    const decided = candidates.map((candidate) => ({
      candidate,
      decision: decideSubscription(candidate.facts, rules),
    }));
    const changes = decided.filter(({ decision }) => decision.kind !== 'leave');
    const again = decided
      .filter(({ candidate, decision }) => decision.kind === 'leave' && isToBeSent(candidate.facts, rules))
      .map(({ candidate }) => candidate.person.id);
    if (changes.length === 0 && again.length === 0) return;
    const wishes = await inTransaction(this.options.pool, async (tx) => {
      const records = await lockRecords(
        tx,
        changes.map(({ candidate }) => candidate.person.id),
      );
      // What became otherwise since it was read is decided in the next night.
      const current = changes.filter(({ candidate: { person, record } }) => {
        const stands = records.get(person.id);
        return (
          stands?.subscribed === (record?.subscribed ?? null) &&
          stands.srcSubscribed === (record?.srcSubscribed ?? 'N') &&
          stands.numberHash === (record?.numberHash ?? null)
        );
      });
      const wanted = current.flatMap(({ candidate, decision }) => wishOf(candidate, decision));
      await this.options.records.want(tx, wanted);
      await askToSend(tx, again);
      return wanted;
    });
    for (const { subscribed } of wishes)
      run.count(subscribed === 'Y' ? 'subscribe' : subscribed === 'N' ? 'unsubscribe' : 'withdrawn');
    if (again.length > 0) run.count('sent-again', again.length);
  }
}

function wishOf({ person, openCase, record }: Candidate, decision: SubscriptionDecision): SubscriptionWish[] {
  const contactId = person.id;
  switch (decision.kind) {
    case 'leave':
      return [];
    case 'withdraw':
      return [{ contactId, subscribed: null, reason: record?.wishReason ?? { kind: 'no-open-case' } }];
    case 'want':
      return [{ contactId, subscribed: decision.subscribed, reason: reasonOf(decision.because, openCase) }];
  }
}

function reasonOf(
  because: Extract<SubscriptionDecision, { kind: 'want' }>['because'],
  openCase: Candidate['openCase'],
): Reason {
  switch (because) {
    case 'open-case':
      return { kind: 'open-case', source: openCase?.source ?? '', caseId: openCase?.caseId ?? '' };
    case 'no-open-case':
      return { kind: 'no-open-case' };
    case 'number-changed':
      return { kind: 'number-changed' };
    case 'blocked':
      return { kind: 'blocked', by: 'cpr-sync', text: 'on the block list' };
  }
}
