import { CVR_LANE } from '@contact-sync/registers-cvr';
import type { HealthCheck } from '@contact-sync/service';
import { findPausedLane, laneCheck } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { ODATA_LANE } from '../target/odata-lane';

/** `Logic` is the provider of CVR in use, `OData` the target that changes are written to, as the original names them (CVR-7). */
export function registerChecks(pool: Pool): readonly HealthCheck[] {
  return [
    laneCheck('OData', () => findPausedLane(pool, ODATA_LANE)),
    laneCheck('Logic', () => findPausedLane(pool, CVR_LANE)),
  ];
}
