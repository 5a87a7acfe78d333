/**
 * Work under way at the same time, at most so much of it: `add` waits for room, which holds back whoever reads. The first
 * failure stops the rest: it is thrown by the next `add`, or by `settled`.
 */
export class InFlight {
  private readonly underWay = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly most: number) {}

  async add(work: () => Promise<void>): Promise<void> {
    while (this.underWay.size >= this.most) await Promise.race(this.underWay);
    this.rethrow();
    const running: Promise<void> = work()
      .catch((error: unknown) => void (this.failure ??= { error }))
      .finally(() => this.underWay.delete(running));
    this.underWay.add(running);
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    await this.drained();
    this.rethrow();
  }

  /** Waits until nothing is under way, whatever came of it: for when something else has failed already. */
  async drained(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private rethrow(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }
}
