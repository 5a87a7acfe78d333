/** Kinds of authentication profiles: the API types of AUTH-1 and the other credentials of AUTH-1b. */
export const PROFILE_KINDS = [
  'graphql-client-secret',
  'graphql-certificate',
  'rest-certificate',
  'api-key',
  'kmd-logic',
  'cpr-direkte',
  'cpr-file-server',
  'odata',
] as const;

export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** The registers a profile is for. */
export const CONFIGURATION_TYPES = ['CPR', 'CVR', 'BFE'] as const;

export type ConfigurationType = (typeof CONFIGURATION_TYPES)[number];

/** What a profile says besides its secrets: hosts, ids, scope; by field name of the profile. */
export type ProfileFacts = Readonly<Record<string, string>>;

/** What opens a door, for a short time. Never logged, never stored. */
export type Credential =
  | {
      readonly kind: 'bearer';
      readonly profile: ProfileSummary;
      /** As the issuer spells it: `Bearer`. */
      readonly tokenType: string;
      readonly accessToken: string;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'api-key'; readonly profile: ProfileSummary; readonly apiKey: string }
  | {
      readonly kind: 'certificate';
      readonly profile: ProfileSummary;
      /** Chain and private key, PEM. */
      readonly certificate: string;
      readonly key: string;
    }
  | {
      readonly kind: 'password';
      readonly profile: ProfileSummary;
      readonly user: string;
      readonly password: string;
      /** A new one that was made and perhaps sent already, whose fate nobody has told yet. */
      readonly pending?: PendingPassword;
    };

/** A password that is to follow the one in force, kept before it is sent so that no crash can lose it. */
export interface PendingPassword {
  /** What its fate is told by. */
  readonly id: string;
  readonly password: string;
}

/** What became of a pending password: the register has it now, or never took it. */
export type PasswordOutcome = 'accepted' | 'refused';

export interface ProfileSummary {
  readonly id: string;
  /** Profile ID, as the page calls it. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly configurationTypes: readonly ConfigurationType[];
  readonly facts: ProfileFacts;
}

/** Where a register's client gets the credential of its profile. */
export interface CredentialSource {
  /** The credential that holds now; asked for again shortly before it expires. */
  get(): Promise<Credential>;
  /** Another one, since the register refused this; at once the same for all who ask together. */
  renew(spoiled: Credential): Promise<Credential>;
}
