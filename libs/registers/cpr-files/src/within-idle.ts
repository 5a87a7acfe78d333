import { CallFailed } from '@contact-sync/outbound';

export interface IdleLimit {
  /** Milliseconds without a sign of life until the work fails with `timeout`. */
  readonly idleMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Ends what the work waits for; called when it is given up. */
  readonly stop: () => void;
}

/**
 * Waits for work whose library has no time limits of its own, or not everywhere. The work calls `alive` when something came.
 * Throws `CallFailed` (`timeout`) when nothing did; after the signal its reason.
 */
export async function withinIdle<T>(
  { idleMs, signal, stop }: IdleLimit,
  work: (alive: () => void) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let aborted: (() => void) | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (reason: Error): void => {
      reject(reason);
      stop();
    };
    timer = setTimeout(() => giveUp(new CallFailed('unavailable', 'timeout')), idleMs);
    aborted = () => giveUp(signal?.reason as Error);
    signal?.addEventListener('abort', aborted, { once: true });
  });
  const working = work(() => timer?.refresh());
  // The end of work that was given up, whenever it comes, is nobody's any more.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, givenUp]);
  } finally {
    clearTimeout(timer);
    if (aborted !== undefined) signal?.removeEventListener('abort', aborted);
  }
}
