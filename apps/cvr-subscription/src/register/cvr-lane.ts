import {
  decideRecovery,
  findPausedLanes,
  passLane,
  pauseLane,
  resumeLane,
  type PausedLane,
} from '@contact-sync/messaging';
import { CVR_LANE, registerFailure } from '@contact-sync/registers-cvr';
import type { Logger } from '@contact-sync/service';
import type { Pool } from 'pg';
import { RegisterAway } from './register-away';

/** The lane of CVR for work that is no task: the same row pauses the tasks of cvr-update and the runs of this service. */
export class CvrLane {
  constructor(private readonly parts: { readonly pool: Pool; readonly logger: Logger }) {}

  /**
   * Makes calls to the register unless it is known to be away. Calls that fail because of the register pause the lane,
   * with one warning, and show as `RegisterAway`; the probe that comes through opens it.
   */
  async through<T>(signal: AbortSignal, calls: () => Promise<T>): Promise<T> {
    const { pool, logger } = this.parts;
    const passage = await passLane(pool, CVR_LANE);
    if (passage === 'paused') throw new RegisterAway((await this.paused())?.errorCode ?? 'lane-paused');
    let result: T;
    try {
      result = await calls();
    } catch (error) {
      // A call that we broke off says nothing about the register.
      if (signal.aborted) throw signal.reason;
      throw await this.pause(error);
    }
    if (passage === 'probe' && (await resumeLane(pool, CVR_LANE))) logger.info('CVR answers again: its work goes on');
    return result;
  }

  /** The lane's row while it is paused. */
  async paused(): Promise<PausedLane | undefined> {
    const lanes = await findPausedLanes(this.parts.pool);
    return lanes.find(({ lane }) => lane === CVR_LANE);
  }

  /** Whether work may be begun: the lane is open, or a probe of it is due. */
  async mayTry(): Promise<boolean> {
    const paused = await this.paused();
    // The row's times are the database's, not those of the clock that schedules go by.
    return paused === undefined || paused.nextProbe.getTime() <= Date.now();
  }

  private async pause(error: unknown): Promise<unknown> {
    const { pool, logger } = this.parts;
    const failure = registerFailure(error);
    const probes = (await this.paused())?.probes ?? 0;
    const recovery = decideRecovery(failure, probes + 1, Math.random());
    if (recovery.scope !== 'register') return error;
    const { problem, probeAfterMs } = recovery;
    if (await pauseLane(pool, CVR_LANE, { afterMs: probeAfterMs, problem }))
      logger.warn({ code: problem.code }, 'CVR is away: its work waits');
    return new RegisterAway(problem.code);
  }
}
