import { createHash, randomBytes } from 'node:crypto';

const LIFETIME_MS = 15 * 60 * 1000;
const AT_MOST = 50;

/**
 * Codes for the sign-in link that `npm start` and `contact-sync login` print. Each works once, for 15 minutes. They are
 * kept in memory, hashed: a restart ends those not yet used.
 */
export class SignInLinks {
  private readonly expiries = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  /** A fresh code. Past 50 unused codes the oldest gives way. */
  create(): string {
    const code = randomBytes(24).toString('base64url');
    this.expiries.set(digest(code), this.now().getTime() + LIFETIME_MS);
    for (const oldest of [...this.expiries.keys()].slice(0, -AT_MOST)) this.expiries.delete(oldest);
    return code;
  }

  /** True once per code, within its time. */
  redeem(code: string): boolean {
    const key = digest(code);
    const expiry = this.expiries.get(key);
    this.expiries.delete(key);
    return expiry !== undefined && expiry > this.now().getTime();
  }
}

const digest = (code: string): string => createHash('sha256').update(code).digest('hex');
