import { readRegisteredPersons } from '@contact-sync/contact-register';
import type { SendSubscription } from '@contact-sync/contracts';
import { inTransaction } from '@contact-sync/database';
import { settle, type Delivery, type Outcome, type Problem } from '@contact-sync/messaging';
import { limited } from '@contact-sync/outbound';
import { registerFailure } from '@contact-sync/subject-updates';
import { LANES } from '../asking/lanes';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import { decideSending, type Sending, type SendingFacts } from './decide-sending';
import { deleteSubscription, type DeleteSubscriptionOptions } from './delete-subscription';
import { isForSubscribing, type SubscriptionReason } from './reasons';
import { readRecords } from './source-record-store';
import { subscribePersons, type SubscribePersonsOptions, type ToSubscribe } from './subscribe-persons';

export interface SendSubscriptionsOptions extends DeleteSubscriptionOptions, SubscribePersonsOptions {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
}

type Task = Delivery<SendSubscription>;

/** A task, what its record wants, and why. */
interface Planned extends Sending, ToSubscribe {
  readonly facts: Pick<SendingFacts, 'hash' | 'blocked'>;
}

/** More would not make CPR answer faster. */
const DELETIONS_AT_ONCE = 3;
const BUSY_AGAIN_MS = 1000;

/**
 * Carries out tasks that tell CPR what source records want (CPR-8): subscribing fetches the person's data, and the record
 * becomes Y in the transaction that stores them; deleting is a call of its own. Everything may be repeated: what CPR has
 * done already it does again, and what is not wanted any more is not told.
 */
export class SendSubscriptions {
  private readonly deletions = limited(DELETIONS_AT_ONCE);

  constructor(private readonly options: SendSubscriptionsOptions) {}

  async carryOut(tasks: readonly Task[], signal: AbortSignal): Promise<void> {
    const settings = await this.options.readSettings();
    const off = offBecause(settings);
    if (off !== undefined) return this.settleAll(tasks, { kind: 'obsolete', problem: off });
    const planned = await this.plan(tasks, settings);
    await this.withdraw(planned, settings);
    // What has begun ends before somebody else may take the tasks.
    const ends = await Promise.allSettled(planned.map((plan) => this.delete(plan, settings, signal)));
    const rest = ends.flatMap((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value ?? [];
    });
    if (rest.length > 0) await subscribePersons(this.options, rest, { settings, signal });
  }

  private async plan(tasks: readonly Task[], settings: CprSettings): Promise<Planned[]> {
    const { pool, records } = this.options;
    const ids = tasks.map(({ data }) => data.contactId);
    const persons = await readRegisteredPersons(pool, ids);
    const stored = await readRecords(pool, ids);
    const blocked = await records.blocked(
      pool,
      [...persons.values()].map(({ number }) => number),
    );
    return tasks.map((task) => {
      const record = stored.get(task.data.contactId);
      const person = persons.get(task.data.contactId);
      const hash = person?.supersededBy === undefined && person ? records.hashOf(person.number) : undefined;
      const facts = { hash, blocked: person !== undefined && blocked.has(person.number) };
      const wanted = record?.wishReason;
      const reason = isForSubscribing(wanted) ? wanted : NUMBER_CHANGED;
      return { task, reason, facts, ...decideSending({ ...facts, record, settings }) };
    });
  }

  /** What was wanted anew since it was read is not taken back. */
  private async withdraw(planned: readonly Planned[], settings: CprSettings): Promise<void> {
    const factsOf = new Map(planned.filter(({ withdraw }) => withdraw).map((plan) => [plan.task.data.contactId, plan]));
    if (factsOf.size === 0) return;
    await inTransaction(this.options.pool, (tx) =>
      this.options.records.withdraw(tx, [...factsOf.keys()], (record) => {
        const plan = factsOf.get(record.contactId);
        return plan !== undefined && decideSending({ ...plan.facts, record, settings }).withdraw;
      }),
    );
  }

  /** Gives the plan back where there is more to do than deleting; else its task is settled. */
  private async delete(plan: Planned, settings: CprSettings, signal: AbortSignal): Promise<Planned | undefined> {
    try {
      for (const hash of plan.deletions) {
        signal.throwIfAborted();
        const { contactId } = plan.task.data;
        const deletion = await this.deletions(() =>
          deleteSubscription(this.options, contactId, hash, { settings, signal }),
        );
        if (deletion !== 'busy') continue;
        await this.settleAll([plan.task], { kind: 'again', afterMs: BUSY_AGAIN_MS, problem: BUSY });
        return undefined;
      }
    } catch (error) {
      throw registerFailure(error, LANES.direkte);
    }
    if (plan.subscribe) return plan;
    await this.settleAll([plan.task], { kind: 'done' });
    return undefined;
  }

  private async settleAll(tasks: readonly Task[], outcome: Outcome): Promise<void> {
    await inTransaction(this.options.pool, (tx) =>
      settle(
        tx,
        tasks.map((delivery) => ({ delivery, outcome })),
      ),
    );
  }
}

const BUSY: Problem = { code: 'subject-busy', text: 'the person is being read for somebody else' };
const NUMBER_CHANGED: SubscriptionReason = { kind: 'number-changed' };

/** Why nothing is told to CPR; wishes stay as they are, and the next night asks for them again. */
function offBecause({ cprIntegration, direkteProfile }: CprSettings): Problem | undefined {
  if (!cprIntegration) return INTEGRATION_OFF;
  if (direkteProfile === '') return { code: 'no-profile', text: 'no profile is chosen for CPR Direkte' };
  return undefined;
}
