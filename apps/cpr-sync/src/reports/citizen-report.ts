import type { StoredFact } from './stored-facts';
import type { SubscribedUntil } from './subscribed-until';

/** Where what is stored came from, the newest statement of each register. */
export interface ReportedSource {
  readonly register: string;
  readonly road: string;
  /** File, event or look-up. */
  readonly source: string;
  readonly asOf: string;
  readonly fetchedAt: Date;
  readonly changedAt: Date;
}

/** One change of what is stored. Which groups, not what of them: that is in the history. */
export interface ReportedChange {
  readonly at: Date;
  readonly kind: string;
  readonly register?: string;
  readonly road?: string;
  readonly source?: string;
  readonly groups: readonly string[];
  readonly byHand: boolean;
  /** Who typed it; only where staff are named. */
  readonly by?: string;
}

/** One look at the person. */
export interface ReportedLook {
  readonly at: Date;
  readonly action: string;
  /** `contacts` for our own register, else the one that was asked. */
  readonly register: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  /** Who looked; only where staff are named. */
  readonly who?: string;
}

/** One step of a subscription, and why it was taken. */
export interface ReportedStep {
  readonly at: Date;
  readonly what: string;
  readonly reason: string;
  readonly purpose?: string;
  readonly caseSource?: string;
  readonly caseId?: string;
  readonly road?: string;
  readonly result?: string;
  readonly who?: string;
}

export interface ReportedSubscription {
  readonly subscribed: boolean;
  readonly since?: Date;
  readonly until: SubscribedUntil;
  /** The newest first. */
  readonly steps: readonly ReportedStep[];
}

/**
 * Everything there is to tell a citizen (REG-7; the right of access covers who looked and why): what is stored, from where,
 * who looked and why, why the person is subscribed at CPR, and until when.
 */
export interface CitizenReport {
  readonly contactId: string;
  readonly madeAt: Date;
  /** Name and address are left out, since who made the report lacks the access code PROTECTED. */
  readonly withheld: boolean;
  readonly storedSince: Date;
  readonly stored: readonly StoredFact[];
  readonly sources: readonly ReportedSource[];
  readonly changes: readonly ReportedChange[];
  readonly looks: readonly ReportedLook[];
  readonly cases: readonly { readonly source: string; readonly caseId: string; readonly state?: 'open' | 'closed' }[];
  /** Changes that could not be taken over yet. */
  readonly held: readonly {
    readonly heldAt: Date;
    readonly register: string;
    readonly source: string;
    readonly reason: string;
  }[];
  readonly subscription: ReportedSubscription;
  /** Lists that are longer than a report takes; their oldest entries are left out. */
  readonly cut: readonly ('changes' | 'looks')[];
}
