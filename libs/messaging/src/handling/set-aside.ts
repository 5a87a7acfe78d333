import type { Tx } from '@contact-sync/database';
import type { Delivery } from '../queue/delivery';
import { keepInbound, type KeptMessage } from '../queue/inbound';
import { notApplied } from '../queue/inbox';
import { settle, type Problem } from '../queue/settle';
import { againOrHeld } from './decide-recovery';

/** A message of a batch that could not be applied with the others. */
export interface NotApplied {
  readonly delivery: Delivery;
  readonly problem: Problem;
  /** Time may cure it: it is tried again after a growing delay, and held in the end. Else it is parked for a person. */
  readonly later: boolean;
}

/**
 * For handlers of events that cannot apply some of a batch: in the transaction that applies the others, these are kept
 * for a later attempt or parked. They leave the inbox of `queue`, by which they came, so that the later attempt finds them
 * new. `random` gives numbers from 0 up to 1.
 */
export async function setAside(
  tx: Tx,
  queue: string,
  messages: readonly NotApplied[],
  random: () => number = Math.random,
): Promise<void> {
  if (messages.length === 0) return;
  const kept = messages.map((one) => ({ delivery: one.delivery, outcome: outcomeOf(one, random()) }));
  await notApplied(
    tx,
    queue,
    kept.map(({ delivery }) => delivery),
  );
  await settle(tx, kept);
  await keepInbound(
    tx,
    kept
      .filter(({ delivery: { claim } }) => claim === undefined)
      .map(({ delivery, outcome }) => ({ queue, message: delivery, attempt: delivery.attempt, outcome })),
  );
}

function outcomeOf({ delivery, problem, later }: NotApplied, random: number): KeptMessage['outcome'] {
  if (!later) return { kind: 'parked', problem };
  const recovery = againOrHeld(problem, delivery.attempt, random);
  return recovery.scope === 'subject' && recovery.again
    ? { kind: 'again', afterMs: recovery.afterMs, problem }
    : { kind: 'held', problem };
}
