import type { CprSettings } from '../settings';

/** What the nightly decision knows of one contact. */
export interface SubscriptionFacts {
  /** What kind of number the contact has: only an `ordinary` one can be subscribed. */
  readonly number: 'ordinary' | 'placeholder' | 'void' | 'substitute' | 'superseded';
  /** On the block list by any of its numbers. */
  readonly blocked: boolean;
  /** A party on an open case, also through contacts whose place it took. */
  readonly onOpenCase: boolean;
  /** SRC_SUBSCRIBED: `other` where CPR has the contact subscribed under a number that is not the one in force. */
  readonly subscribed: 'no' | 'yes' | 'other';
  /** A contact whose place it took is subscribed. */
  readonly predecessorSubscribed: boolean;
  /** SUBSCRIBED, and who wants it: this rule for an open case or the lack of one, this rule for a changed number, others. */
  readonly wish?: { readonly subscribed: 'Y' | 'N'; readonly by: 'job' | 'number-change' | 'others' };
  /** When CPR was last heard of the person; absent: never. */
  readonly heardAt?: Date;
  /** When the subscription began; absent where there is none. */
  readonly subscribedAt?: Date;
  /** When CPR said no to this very number. */
  readonly refusedAt?: Date;
}

export interface SubscriptionRules extends Pick<CprSettings, 'delayDays' | 'delayFrom'> {
  readonly now: Date;
}

/** `leave`: SUBSCRIBED stays as it is. `withdraw`: it goes back to null. */
export type SubscriptionDecision =
  | { readonly kind: 'leave' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'want'; readonly subscribed: 'Y'; readonly because: 'open-case' | 'number-changed' }
  | {
      readonly kind: 'want';
      readonly subscribed: 'N';
      readonly because: 'no-open-case' | 'blocked' | 'number-changed';
    };

const DAY_MS = 86_400_000;
/** A number that CPR refused is tried again after a month: the person may have been registered since. */
const ASK_AGAIN_DAYS = 30;

/**
 * The rule of the nightly job (product CPR-8, guide *The SJP_CPR_ADM.SET_SUBSCRIPTION job*): subscribe who is not
 * subscribed and is a party on an open case; unsubscribe who is subscribed, on no open case, and was last updated from CPR
 * more than `delayDays` ago. The block list goes before everything; a person whose number changed is subscribed under the
 * one in force. What others asked for is not taken back, but by the block list and by a change of number.
 */
export function decideSubscription(facts: SubscriptionFacts, rules: SubscriptionRules): SubscriptionDecision {
  if (facts.blocked) return endNow(facts, 'blocked');
  if (facts.number === 'superseded') return endNow(facts, 'number-changed');
  if (facts.onOpenCase) return begin(facts, rules, 'open-case');
  if (isOverdue(facts, rules)) return end(facts);
  if (
    facts.subscribed === 'other' ||
    (facts.subscribed === 'no' && facts.predecessorSubscribed && !isLate(facts, rules))
  )
    return begin(facts, rules, 'number-changed');
  if (facts.subscribed === 'no' && facts.wish?.by === 'number-change' && !isLate(facts, rules)) return LEAVE;
  return isOurs(facts, facts.subscribed === 'no' ? 'Y' : 'N') ? WITHDRAW : LEAVE;
}

/** Subscribed, on no open case, and the days of grace are over: what must not be in the morning. */
export function isOverdue(facts: SubscriptionFacts, rules: SubscriptionRules): boolean {
  return facts.subscribed !== 'no' && !facts.onOpenCase && isLate(facts, rules);
}

/** Who was never heard of is late: nothing says that the subscription is needed. */
function isLate(
  { heardAt, subscribedAt }: SubscriptionFacts,
  { now, delayDays, delayFrom }: SubscriptionRules,
): boolean {
  const from = delayFrom === 'subscribed' ? (subscribedAt ?? heardAt) : heardAt;
  return from === undefined || now.getTime() - from.getTime() > delayDays * DAY_MS;
}

/** True where a wish that waits is to be told to CPR again: a task may have been lost with its reason. */
export function isToBeSent({ wish, refusedAt }: SubscriptionFacts, { now }: SubscriptionRules): boolean {
  return wish !== undefined && (wish.subscribed === 'N' || !isRecent(refusedAt, now));
}

const isRecent = (refusedAt: Date | undefined, now: Date): boolean =>
  refusedAt !== undefined && now.getTime() - refusedAt.getTime() < ASK_AGAIN_DAYS * DAY_MS;

function begin(
  facts: SubscriptionFacts,
  { now }: SubscriptionRules,
  because: 'open-case' | 'number-changed',
): SubscriptionDecision {
  const { number, subscribed, wish, refusedAt } = facts;
  if (subscribed === 'yes') return isOurs(facts, 'N') ? WITHDRAW : LEAVE;
  if (number !== 'ordinary') return isOurs(facts, 'Y') ? WITHDRAW : LEAVE;
  if (wish !== undefined && (wish.subscribed === 'Y' || wish.by === 'others')) return LEAVE;
  if (isRecent(refusedAt, now)) return LEAVE;
  return { kind: 'want', subscribed: 'Y', because };
}

function end({ wish }: SubscriptionFacts): SubscriptionDecision {
  if (wish !== undefined && (wish.subscribed === 'N' || wish.by === 'others')) return LEAVE;
  return { kind: 'want', subscribed: 'N', because: 'no-open-case' };
}

function endNow({ subscribed, wish }: SubscriptionFacts, because: 'blocked' | 'number-changed'): SubscriptionDecision {
  if (subscribed === 'no') return wish === undefined ? LEAVE : WITHDRAW;
  return wish?.subscribed === 'N' ? LEAVE : { kind: 'want', subscribed: 'N', because };
}

const isOurs = ({ wish }: SubscriptionFacts, subscribed: 'Y' | 'N'): boolean =>
  wish !== undefined && wish.by !== 'others' && wish.subscribed === subscribed;

const LEAVE = { kind: 'leave' } as const;
const WITHDRAW = { kind: 'withdraw' } as const;
