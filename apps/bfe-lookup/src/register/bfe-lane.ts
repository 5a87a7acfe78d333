import { RegisterLane, type LaneParts } from '@contact-sync/subject-updates';

/** The lane that tasks and runs about properties wait in. */
export const BFE_LANE = 'bfe';

/** The lane of properties: its row pauses their tasks and runs. */
export class BfeLane extends RegisterLane {
  constructor(parts: LaneParts) {
    super(parts, { lane: BFE_LANE, register: 'Datafordeler', work: 'work on properties' });
  }
}
