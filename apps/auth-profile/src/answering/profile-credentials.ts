import {
  type Credential,
  CredentialFailed,
  type CredentialHandler,
  type ProfileSummary,
} from '@contact-sync/credentials';
import type { ProfileStore } from '../profiles/profile-store';
import { assertInForce } from '../tokens/certificate-in-force';
import type { Tokens } from '../tokens/tokens';

export interface ProfileCredentialsParts {
  readonly store: Pick<ProfileStore, 'describe' | 'secretsOf' | 'use'>;
  readonly tokens: Tokens;
  readonly now: () => Date;
}

/** The credentials of the profiles in the database, for the services that may have them. */
export class ProfileCredentials implements CredentialHandler {
  constructor(private readonly parts: ProfileCredentialsParts) {}

  find(profile: string): Promise<ProfileSummary | undefined> {
    return this.parts.store.describe(profile);
  }

  async use(consumer: string, profile: ProfileSummary | undefined): Promise<void> {
    // It may have been deleted since it was found.
    if (!(await this.parts.store.use(consumer, profile?.name))) throw new CredentialFailed('unknown-profile');
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    const { store, tokens, now } = this.parts;
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

function required(value: string | undefined): string {
  if (value === undefined || value === '') throw new CredentialFailed('profile-unusable');
  return value;
}
