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
import { registerFailure } from './register-failure';

export interface LaneParts {
  readonly pool: Pool;
  readonly logger: Logger;
}

/** Which lane it is, and the words for what is logged. */
export interface NamedLane {
  readonly lane: string;
  /** As people know it: `CVR`. */
  readonly register: string;
  /** What waits meanwhile, as `its work`. */
  readonly work: string;
}

/** The lane of a register for work that is no task: the same row pauses tasks and runs. */
export class RegisterLane {
  constructor(
    private readonly parts: LaneParts,
    private readonly named: NamedLane,
  ) {}

  /**
   * Makes calls to the register unless it is known to be away. Calls that fail because of the register pause the lane,
   * with one warning, and show as `RegisterAway`; the probe that comes through opens it.
   */
  async through<T>(signal: AbortSignal, calls: () => Promise<T>): Promise<T> {
    const { pool, logger } = this.parts;
    const { lane, register, work } = this.named;
    const passage = await passLane(pool, lane);
    if (passage === 'paused') throw new RegisterAway(register, (await this.paused())?.errorCode ?? 'lane-paused');
    let result: T;
    try {
      result = await calls();
    } catch (error) {
      // A call that we broke off says nothing about the register.
      if (signal.aborted) throw signal.reason;
      throw await this.pause(error);
    }
    if (passage === 'probe' && (await resumeLane(pool, lane)))
      logger.info(`${register} answers again: ${work} goes on`);
    return result;
  }

  /** The lane's row while it is paused. */
  async paused(): Promise<PausedLane | undefined> {
    return findPausedLane(this.parts.pool, this.named.lane);
  }

  private async pause(error: unknown): Promise<unknown> {
    const { pool, logger } = this.parts;
    const { lane, register, work } = this.named;
    const probes = (await this.paused())?.probes ?? 0;
    const recovery = decideRecovery(registerFailure(error, lane), probes + 1, Math.random());
    if (recovery.scope !== 'register') return error;
    const { problem, probeAfterMs } = recovery;
    if (await pauseLane(pool, lane, { afterMs: probeAfterMs, problem }))
      logger.warn({ code: problem.code }, `${register} is away: ${work} waits`);
    return new RegisterAway(register, problem.code);
  }
}

/** The lane's row while it is paused. */
export async function findPausedLane(pool: Pool, lane: string): Promise<PausedLane | undefined> {
  return (await findPausedLanes(pool)).find((paused) => paused.lane === lane);
}
