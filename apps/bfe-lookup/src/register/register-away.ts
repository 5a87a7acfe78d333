/** Datafordeler does not answer us now: its lane is paused. What was under way ends and goes on with a later run. */
export class RegisterAway extends Error {
  /** `code`: what happened, as `http-503`. */
  constructor(readonly code: string) {
    super(`Datafordeler is away (${code})`);
    this.name = 'RegisterAway';
  }
}
