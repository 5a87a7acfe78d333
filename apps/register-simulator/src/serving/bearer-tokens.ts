import { createHash, randomBytes } from 'node:crypto';

/** Tokens that were given out, and until when they hold. Only their hashes are kept. */
export class BearerTokens {
  private readonly expiries = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  /** A token that looks like a signed one. */
  issue(seconds: number): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(this.now().getTime() / 1000) + seconds;
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ exp })}.${randomBytes(48).toString('base64url')}`;
    for (const [hash, until] of this.expiries) if (until < this.now().getTime()) this.expiries.delete(hash);
    this.expiries.set(hashOf(token), this.now().getTime() + seconds * 1000);
    return token;
  }

  /** Whether the value of an `Authorization` header holds a token that is good now. */
  accepts(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const until = token === undefined ? undefined : this.expiries.get(hashOf(token));
    return until !== undefined && this.now().getTime() < until;
  }

  /** As when the issuer withdraws them: none holds any more. */
  withdrawAll(): void {
    this.expiries.clear();
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
