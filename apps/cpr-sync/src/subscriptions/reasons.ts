/** Why a person is, or is to be, subscribed at CPR: the factual need that the law asks for (product CPR-8). */
export type SubscriptionReason =
  /** Somebody imported the person. */
  | { readonly kind: 'import'; readonly by: string; readonly purpose: string }
  /** The nightly job found the person as a party of a case that is open. */
  | { readonly kind: 'open-case'; readonly source: string; readonly caseId: string }
  /** Somebody, or a customer's own rule, asked for it through the API. */
  | { readonly kind: 'wish'; readonly by: string; readonly text: string }
  /** CPR had it before this product did. */
  | { readonly kind: 'take-over'; readonly by: string }
  /** The person was subscribed under another number. */
  | { readonly kind: 'number-changed' };

/** Why a subscription ends, or is to end. */
export type EndReason =
  /** On no open case, and the days of grace are over. */
  | { readonly kind: 'no-open-case' }
  | { readonly kind: 'blocked'; readonly by: string; readonly text: string }
  | { readonly kind: 'wish'; readonly by: string; readonly text: string }
  /** Another number took the place of the one that is subscribed. */
  | { readonly kind: 'number-changed' }
  /** CPR told that it has it no longer: record 997. */
  | { readonly kind: 'receipt' }
  /** It is not in the list of all that CPR has. */
  | { readonly kind: 'take-over'; readonly by: string };

export type Reason = SubscriptionReason | EndReason;

const FOR_SUBSCRIBING: readonly string[] = [
  'import',
  'open-case',
  'wish',
  'take-over',
  'number-changed',
] satisfies SubscriptionReason['kind'][];

/** Whether a reason can be why somebody is subscribed. */
export const isForSubscribing = (reason: Reason | null | undefined): reason is SubscriptionReason =>
  reason != null && FOR_SUBSCRIBING.includes(reason.kind);
