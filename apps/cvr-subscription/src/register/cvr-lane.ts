import { CVR_LANE } from '@contact-sync/registers-cvr';
import { RegisterLane, type LaneParts } from '@contact-sync/subject-updates';

/** The lane of CVR: its row pauses the tasks of cvr-update and the runs of this service. */
export class CvrLane extends RegisterLane {
  constructor(parts: LaneParts) {
    super(parts, { lane: CVR_LANE, register: 'CVR', work: 'its work' });
  }

  /** Whether work may be begun: the lane is open, or a probe of it is due. */
  async mayTry(): Promise<boolean> {
    const paused = await this.paused();
    // The row's times are the database's, not those of the clock that schedules go by.
    return paused === undefined || paused.nextProbe.getTime() <= Date.now();
  }
}
