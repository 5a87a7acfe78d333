import { danishDay } from '@contact-sync/contacts-model';
/** How long a person will be subscribed as things stand. */
export type SubscribedUntil =
  | { readonly kind: 'not-subscribed' }
  /** While a case is open on which the person is a party. */
  | { readonly kind: 'open-case' }
  /** With the first nightly decision on this day or after it. */
  | { readonly kind: 'day'; readonly day: string }
  /** Wanted no longer; CPR has not confirmed it yet. */
  | { readonly kind: 'ending' };

export interface SubscriptionAsItStands {
  readonly srcSubscribed: 'Y' | 'N';
  /** What is wanted and not confirmed yet. */
  readonly subscribed?: 'Y' | 'N';
  readonly onOpenCase: boolean;
  /** What the days of grace count from. */
  readonly countedFrom?: Date;
  readonly delayDays: number;
}

const DAY_MS = 86_400_000;

/** When the nightly decision will end a subscription (CPR-8). */
export function subscribedUntil(record: SubscriptionAsItStands): SubscribedUntil {
  const { srcSubscribed, subscribed, onOpenCase, countedFrom, delayDays } = record;
  if (srcSubscribed === 'N') return { kind: 'not-subscribed' };
  if (subscribed === 'N') return { kind: 'ending' };
  if (onOpenCase) return { kind: 'open-case' };
  if (countedFrom === undefined) return { kind: 'ending' };
  // More than so many days ago: the first night after them.
  const end = new Date(countedFrom.getTime() + delayDays * DAY_MS);
  return { kind: 'day', day: danishDay(end) };
}
