import type { WantedSubject } from '@contact-sync/subject-updates';
import type { SubscriptionReason } from '../subscriptions/source-records';

/** A person to be read, by the contact that it is or will be. */
export interface WantedPerson extends WantedSubject {
  /** CPR is to subscribe to the person too; only CPR Direkte can. */
  readonly subscribe?: SubscriptionReason;
}
