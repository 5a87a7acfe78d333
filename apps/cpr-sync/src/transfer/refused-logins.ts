import type { Credential } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { Pool } from 'pg';
import type { KeyedHash } from '../keyed-hash';

/** The codes by which the roads tell that user or password are wrong, or the account is locked. */
const LOGIN_CODES: ReadonlySet<string> = new Set(['ftp-430', 'ftp-530', 'sftp-login']);

const REFUSED_BEFORE = 'login-refused-before';

export interface RefusedLoginsOptions {
  readonly pool: Pool;
  readonly hash: KeyedHash;
  readonly now: () => Date;
}

/** Passwords that the file server refused, over all replicas and restarts: each is tried once (a lock-out is worse). */
export class RefusedLogins {
  constructor(private readonly options: RefusedLoginsOptions) {}

  /** Throws `CallFailed` (`login-refused-before`) for a password that was refused already. */
  async assertUntried(credential: Credential): Promise<void> {
    const { rowCount } = await this.options.pool.query(
      'select from cpr.refused_file_login where profile = $1 and credential_hash = $2',
      [credential.profile.name, this.hashOf(credential)],
    );
    if (rowCount !== 0)
      throw new CallFailed('refused', REFUSED_BEFORE, {
        said: 'the password was refused before and is not tried again until the profile has another or the connection is tested',
      });
  }

  /** Remembers a refusal; whatever else went wrong says nothing of the password. */
  async heed(credential: Credential, error: unknown): Promise<void> {
    if (!(error instanceof CallFailed) || !LOGIN_CODES.has(error.code)) return;
    await this.options.pool.query(
      `insert into cpr.refused_file_login (profile, credential_hash, refused_at) values ($1, $2, $3)
       on conflict (profile) do update set credential_hash = excluded.credential_hash, refused_at = excluded.refused_at`,
      [credential.profile.name, this.hashOf(credential), this.options.now()],
    );
  }

  /** The server let us in with it. */
  async forget({ profile }: Credential): Promise<void> {
    await this.options.pool.query('delete from cpr.refused_file_login where profile = $1', [profile.name]);
  }

  private hashOf(credential: Credential): string {
    return this.options.hash.of(
      'credential',
      credential.kind === 'password' ? `${credential.user}\0${credential.password}` : credential.kind,
    );
  }
}
