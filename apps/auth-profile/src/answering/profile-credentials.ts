import {
  type Credential,
  CredentialFailed,
  type CredentialHandler,
  type PasswordRenewal,
  type ProfileSummary,
} from '@contact-sync/credentials';
import { PendingPasswords } from '../passwords/pending-passwords';
import { pendingIn } from '../passwords/pending-secret';
import type { ProfileStore } from '../profiles/profile-store';
import { assertInForce } from '../tokens/certificate-in-force';
import type { Tokens } from '../tokens/tokens';

export interface ProfileCredentialsParts {
  readonly store: Pick<ProfileStore, 'describe' | 'findById' | 'secretsOf' | 'use' | 'edit'>;
  readonly tokens: Tokens;
  readonly now: () => Date;
}

/** The credentials of the profiles in the database, for the services that may have them. */
export class ProfileCredentials implements CredentialHandler {
  readonly passwords: PasswordRenewal;

  constructor(private readonly parts: ProfileCredentialsParts) {
    const pending = new PendingPasswords(parts);
    this.passwords = {
      renew: async (profile) => {
        assertRenewed(profile);
        await pending.prepare(profile);
        return this.credential(profile);
      },
      settle: async (profile, id, outcome) => {
        assertRenewed(profile);
        await pending.settle(profile, id, outcome);
      },
    };
  }

  find(profile: string): Promise<ProfileSummary | undefined> {
    return this.parts.store.describe(profile);
  }

  async use(consumer: string, profile: ProfileSummary | undefined): Promise<void> {
    // It may have been deleted since it was found.
    if (!(await this.parts.store.use(consumer, profile?.name))) throw new CredentialFailed('unknown-profile');
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    const { store, tokens, now } = this.parts;
    // A local proxy logs on by itself.
    if (isLocalProxy(profile)) return { kind: 'password', profile, user: '', password: '' };
    const secrets = await store.secretsOf(profile);
    switch (profile.kind) {
      case 'graphql-client-secret':
      case 'graphql-certificate':
      case 'kmd-logic':
      case 'odata':
        return tokens.tokenOf(profile, secrets, spoiled);
      case 'api-key':
        return { kind: 'api-key', profile, apiKey: required(secrets['apiKey']) };
      case 'rest-certificate': {
        assertInForce(secrets['certificate'], now());
        return {
          kind: 'certificate',
          profile,
          certificate: required(secrets['certificate']),
          key: required(secrets['key']),
        };
      }
      case 'cpr-direkte':
        return direkteCredential(profile, secrets);
      case 'cpr-file-server':
        return {
          kind: 'password',
          profile,
          user: required(profile.facts['user']),
          password: required(secrets['password']),
        };
    }
  }
}

/** Of all kinds, CPR Direkte alone takes a new password over its own protocol; a local proxy logs on by itself. */
function assertRenewed(profile: ProfileSummary): void {
  if (profile.kind !== 'cpr-direkte' || isLocalProxy(profile)) throw new CredentialFailed('profile-unusable');
}

const isLocalProxy = ({ kind, facts }: ProfileSummary): boolean =>
  kind === 'cpr-direkte' && facts['transport'] === 'local-proxy';

function direkteCredential(profile: ProfileSummary, secrets: Readonly<Record<string, string>>): Credential {
  const pending = pendingIn(secrets);
  return {
    kind: 'password',
    profile,
    user: required(profile.facts['user']),
    password: required(secrets['password']),
    ...(pending !== undefined && { pending }),
  };
}

function required(value: string | undefined): string {
  if (value === undefined || value === '') throw new CredentialFailed('profile-unusable');
  return value;
}
