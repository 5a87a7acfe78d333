import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { Reason, SubscriptionReason } from './reasons';

export type { SubscriptionReason } from './reasons';

/** A subscription that CPR has confirmed. */
export interface Confirmed {
  readonly contactId: string;
  /** The person number that CPR has subscribed. */
  readonly number: string;
  readonly at: Date;
  readonly road: 'online' | 'file';
  readonly reason: SubscriptionReason;
}

/** What is wanted of CPR for one contact. */
export interface SubscriptionWish {
  readonly contactId: string;
  readonly subscribed: 'Y' | 'N';
  readonly reason: Reason;
}

/** The source record of each contact: whether CPR has it subscribed, and whether that is wanted (CPR-8). */
export interface SourceRecords {
  /** CPR has confirmed: SRC_SUBSCRIBED = Y, SUBSCRIBED back to null, proof written. In the caller's transaction. */
  confirm(tx: Tx, confirmed: readonly Confirmed[]): Promise<void>;
  /** Which of these person numbers must not be subscribed (block list), by any number of the same contact. */
  blocked(db: Tx | Pool, numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** SUBSCRIBED = Y or N is wanted; makes the task cpr-sync.subscription.send.v1. */
  want(tx: Tx, wishes: readonly SubscriptionWish[]): Promise<void>;
}
