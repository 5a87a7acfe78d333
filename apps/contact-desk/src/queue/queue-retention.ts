import { purge } from '@contact-sync/messaging';
import type { Logger } from '@contact-sync/service';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';

export interface QueueRetentionOptions {
  readonly pool: Pool;
  /** Finished messages are kept so many days. */
  readonly days: number;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Milliseconds from the end of one clearing to the next. */
  readonly everyMs?: number;
}

const HOUR_MS = 3_600_000;

/** Removes finished messages when their time is over. Several replicas may do it at once: each row goes once. */
export class QueueRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private clearing: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: QueueRetentionOptions) {}

  onApplicationBootstrap(): void {
    this.clearing = this.clear();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.clearing;
  }

  private async clear(): Promise<void> {
    const { pool, days, now, logger, everyMs = HOUR_MS } = this.options;
    try {
      const removed = await purge(pool, { finishedDays: days, now });
      if (removed.messages + removed.inbox > 0) logger.info({ ...removed }, 'finished messages removed');
    } catch (error) {
      // Nothing is lost by it: what is too old now still is at the next clearing.
      logger.warn({ error }, 'finished messages could not be removed');
    }
    if (!this.stopped) this.timer = setTimeout(() => void (this.clearing = this.clear()), everyMs).unref();
  }
}
