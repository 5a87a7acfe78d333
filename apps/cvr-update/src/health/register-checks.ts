import { findPausedLanes, type PausedLane } from '@contact-sync/messaging';
import { CVR_LANE } from '@contact-sync/registers-cvr';
import type { CheckResult, HealthCheck } from '@contact-sync/service';
import type { Pool } from 'pg';
import { ODATA_LANE } from '../target/odata-lane';

/**
 * What the service queue knows of the registers: `Logic` is the provider of CVR in use, `OData` the target that changes are
 * written to, as the original names them (CVR-7). Neither is called: a register that is away shows by its paused lane.
 */
export function registerChecks(pool: Pool): readonly HealthCheck[] {
  return [
    { name: 'OData', run: () => stateOf(pool, ODATA_LANE) },
    { name: 'Logic', run: () => stateOf(pool, CVR_LANE) },
  ];
}

async function stateOf(pool: Pool, lane: string): Promise<CheckResult> {
  const paused = (await findPausedLanes(pool)).find((one) => one.lane === lane);
  return paused === undefined ? { status: 'Healthy' } : { status: 'Degraded', description: textOf(paused) };
}

function textOf({ errorText, pausedAt, nextProbe }: PausedLane): string {
  return `${errorText}, since ${pausedAt.toISOString()}; tried again at ${nextProbe.toISOString()}`;
}
