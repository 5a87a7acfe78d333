/** Time as the schedules know it, so that tests run nights in seconds. */
export interface Clock {
  now(): Date;
  /** Calls once, after so many milliseconds. The function it returns calls that off. */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms).unref();
    return () => clearTimeout(timer);
  },
};
