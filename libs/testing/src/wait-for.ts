import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Give up after this long, in milliseconds; default 15 000. */
  readonly timeout?: number;
  /** Time between two looks, in milliseconds; default 20. */
  readonly interval?: number;
  /** What is waited for, told when it does not come. */
  readonly what?: string;
}

/**
 * Waits until the condition gives something other than false, null or undefined, and returns that. A condition that
 * throws is asked again; when time is up, its last error is the cause of the error thrown.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeout = 15_000, interval = 20, what = 'the condition' }: WaitOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + timeout;
  let cause: unknown;
  do {
    try {
      const result = await condition();
      if (result !== false && result !== null && result !== undefined)
        return result as Exclude<T, false | null | undefined>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await sleep(interval);
  } while (performance.now() < end);
  throw new Error(`waited ${timeout} ms in vain for ${what}`, { cause });
}
