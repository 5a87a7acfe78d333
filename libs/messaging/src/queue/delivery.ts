import type { Message } from '@contact-sync/contracts';

/** One message as its handler gets it. */
export interface Delivery<Data = object> extends Message<Data> {
  /** Which attempt this is, from 1. Times when a register or the database was away do not count. */
  readonly attempt: number;
  /** Set for messages with a row of their own in the service queue: only the holder of this token may settle it. */
  readonly claim?: Claim;
}

/** The right to work on one row of the service queue. */
export interface Claim {
  readonly id: string;
  readonly token: string;
}
