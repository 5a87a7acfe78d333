/** The register does not answer us now: its lane is paused. What was under way ends, and goes on another time. */
export class RegisterAway extends Error {
  /** `register`: as people know it. `code`: what happened, as `http-503`. */
  constructor(
    register: string,
    readonly code: string,
  ) {
    super(`${register} is away (${code})`);
    this.name = 'RegisterAway';
  }
}
