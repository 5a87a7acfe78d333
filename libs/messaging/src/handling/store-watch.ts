import { isConnectionLost } from '@contact-sync/database';
import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';

/** We stop, and the database is away: what is in hand stays unacknowledged, and comes back to whoever is there next. */
export class StoppedWithoutStore extends Error {
  constructor() {
    super('stopped while the database was away');
    this.name = 'StoppedWithoutStore';
  }
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

/** Tells when the database is away and when it is back, once for all who wait. */
export class StoreWatch {
  private returning: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly signal: AbortSignal,
    private readonly tell: { readonly away: () => void; readonly back: () => void },
  ) {}

  /** Runs something that may be run again, as often as the database goes away under it. */
  async persistently<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        await this.back();
      }
    }
  }

  /** Resolves when the database answers; throws `StoppedWithoutStore` when we stop before. */
  async back(): Promise<void> {
    this.returning ??= this.awaitReturn().finally(() => (this.returning = undefined));
    await this.returning;
  }

  private async awaitReturn(): Promise<void> {
    this.tell.away();
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await sleep(delay, undefined, { signal: this.signal }).catch(() => undefined);
      if (this.signal.aborted) throw new StoppedWithoutStore();
      try {
        await this.pool.query('select 1');
        break;
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
      }
    }
    this.tell.back();
  }
}
