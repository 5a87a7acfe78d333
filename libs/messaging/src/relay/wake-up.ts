/** Wakes one waiter, also one that comes a moment after the call. */
export class WakeUp {
  private rung = false;
  private waiter: (() => void) | undefined;

  wake(): void {
    this.rung = true;
    this.waiter?.();
  }

  /** Resolves at the next wake-up, at once if there was one since the last wait, or after so many milliseconds. */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.waiter = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.waiter = undefined;
    this.rung = false;
  }
}
