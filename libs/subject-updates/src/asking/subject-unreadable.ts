/** The register cannot say anything of this one subject, while it answers for others. */
export class SubjectUnreadable extends Error {
  /** `code`: what happened, as `http-500`. `subject`: what kind of thing it is, as `property`. */
  constructor(
    readonly code: string,
    subject: string,
  ) {
    super(`the register fails when it is asked for this ${subject}, and answers for others`);
    this.name = 'SubjectUnreadable';
  }
}
