import { CredentialFailed } from '../credential-failed';
import { type CredentialRequest, PATIENCE_MS } from './request';

/** How far the clocks of two of our services may differ. */
const CLOCKS_MS = 30_000;

/** Takes each request once, and none that is old. What it remembers is forgotten once it would be refused as old. */
export class Once {
  private readonly seen = new Map<string, number>();

  /** Throws `CredentialFailed` for a request that is not to be answered. */
  take({ nonce, issuedAt, expiresAt }: CredentialRequest, now: number): void {
    const lasts = expiresAt - issuedAt;
    // A request cannot give itself a longer life than it may have.
    if (!(lasts > 0 && lasts <= PATIENCE_MS) || now > expiresAt + CLOCKS_MS || now < issuedAt - CLOCKS_MS)
      throw new CredentialFailed('request-expired');
    for (const [old, until] of this.seen) {
      if (until >= now) break;
      this.seen.delete(old);
    }
    if (this.seen.has(nonce)) throw new CredentialFailed('request-repeated');
    this.seen.set(nonce, now + PATIENCE_MS + 2 * CLOCKS_MS);
  }
}
