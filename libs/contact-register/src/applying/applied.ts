import type { ContactKey } from '@contact-sync/contacts-model';

/** What became of one observation. `stale`: all of it was known already, or something newer was. */
export interface Applied {
  readonly subject: ContactKey;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'stale' | 'held';
  readonly contactId?: string;
  /** Why it is held. Holds no value of the person. */
  readonly reason?: string;
  /** Events the observation caused, those about relatives and about contacts that share its numbers included. */
  readonly events: number;
  /** This very statement was applied before; nothing newer stands against it. */
  readonly repeated?: boolean;
}
