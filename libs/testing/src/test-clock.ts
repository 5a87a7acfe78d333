/** A clock that stands still until it is told to go on; what waits for it is called then, in its order. */
export class TestClock {
  private readonly waiting = new Map<symbol, { readonly at: number; readonly call: () => void }>();
  private time: number;

  constructor(start: string) {
    this.time = Date.parse(start);
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Calls once, after so many milliseconds of this clock. The function it returns calls that off. */
  after(ms: number, call: () => void): () => void {
    const key = Symbol();
    this.waiting.set(key, { at: this.time + ms, call });
    return () => void this.waiting.delete(key);
  }

  /** How many wait for it. */
  get waiters(): number {
    return this.waiting.size;
  }

  /** Sets the clock, forward or back, and calls everything that waits: however a clock is set, timers go on. */
  set(to: string | Date): void {
    this.time = new Date(to).getTime();
    const due = [...this.waiting.values()].sort((one, other) => one.at - other.at);
    this.waiting.clear();
    for (const { call } of due) call();
  }

  /** The moment that somebody waits for. */
  nextCall(): Date {
    return new Date(Math.min(...[...this.waiting.values()].map(({ at }) => at)));
  }
}
