import type { Tx } from '@contact-sync/database';
import type { Delivery } from '../queue/delivery';
import { keepInbound } from '../queue/inbound';
import { notApplied } from '../queue/inbox';
import { settle, type Problem } from '../queue/settle';
import { againOrHeld } from './decide-recovery';

/**
 * For handlers of events that cannot apply some of a batch yet: in the transaction that applies the others, these are kept
 * for a later attempt after a growing delay, and held in the end. They leave the inbox of `queue`, so that the later
 * attempt finds them new. `random` gives numbers from 0 up to 1.
 */
export async function keepForLater(
  tx: Tx,
  deliveries: readonly Delivery[],
  { queue, problem, random = Math.random }: KeepForLater,
): Promise<void> {
  if (deliveries.length === 0) return;
  const kept = deliveries.map((delivery) => ({ delivery, outcome: outcomeOf(problem, delivery.attempt, random()) }));
  await notApplied(tx, queue, deliveries);
  await settle(tx, kept);
  await keepInbound(
    tx,
    kept
      .filter(({ delivery: { claim } }) => claim === undefined)
      .map(({ delivery, outcome }) => ({ queue, message: delivery, attempt: delivery.attempt, outcome })),
  );
}

export interface KeepForLater {
  /** The queue they came by, whose inbox they are in. */
  readonly queue: string;
  readonly problem: Problem;
  readonly random?: () => number;
}

type Later = Parameters<typeof keepInbound>[1][number]['outcome'];

function outcomeOf(problem: Problem, attempt: number, random: number): Later {
  const recovery = againOrHeld(problem, attempt, random);
  return recovery.scope === 'subject' && recovery.again
    ? { kind: 'again', afterMs: recovery.afterMs, problem }
    : { kind: 'held', problem };
}
