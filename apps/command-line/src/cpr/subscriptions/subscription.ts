/** Why somebody is, or is to be, subscribed or not, as cpr-sync answers it. */
export interface Reason {
  readonly kind: string;
  readonly by?: string;
  readonly purpose?: string;
  readonly caseSource?: string;
  readonly caseId?: string;
}

/** The source record of a contact. */
export interface Subscription {
  readonly contactId: string;
  /** SRC_SUBSCRIBED: what CPR has confirmed. */
  readonly srcSubscribed: 'Y' | 'N';
  /** SUBSCRIBED: what is wanted and not confirmed yet. */
  readonly subscribed: 'Y' | 'N' | null;
  readonly subscribedAt: string | null;
  readonly confirmedBy: string | null;
  readonly reason: Reason | null;
  readonly wishReason: Reason | null;
  readonly wishedAt: string | null;
  readonly sentAt: string | null;
  readonly sentFile: string | null;
  readonly replacedNumbers: number;
  readonly problem: { readonly code: string; readonly text: string; readonly at: string } | null;
}

/** The answer of `GET /cpr-sync/subscriptions`. */
export interface SubscriptionsPage {
  readonly subscriptions: readonly Subscription[];
  readonly next: string | null;
}

/** The answer of `GET /cpr-sync/subscriptions/:contactId`. */
export interface ProvenSubscription extends Subscription {
  readonly proof: readonly {
    readonly at: string;
    readonly what: string;
    readonly reason: string;
    readonly who: string | null;
    readonly purpose: string | null;
    readonly caseSource: string | null;
    readonly caseId: string | null;
    readonly road: string | null;
    readonly result: string | null;
  }[];
}

/** The answer of `PUT /cpr-sync/subscriptions/wishes`. */
export interface WishesTaken {
  readonly taken: number;
  readonly refused: readonly { readonly contactId: string; readonly code: string }[];
}

/** The answer of `POST /cpr-sync/subscriptions/seed`. */
export interface Seeding {
  readonly lines: number;
  readonly subscribed: number;
  readonly unknown: number;
  /** Absent for a list that is not trusted so far. */
  readonly ended?: number;
  readonly badLines: readonly number[];
  readonly badLinesBeyond: number;
}

/** What is read of the run of a take-over. */
export interface TakeOverRun {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly subject?: string; readonly text: string }[];
  readonly progress: { readonly done: number };
}

/** The answer of `GET /cpr-sync/subscriptions/report`. */
export interface SubscriptionReport {
  readonly subscribed: number;
  readonly toSubscribe: number;
  readonly toEnd: number;
  readonly problems: number;
  readonly blocked: number;
  readonly withoutOpenCase: { readonly count: number; readonly oldestDays: number };
  readonly months: readonly { readonly month: string; readonly opened: number; readonly closed: number }[];
}

/** An entry of the block list. */
export interface Block {
  readonly id: string;
  readonly contactId: string | null;
  readonly blockedAt: string;
  readonly blockedBy: string;
  readonly why: string;
}

/** The answer of `GET /cpr-sync/blocks`. */
export interface BlocksPage {
  readonly blocks: readonly Block[];
  readonly next: string | null;
}
