import { findPersonsByNumber, numbersOfPersons } from '@contact-sync/contact-register';
import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import { endTasks, enqueueTasks } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import type { KeyedHash } from '../keyed-hash';
import { findBlocked } from './block-list';
import type { EndReason, Reason, SubscriptionReason } from './reasons';
import {
  confirm,
  confirmSent,
  end,
  refuse,
  send,
  wish,
  withdraw,
  type ConfirmedBy,
  type RecordChange,
  type SourceRecord,
} from './source-record';
import { lockRecords, saveRecords } from './source-record-store';

export type { SubscriptionReason } from './reasons';

/** A subscription that CPR has confirmed. */
export interface Confirmed {
  readonly contactId: string;
  /** The person number that CPR has subscribed. */
  readonly number: string;
  readonly at: Date;
  readonly road: ConfirmedBy;
  readonly reason: SubscriptionReason;
}

/** What is wanted of CPR for one contact; null: nothing any more. */
export interface SubscriptionWish {
  readonly contactId: string;
  readonly subscribed: 'Y' | 'N' | null;
  readonly reason: Reason;
}

/** A number that CPR has subscribed no longer. */
export interface Ended {
  readonly contactId: string;
  /** Keyed hash of the number. */
  readonly hash: string;
  readonly at: Date;
  readonly road: ConfirmedBy;
  readonly reason: Reason;
  /** What CPR said: `deleted`, `not-found`, `receipt`. */
  readonly result: string;
}

/** What was said against a wish; `text` holds nothing of the person. */
export interface Refused {
  readonly contactId: string;
  readonly code: string;
  readonly text: string;
  /** Keyed hash of the number that it was said of. */
  readonly hash: string;
}

/** A line that begins or ends the subscription of a person number. */
export interface SentLine {
  readonly contactId: string;
  readonly subscribed: 'Y' | 'N';
  readonly number: string;
}

/** The input file that lines are in, and why, where somebody orders them. */
export interface SentIn {
  readonly file: string;
  readonly at: Date;
  readonly reason?: Reason;
}

const SEND = 'cpr-sync.subscription.send.v1';

/**
 * The source record of each contact: whether CPR has it subscribed, whether that is wanted, and the proof of both (CPR-8).
 * Everything happens in the caller's transaction; records are locked in the order of their contacts.
 */
export class SourceRecords {
  constructor(private readonly options: { readonly hash: KeyedHash; readonly now: () => Date }) {}

  /** What stands for a person number in schema `cpr`. */
  hashOf(number: string): string {
    return this.options.hash.of('person-number', number);
  }

  /**
   * CPR has confirmed: SRC_SUBSCRIBED = Y, SUBSCRIBED back to null, proof written. Another number that CPR has of the
   * contact is deleted next.
   */
  async confirm(tx: Tx, confirmed: readonly Confirmed[]): Promise<void> {
    await this.change(tx, confirmed, (record, { number, at, road, reason }) =>
      confirm(record, { hash: this.hashOf(number), at, road, reason: masked(reason) }),
    );
  }

  /** CPR has delivered whom an input file asked for; the subscription of who is not wanted any more is to end. */
  async confirmSent(
    tx: Tx,
    met: readonly { readonly contactId: string; readonly hash: string }[],
    at: Date,
  ): Promise<void> {
    const toEnd = new Set<string>();
    await this.change(tx, met, (record, { hash }) => {
      const change = confirmSent(record, { hash, at });
      if (change.record.srcSubscribed === 'Y' && change.record.subscribed === 'N') toEnd.add(record.contactId);
      return change;
    });
    await askToSend(tx, [...toEnd]);
  }

  /** CPR has the number subscribed no longer: SRC_SUBSCRIBED = N, SUBSCRIBED back to null where that was wanted. */
  async end(tx: Tx, ended: readonly Ended[]): Promise<void> {
    await this.change(tx, ended, (record, { hash, at, road, reason, result }) =>
      end(record, { hash, at, road, reason: masked(reason), result }),
    );
  }

  /** SUBSCRIBED = Y or N is wanted, or null; with it goes the task that tells CPR. */
  async want(tx: Tx, wishes: readonly SubscriptionWish[]): Promise<void> {
    const at = this.options.now();
    await this.change(tx, wishes, (record, { subscribed, reason }) =>
      subscribed === null ? withdraw(record, at) : wish(record, { subscribed, at, reason: masked(reason) }),
    );
    await askToSend(
      tx,
      wishes.flatMap(({ contactId, subscribed }) => (subscribed === null ? [] : [contactId])),
    );
  }

  /** The contact is to be subscribed no longer, for this reason and whatever was wanted: N where CPR has it, else no wish. */
  async giveUp(tx: Tx, contactId: string, reason: EndReason): Promise<void> {
    const record = (await lockRecords(tx, [contactId])).get(contactId);
    const subscribed = record?.srcSubscribed === 'Y' ? 'N' : null;
    await this.want(tx, [{ contactId, subscribed, reason }]);
  }

  /** SUBSCRIBED goes back to null on those of the records that fulfil the condition while they are locked. */
  async withdraw(tx: Tx, contactIds: readonly string[], isNeedless: (record: SourceRecord) => boolean): Promise<void> {
    const at = this.options.now();
    await this.change(
      tx,
      contactIds.map((contactId) => ({ contactId })),
      (record) => (isNeedless(record) ? withdraw(record, at) : { record, proofs: [] }),
    );
  }

  /**
   * Lines of an input file begin or end subscriptions. With a reason somebody orders it: it is wanted from now on, where it
   * was not; without one it goes off for what is wanted already.
   */
  async noteSent(tx: Tx, lines: readonly SentLine[], { file, at, reason }: SentIn): Promise<void> {
    await this.change(tx, lines, (record, { subscribed, number }) =>
      send(record, {
        subscribed,
        sent: { file, at, hash: this.hashOf(number) },
        reason: reason && masked(reason),
      }),
    );
  }

  /** CPR, or a rule of ours, said something against what is wanted: it shows on the record. */
  async refuse(tx: Tx, refused: readonly Refused[]): Promise<void> {
    const at = this.options.now();
    await this.change(tx, refused, (record, { code, text, hash }) => refuse(record, { code, text, at, hash }));
  }

  /**
   * Which of these person numbers must not be subscribed: they are on the block list, or another number of the same
   * contact is.
   */
  async blocked(db: Tx | Pool, numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const contacts = await findPersonsByNumber(db, numbers);
    const all = await numbersOfPersons(db, [...new Set(contacts.values())]);
    const numbersOf = (number: string): readonly string[] => [number, ...(all.get(contacts.get(number) ?? '') ?? [])];
    const blocked = await findBlocked(
      db,
      numbers.flatMap(numbersOf).map((number) => this.hashOf(number)),
    );
    if (blocked.size === 0) return new Set();
    return new Set(numbers.filter((number) => numbersOf(number).some((one) => blocked.has(this.hashOf(one)))));
  }

  private async change<T extends { readonly contactId: string }>(
    tx: Tx,
    changes: readonly T[],
    apply: (record: SourceRecord, change: T) => RecordChange,
  ): Promise<void> {
    const records = await lockRecords(
      tx,
      changes.map(({ contactId }) => contactId),
    );
    const proofs = new Map<string, RecordChange['proofs']>();
    const toDelete = new Set<string>();
    for (const one of changes) {
      const before = records.get(one.contactId);
      if (before === undefined) continue;
      const { record, proofs: more } = apply(before, one);
      records.set(one.contactId, record);
      proofs.set(one.contactId, [...(proofs.get(one.contactId) ?? []), ...more]);
      if (record.otherHashes.length > before.otherHashes.length) toDelete.add(one.contactId);
    }
    await saveRecords(
      tx,
      [...records.values()].map((record) => ({ record, proofs: proofs.get(record.contactId) ?? [] })),
    );
    await askToSend(tx, [...toDelete]);
  }
}

/** Asks for what the records of these contacts want of CPR; tasks that came to rest before are over with that. */
export async function askToSend(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await endTasks(tx, SEND, contactIds);
  await enqueueTasks(
    tx,
    contactIds.map((contactId) => ({ type: SEND, subject: contactId, data: { contactId } })),
  );
}

/** What people typed may name a person; outside schema `contacts` no number stands. */
function masked<R extends Reason>(reason: R): R {
  if ('purpose' in reason) return { ...reason, purpose: maskPersonNumbers(reason.purpose) };
  if ('text' in reason) return { ...reason, text: maskPersonNumbers(reason.text) };
  return reason;
}
