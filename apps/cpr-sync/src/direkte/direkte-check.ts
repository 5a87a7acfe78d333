import { errorCodeOf } from '@contact-sync/registers-cpr-direkte';
import type { HealthCheck } from '@contact-sync/service';
import { findPausedLane, laneCheck } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { LANES } from '../asking/lanes';
import type { DirekteStops } from './direkte-stops';

/** What is known of CPR Direkte; it is not called. A refusal that stands says more than the lane that waits for it. */
export function direkteCheck(pool: Pool, stops: Pick<DirekteStops, 'find'>, profile: () => string): HealthCheck {
  const lane = laneCheck('CPR Direkte', () => findPausedLane(pool, LANES.direkte));
  return {
    name: lane.name,
    run: async () => {
      const name = profile();
      const stop = name === '' ? undefined : await stops.find(name);
      if (stop === undefined) return lane.run();
      const { code, stoppedAt } = stop;
      return {
        status: 'Degraded',
        description: `${errorCodeOf(code).text.en} (${code}), since ${stoppedAt.toISOString()}; nothing more is sent until that is mended`,
      };
    },
  };
}
