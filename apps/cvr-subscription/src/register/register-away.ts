/** CVR does not answer us now: its lane is paused. What was under way ends and goes on when a probe comes through. */
export class RegisterAway extends Error {
  /** `code`: what happened, as `http-503`. */
  constructor(readonly code: string) {
    super(`CVR is away (${code})`);
    this.name = 'RegisterAway';
  }
}
