import type { CallFailed } from '@contact-sync/outbound';

/** Waits after one, two, … attempts that got no further. */
const PAUSES_MS = [1_000, 5_000, 15_000, 30_000, 60_000];
/** However far each of them gets. */
const MOST_ATTEMPTS = 200;
/** Who asks to be left alone for longer is asked by the next run. */
const LONGEST_WISH_MS = 300_000;

/** What may be otherwise a moment later. A certificate is not, nor an address that is not there. */
const PASSING = new Set([
  'connection-refused',
  'connection-reset',
  'half-answer',
  'no-connection',
  'no-such-host',
  'timeout',
  'wrong-length',
  'wrong-range',
  'http-408',
  'http-425',
  'http-429',
]);

/** Counts the attempts to load one file. */
export class Attempts {
  private all = 0;
  private inVain = 0;
  private furthest = 0;

  /** Milliseconds until the next attempt; undefined where there is to be none. `bytes`: how far the file came. */
  pauseAfter({ failure, code, more: { retryAfterMs = 0 } }: CallFailed, bytes: number): number | undefined {
    this.all += 1;
    this.inVain = bytes > this.furthest ? 1 : this.inVain + 1;
    this.furthest = Math.max(this.furthest, bytes);
    const passes = failure === 'unavailable' && (PASSING.has(code) || /^http-5\d\d$/.test(code));
    const pause = PAUSES_MS[this.inVain - 1];
    if (!passes || pause === undefined || this.all >= MOST_ATTEMPTS || retryAfterMs > LONGEST_WISH_MS) return undefined;
    return Math.max(pause, retryAfterMs);
  }
}
