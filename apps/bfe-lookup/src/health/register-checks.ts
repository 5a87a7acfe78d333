import type { HealthCheck } from '@contact-sync/service';
import { laneCheck } from '@contact-sync/subject-updates';
import type { BfeLane } from '../register/bfe-lane';

export function registerChecks(lane: BfeLane): readonly HealthCheck[] {
  return [laneCheck('Datafordeler', () => lane.paused())];
}
