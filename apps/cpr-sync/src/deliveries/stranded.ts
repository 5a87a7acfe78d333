import { findTasksAtRest, type TaskAtRest } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import type { Delivery } from './delivery';

/**
 * Deliveries as they truly stand: one whose task was set aside before its import began, or in the middle of it, goes on
 * for nobody, and is told as failed until its task is tried again.
 */
export async function asTheyStand(pool: Pool, deliveries: readonly Delivery[]): Promise<Delivery[]> {
  const goingOn = deliveries.filter(isUnderWay).map(({ id }) => id);
  if (goingOn.length === 0) return [...deliveries];
  const atRest = await findTasksAtRest(pool, 'cpr-sync.delivery.import.v1', goingOn);
  return deliveries.map((delivery) => {
    const task = isUnderWay(delivery) ? atRest.find(({ subject }) => subject === delivery.id) : undefined;
    return task === undefined ? delivery : { ...delivery, state: 'failed', refusal: refusalOf(task) };
  });
}

/** Whether its import is still to come or goes on. */
export const isUnderWay = ({ state }: Delivery): boolean => state === 'waiting' || state === 'importing';

function refusalOf({ id, state, errorCode, errorText }: TaskAtRest): string {
  const why = [errorCode, errorText].filter((part) => part !== null).join(': ');
  return `its import does not go on: task ${id} of the service queue is ${state}${why === '' ? '' : ` (${why})`}`;
}
