import { latestDue, nextDue } from './due';
import type { ScheduleFacts } from './schedule';

/** What is to be done about a schedule now. */
export type SlotDecision =
  | { readonly kind: 'nothing' }
  /** A slot is due, but a run is under way. */
  | { readonly kind: 'wait'; readonly slot: Date }
  | { readonly kind: 'run'; readonly slot: Date; readonly passedOver: number }
  /** Nobody was there when it was due, and it is not to be made up for. */
  | { readonly kind: 'note-missed'; readonly slot: Date; readonly passedOver: number }
  /** Its runs were cut short too often. */
  | { readonly kind: 'give-up'; readonly slot: Date; readonly passedOver: number };

/** Who looks, and since when. */
export interface Watch {
  readonly now: Date;
  /** When this replica began to look: what was due before, with a grace, it did not see. */
  readonly since: Date;
  /** The slot that was last seen to wait for a run under way. */
  readonly waitedFor?: Date;
}

/** A slot so many milliseconds before a start is not missed: a service that is replaced is away for a moment. */
export const GRACE_MS = 5 * 60_000;
/** After so many runs that were cut short a slot is given up: what it does may be what ends the process. */
export const MOST_RUNS = 10;
const MOST_COUNTED = 1000;

/**
 * Of all slots that are due only the newest is run, and none that is not newer than the one before; so no clock that stands
 * still, jumps or goes back makes a slot run twice, or an older one after a newer. A slot that was cut short runs again as
 * long as it is the newest.
 */
export function decideSlot(facts: ScheduleFacts, watch: Watch): SlotDecision {
  const { rule, paused, since, newestSlot, running } = facts;
  if (paused) return { kind: 'nothing' };
  const slot = latestDue(rule, watch.now);
  if (slot > since && (newestSlot === undefined || slot > newestSlot.dueAt)) {
    if (running) return { kind: 'wait', slot };
    return { kind: isMissed(slot, facts, watch) ? 'note-missed' : 'run', slot, passedOver: passedOver(slot, facts) };
  }
  if (newestSlot?.interrupted !== true || newestSlot.dueAt <= since) return { kind: 'nothing' };
  if (running) return { kind: 'wait', slot: newestSlot.dueAt };
  return { kind: newestSlot.runs < MOST_RUNS ? 'run' : 'give-up', slot: newestSlot.dueAt, passedOver: 0 };
}

/** When the schedule is due next, as far as is known now; null while it is paused. */
export function dueNext({ rule, paused, since, newestSlot }: ScheduleFacts, now: Date): Date | null {
  if (paused) return null;
  const known = [now, since, ...(newestSlot === undefined ? [] : [newestSlot.dueAt])];
  return nextDue(rule, new Date(Math.max(...known.map((at) => at.getTime()))));
}

function isMissed(slot: Date, { runMissed }: ScheduleFacts, watch: Watch): boolean {
  if (runMissed || slot.getTime() >= watch.since.getTime() - GRACE_MS) return false;
  return watch.waitedFor?.getTime() !== slot.getTime();
}

/** How many slots before this one were due and never run; a thousand stands for more. */
function passedOver(slot: Date, { rule, since, newestSlot }: ScheduleFacts): number {
  const from = newestSlot !== undefined && newestSlot.dueAt > since ? newestSlot.dueAt : since;
  let count = 0;
  for (let due = nextDue(rule, from); due < slot && count < MOST_COUNTED; due = nextDue(rule, due)) count += 1;
  return count;
}
