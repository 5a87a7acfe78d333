import type { CheckResult, HealthCheck } from '@contact-sync/service';
import type { BfeLane } from '../register/bfe-lane';

/** What the service queue knows of Datafordeler. It is not called: when it is away, that shows by its paused lane. */
export function registerChecks(lane: BfeLane): readonly HealthCheck[] {
  return [{ name: 'Datafordeler', run: () => stateOf(lane) }];
}

async function stateOf(lane: BfeLane): Promise<CheckResult> {
  const paused = await lane.paused();
  if (paused === undefined) return { status: 'Healthy' };
  const { errorText, pausedAt, nextProbe } = paused;
  const description = `${errorText}, since ${pausedAt.toISOString()}; tried again at ${nextProbe.toISOString()}`;
  return { status: 'Degraded', description };
}
