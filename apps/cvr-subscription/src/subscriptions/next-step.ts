import type { CvrProvider } from '@contact-sync/registers-cvr';
import type { Following } from '../following/following';

/** What is to be done next so that subscriptions are as the settings say. */
export type Step =
  /** Cancel some that are not wanted, or not at this provider. */
  | 'cancel'
  /** CVR update is off and the last one is cancelled. */
  | 'follow-nobody'
  /** The last one at the old provider is cancelled, or there never was any. */
  | 'follow-anew'
  /** Before the first update of all, so that nothing that happens meanwhile is missed. */
  | 'take-mark'
  /** Every contact gets its row. */
  | 'gather'
  | 'subscribe'
  | 'rest';

export interface Standing {
  readonly cvrUpdate: boolean;
  readonly provider: CvrProvider;
  readonly following: Following;
  /** Some are to be cancelled now. */
  readonly toCancel: boolean;
  /** Some are held at another provider, though their cancellation may have failed and wait for its time. */
  readonly heldElsewhere: boolean;
  /** Some are to be subscribed now. */
  readonly toMake: boolean;
}

/** Cancels before it subscribes: at no time is a contact subscribed at two providers. */
export function nextStep({ cvrUpdate, provider, following, toCancel, heldElsewhere, toMake }: Standing): Step {
  if (toCancel) return 'cancel';
  if (!cvrUpdate) return following.at !== undefined && !heldElsewhere ? 'follow-nobody' : 'rest';
  if (following.at?.provider !== provider) return heldElsewhere ? 'rest' : 'follow-anew';
  if (following.mark === undefined) return 'take-mark';
  if (following.gatheredAt === undefined) return 'gather';
  return toMake ? 'subscribe' : 'rest';
}
