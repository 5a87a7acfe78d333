import type { CvrProvider } from '@contact-sync/registers-cvr';

/** What the provider has, as far as we know. The meaning of each stands with the column in the migration. */
export type HeldState = 'none' | 'subscribing' | 'subscribed' | 'unknown';

/** A contact and what there is of it at the provider. */
export interface Subscription {
  readonly contactId: string;
  readonly wanted: boolean;
  readonly state: HeldState;
  readonly provider?: CvrProvider;
  readonly objectId?: string;
  /** When it was subscribed, or cancelled. */
  readonly since?: Date;
  /** Not tried before. */
  readonly tryAfter?: Date;
  readonly error?: { readonly code: string; readonly text: string };
  readonly exemption?: { readonly by: string; readonly at: Date; readonly reason: string };
}

export const SHOWN_STATES = [
  'waiting',
  'subscribing',
  'subscribed',
  'unknown',
  'cancelling',
  'cancelled',
  'exempt',
] as const;

/** How an operator sees a subscription: what is wanted and what there is, in one word. */
export type ShownState = (typeof SHOWN_STATES)[number];

export function shownState({
  wanted,
  state,
  isExempt,
}: {
  readonly wanted: boolean;
  readonly state: HeldState;
  readonly isExempt: boolean;
}): ShownState {
  const isHeld = state === 'subscribing' || state === 'subscribed';
  if (!wanted && isHeld) return 'cancelling';
  if (isExempt) return 'exempt';
  if (!wanted) return 'cancelled';
  return state === 'none' ? 'waiting' : state;
}
