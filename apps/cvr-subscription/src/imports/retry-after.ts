const DAY_MS = 24 * 3_600_000;

/** When a contact whose task has come to rest is tried again without a new event. One the register does not know: seldom. */
export function retryAfter(code: string, now: Date): Date {
  return new Date(now.getTime() + (code === 'not-in-register' ? 7 : 1) * DAY_MS);
}
