import { createHash } from 'node:crypto';
import { type Credential, CredentialFailed, type ProfileSummary, thumbprintOf } from '@contact-sync/credentials';
import { CallFailed, type Caller } from '@contact-sync/outbound';
import { assertInForce } from './certificate-in-force';
import { noAnswer, readToken } from './token-answer';
import { isTokenKind, type OpenProfile, tokenRequest } from './token-request';

type Bearer = Extract<Credential, { kind: 'bearer' }>;

interface Issued {
  readonly token: Bearer;
  readonly thumbprint: string;
  readonly renewAt: number;
}

/** What is known of the tokens of one profile, as long as its fields are the same. */
interface Kept {
  readonly fields: string;
  issued?: Issued;
  asking?: Promise<Bearer>;
  renewedAt: number;
  failed?: { readonly failure: unknown; readonly until: number };
}

/** A little more than the minute that services keep, so that who asks for another gets another. */
const MARGIN_MS = 75_000;
const SHORT_MARGIN_MS = 10_000;
const BETWEEN_RENEWALS_MS = 5_000;
/** An issuer that refuses is not asked by every service at once: too many attempts lock a client out. */
const AFTER_FAILURE_MS = 2_000;

/** Access tokens, in memory only: one request to an issuer at a time for each profile, however many want its token. */
export class Tokens {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly caller: Caller,
    private readonly now: () => Date,
  ) {}

  /** The token that holds now; another one where it is the spoiled one. Throws `CredentialFailed`. */
  async tokenOf(profile: ProfileSummary, secrets: OpenProfile['secrets'], spoiled?: string): Promise<Bearer> {
    const kept = this.keptOf(profile, secrets);
    if (kept.asking !== undefined) return kept.asking;
    const now = this.now().getTime();
    const { issued, failed } = kept;
    if (issued !== undefined && now < issued.renewAt && !this.isSpoiled(kept, issued, spoiled)) return issued.token;
    if (failed !== undefined && now < failed.until) throw failed.failure;
    kept.asking = this.issue(kept, profile, secrets).finally(() => delete kept.asking);
    return kept.asking;
  }

  /** A new token, whatever is kept: to see whether the issuer gives one. */
  async newToken(profile: ProfileSummary, secrets: OpenProfile['secrets']): Promise<Bearer> {
    return this.issue(this.keptOf(profile, secrets), profile, secrets);
  }

  private keptOf(profile: ProfileSummary, secrets: OpenProfile['secrets']): Kept {
    const fields = fieldsOf(profile, secrets);
    const known = this.kept.get(profile.id);
    if (known?.fields === fields) return known;
    const kept: Kept = { fields, renewedAt: -Infinity };
    this.kept.set(profile.id, kept);
    return kept;
  }

  /** Whether the register refused just this one; a second renewal within seconds would bring nothing better. */
  private isSpoiled(kept: Kept, { thumbprint }: Issued, spoiled: string | undefined): boolean {
    const now = this.now().getTime();
    if (thumbprint !== spoiled || now < kept.renewedAt + BETWEEN_RENEWALS_MS) return false;
    kept.renewedAt = now;
    return true;
  }

  private async issue(kept: Kept, profile: ProfileSummary, secrets: OpenProfile['secrets']): Promise<Bearer> {
    const askedAt = this.now().getTime();
    try {
      const { tokenType, accessToken, expiresInMs } = await this.request(profile, secrets);
      const token: Bearer = {
        kind: 'bearer',
        profile,
        tokenType,
        accessToken,
        expiresAt: new Date(askedAt + expiresInMs),
      };
      const margin = expiresInMs > 2 * MARGIN_MS ? MARGIN_MS : Math.min(SHORT_MARGIN_MS, expiresInMs / 2);
      kept.issued = { token, thumbprint: thumbprintOf(token), renewAt: askedAt + expiresInMs - margin };
      delete kept.failed;
      return token;
    } catch (failure) {
      kept.failed = { failure, until: this.now().getTime() + AFTER_FAILURE_MS };
      throw failure;
    }
  }

  private async request(
    profile: ProfileSummary,
    secrets: OpenProfile['secrets'],
  ): Promise<ReturnType<typeof readToken>> {
    const { kind, facts } = profile;
    if (!isTokenKind(kind)) throw new CredentialFailed('profile-unusable');
    if (kind === 'graphql-certificate') assertInForce(secrets['certificate'], this.now());
    const asked = { kind, facts, secrets };
    try {
      return readToken(await this.caller.call(tokenRequest(asked)), asked, this.now());
    } catch (error) {
      if (error instanceof CallFailed && !(error instanceof CredentialFailed)) throw noAnswer(error, asked);
      throw error;
    }
  }
}

/** By what a profile that was changed is told: its old token is not given out again. */
function fieldsOf({ kind, facts }: ProfileSummary, secrets: OpenProfile['secrets']): string {
  const fields = [kind, ...[facts, secrets].map((each) => Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))];
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64');
}
