import { setTimeout as sleep } from 'node:timers/promises';

/** Keeps work to so many units per second, counted from its beginning; what waited elsewhere is not made up for. */
export class Pace {
  private freeAt = performance.now();

  /** Waits until the units that were just done have taken their share of time. */
  async after(units: number, perSecond: number, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    this.freeAt = Math.max(this.freeAt, now - 1000) + (units / perSecond) * 1000;
    if (this.freeAt > now) await sleep(this.freeAt - now, undefined, { signal });
  }
}
