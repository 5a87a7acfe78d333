const DAY_MS = 86_400_000;

/** Whole days before the end at which is warned, and the mark of what has ended (AUTH-3). */
export const ENDED = -1;
export const THRESHOLDS = [60, 30, 14, 7, 1, ENDED] as const;

export type Threshold = (typeof THRESHOLDS)[number];

/** Whole days until an end; below zero when it has passed. */
export const daysUntil = (end: Date, now: Date): number => Math.floor((end.getTime() - now.getTime()) / DAY_MS);

/** The nearest threshold that has been reached; undefined while there is time. */
export const thresholdReached = (daysLeft: number): Threshold | undefined =>
  THRESHOLDS.findLast((threshold) => daysLeft <= threshold);

/**
 * The threshold to warn of now, if any. Each is warned of once; of those that passed while nobody looked, the nearest alone.
 * `warned`: the last that was warned of.
 */
export function decideWarning(daysLeft: number, warned: number | undefined): Threshold | undefined {
  const reached = thresholdReached(daysLeft);
  return reached !== undefined && (warned === undefined || reached < warned) ? reached : undefined;
}
