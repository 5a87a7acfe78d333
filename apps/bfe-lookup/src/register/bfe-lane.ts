import {
  decideRecovery,
  findPausedLanes,
  passLane,
  pauseLane,
  resumeLane,
  type PausedLane,
} from '@contact-sync/messaging';
import type { Logger } from '@contact-sync/service';
import type { Pool } from 'pg';
import { RegisterAway } from './register-away';
import { BFE_LANE, registerFailure } from './register-failure';

/** The lane of properties for work that is no task: the same row pauses tasks and runs. */
export class BfeLane {
  constructor(private readonly parts: { readonly pool: Pool; readonly logger: Logger }) {}

  /**
   * Makes calls to the registers unless they are known to be away. Calls that fail because of them pause the lane, with
   * one warning, and show as `RegisterAway`; the probe that comes through opens it.
   */
  async through<T>(signal: AbortSignal, calls: () => Promise<T>): Promise<T> {
    const { pool, logger } = this.parts;
    const passage = await passLane(pool, BFE_LANE);
    if (passage === 'paused') throw new RegisterAway((await this.paused())?.errorCode ?? 'lane-paused');
    let result: T;
    try {
      result = await calls();
    } catch (error) {
      // A call that we broke off says nothing about the register.
      if (signal.aborted) throw signal.reason;
      throw await this.pause(error);
    }
    if (passage === 'probe' && (await resumeLane(pool, BFE_LANE)))
      logger.info('Datafordeler answers again: work on properties goes on');
    return result;
  }

  /** The lane's row while it is paused. */
  async paused(): Promise<PausedLane | undefined> {
    const lanes = await findPausedLanes(this.parts.pool);
    return lanes.find(({ lane }) => lane === BFE_LANE);
  }

  private async pause(error: unknown): Promise<unknown> {
    const { pool, logger } = this.parts;
    const probes = (await this.paused())?.probes ?? 0;
    const recovery = decideRecovery(registerFailure(error), probes + 1, Math.random());
    if (recovery.scope !== 'register') return error;
    const { problem, probeAfterMs } = recovery;
    if (await pauseLane(pool, BFE_LANE, { afterMs: probeAfterMs, problem }))
      logger.warn({ code: problem.code }, 'Datafordeler is away: work on properties waits');
    return new RegisterAway(problem.code);
  }
}
