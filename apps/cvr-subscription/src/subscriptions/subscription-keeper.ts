import { RunStopped, type Clock, type Logger, type Run, type Runs } from '@contact-sync/service';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { hindranceOf, readEvents, READ_RUN, type ReadingParts } from '../events/read-events';
import { readFollowing } from '../following/following';
import type { ProfileUse } from '../following/profile-use';
import { forgetSmallRuns } from './forget-small-runs';
import { ALIGN_RUN, alignSubscriptions, findStep } from './align-subscriptions';

export interface KeeperParts extends ReadingParts {
  readonly use: ProfileUse;
  readonly runs: Runs;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** However it came about that there is something to do, it is seen so soon. */
const LOOK_EVERY_MS = 2000;
const LONGEST_REST_MS = 300_000;

/**
 * Begins a run when subscriptions are not as the settings say, or when a reading of events did not come to its end: at
 * start, when told, and every few seconds. Every replica looks; of their runs one is under way.
 */
export class SubscriptionKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private looking: Promise<void> = Promise.resolve();
  private callOff: () => void = () => undefined;
  private failures = 0;
  private stopped = false;

  constructor(private readonly parts: KeeperParts) {}

  onApplicationBootstrap(): void {
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.callOff();
    await this.looking;
  }

  /** There is something to do. */
  wake(): void {
    this.looking = this.looking.then(() => this.look());
  }

  private async look(): Promise<void> {
    if (this.stopped) return;
    this.callOff();
    try {
      await this.beginWhatIsDue();
    } catch (error) {
      if (!(error instanceof RunStopped)) this.parts.logger.warn({ error }, 'subscriptions could not be looked at');
    }
    this.callOff();
    if (!this.stopped) this.callOff = this.parts.clock.after(this.restMs(), () => this.wake());
  }

  /** After runs that failed by a fault of ours ever longer. */
  private restMs(): number {
    return Math.min(LOOK_EVERY_MS * 2 ** this.failures, LONGEST_REST_MS);
  }

  private async beginWhatIsDue(): Promise<void> {
    const { pool, lane } = this.parts;
    const settings = await this.parts.readSettings(pool);
    const following = await readFollowing(pool);
    this.parts.use.keepTold(settings, following);
    const isToAlign = (await findStep(this.parts, settings, following)) !== 'rest';
    const isToRead = following.readingWanted && hindranceOf(settings, following) === undefined;
    if ((!isToAlign && !isToRead) || !(await lane.mayTry())) return;
    if (isToAlign) await this.begin(ALIGN_RUN, (run) => alignSubscriptions(this.parts, run));
    else await this.begin(READ_RUN, (run) => readEvents(this.parts, run));
  }

  private async begin(name: string, work: (run: Run) => Promise<void>): Promise<void> {
    const start = await this.parts.runs.begin({ name, requestedBy: 'subscriptions' }, work);
    if (!start.began) return;
    const ended = start.ended.then(
      () => {
        this.failures = 0;
        return forgetSmallRuns(this.parts.pool, name);
      },
      (error: unknown) => {
        this.failures += 1;
        this.parts.logger.error({ error, run: name }, 'a run failed');
      },
    );
    ended.catch((error: unknown) => this.parts.logger.warn({ error }, 'small runs were not forgotten'));
  }
}
