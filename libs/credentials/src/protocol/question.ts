import type { Credential, PasswordOutcome, ProfileSummary } from '../credential';

/** What a service asks auth-profile for. */
export type Question =
  | {
      readonly ask: 'credential';
      /** Profile ID. */
      readonly profile: string;
      /** Thumbprint of the one that the register refused. */
      readonly spoiled?: string;
    }
  | { readonly ask: 'describe'; readonly profile: string }
  /** A register's tab has chosen a profile, or (without one) none. */
  | { readonly ask: 'use'; readonly consumer: string; readonly profile?: string }
  /** A new password is to be made and kept; the one that is pending, where there is one. */
  | { readonly ask: 'new-password'; readonly profile: string }
  | {
      readonly ask: 'password-outcome';
      readonly profile: string;
      /** Id of the pending password. */
      readonly pending: string;
      readonly outcome: PasswordOutcome;
    };

/** What comes back, by what was asked. */
export interface Replies {
  readonly credential: Credential;
  readonly describe: ProfileSummary;
  readonly use: null;
  readonly 'new-password': Credential;
  readonly 'password-outcome': null;
}

export type Reply = Replies[Question['ask']];
