import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** Gives out access tokens and knows its own again. They look like the service's, JSON Web Tokens that no caller may read. */
export class AccessTokens {
  private readonly key = randomBytes(32);

  constructor(private readonly now: () => Date) {}

  /** A token that is good for so many seconds. */
  issue(clientId: string, seconds: number): string {
    const issued = Math.floor(this.now().getTime() / 1000);
    const content = [
      { alg: 'HS256', typ: 'JWT' },
      { jti: randomUUID(), iat: issued, exp: issued + seconds, typ: 'Bearer', azp: clientId },
    ];
    const signed = content.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${this.signature(signed).toString('base64url')}`;
  }

  /** Whether the token is ours and has not run out. */
  accepts(token: string): boolean {
    const [head, claims, signature, ...more] = token.split('.');
    if (head === undefined || claims === undefined || signature === undefined || more.length > 0) return false;
    const given = Buffer.from(signature, 'base64url');
    const right = this.signature(`${head}.${claims}`);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { exp: number };
    return this.now().getTime() < exp * 1000;
  }

  private signature(signed: string): Buffer {
    return createHmac('sha256', this.key).update(signed).digest();
  }
}
