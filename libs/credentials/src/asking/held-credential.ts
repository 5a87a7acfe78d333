import type { Credential, CredentialSource } from '../credential';
import { CredentialFailed, type CredentialProblem } from '../credential-failed';
import { thumbprintOf } from '../thumbprint';
import { freshUntil, usableUntil } from './fresh-until';

/** Asks auth-profile for the credential, telling the thumbprint of the one that was refused. */
export type AskForCredential = (spoiled?: string) => Promise<Credential>;

interface Held {
  readonly credential: Credential;
  readonly thumbprint: string;
  freshUntil: number;
}

const BETWEEN_RENEWALS_MS = 5_000;
const BETWEEN_QUESTIONS_MS = 5_000;

/** Answers that say that the profile is not to be used any more, whatever we still hold. */
const FINAL: ReadonlySet<CredentialProblem> = new Set([
  'unknown-profile',
  'kind-not-allowed',
  'caller-not-allowed',
  'profile-unusable',
]);

/** The credential of one profile, for all of a service: asked for once however many want it. */
export class HeldCredential implements CredentialSource {
  private held: Held | undefined;
  private asking: { readonly promise: Promise<Credential>; readonly spoiled: string | undefined } | undefined;
  private renewedAt = -Infinity;

  constructor(
    private readonly ask: AskForCredential,
    private readonly now: () => number,
  ) {}

  async get(): Promise<Credential> {
    const { held } = this;
    if (held !== undefined && this.now() < held.freshUntil) return held.credential;
    if (this.asking !== undefined) return this.asking.promise;
    return this.askOnce(undefined);
  }

  /** The one that holds now, asked for whatever is held; what is held goes on where nobody answers. */
  async latest(): Promise<Credential> {
    // What is being asked for may have been answered before it was replaced.
    while (this.asking !== undefined) await this.asking.promise.catch(() => undefined);
    if (this.held !== undefined) this.held.freshUntil = -Infinity;
    return this.get();
  }

  async renew(spoiled: Credential): Promise<Credential> {
    const thumbprint = thumbprintOf(spoiled);
    // One that is being asked for may be another than the spoiled one already.
    while (this.asking !== undefined && this.asking.spoiled !== thumbprint)
      await this.asking.promise.catch(() => undefined);
    const { held } = this;
    if (held !== undefined && held.thumbprint !== thumbprint && this.now() < usableUntil(held.credential))
      return held.credential;
    if (this.asking !== undefined) return this.asking.promise;
    if (held !== undefined && this.now() < this.renewedAt + BETWEEN_RENEWALS_MS) return held.credential;
    this.renewedAt = this.now();
    return this.askOnce(thumbprint);
  }

  private askOnce(spoiled: string | undefined): Promise<Credential> {
    const promise = this.ask(spoiled)
      .then((credential) => {
        const now = this.now();
        this.held = { credential, thumbprint: thumbprintOf(credential), freshUntil: freshUntil(credential, now) };
        return credential;
      })
      .catch((error: unknown) => this.insteadOf(error, spoiled))
      .finally(() => (this.asking = undefined));
    this.asking = { promise, spoiled };
    return promise;
  }

  /** A stopped auth-profile stops nobody who holds a token that is still good. */
  private insteadOf(error: unknown, spoiled: string | undefined): Credential {
    const { held } = this;
    if (error instanceof CredentialFailed && FINAL.has(error.problem)) this.held = undefined;
    else if (held !== undefined && held.thumbprint !== spoiled && this.now() < usableUntil(held.credential)) {
      held.freshUntil = this.now() + BETWEEN_QUESTIONS_MS;
      return held.credential;
    }
    throw error;
  }
}
