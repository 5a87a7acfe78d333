import type { Credential, ProfileSummary } from '../credential';

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
  | { readonly ask: 'use'; readonly consumer: string; readonly profile?: string };

/** What comes back, by what was asked. */
export interface Replies {
  readonly credential: Credential;
  readonly describe: ProfileSummary;
  readonly use: null;
}

export type Reply = Replies[Question['ask']];
