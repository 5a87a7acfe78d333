import type { ConfigurationType, ProfileFacts, ProfileKind, ProfileSummary } from '@contact-sync/credentials';
import type { CertificateFacts } from '../certificates/certificate-facts';

/** What of a profile ends one day. */
export interface Ending {
  readonly credential: 'certificate' | 'client-secret';
  readonly endsAt: Date;
  readonly certificate?: CertificateFacts;
}

/** A secret that is set: never what it is. */
export interface SecretMark {
  readonly field: string;
  readonly setAt: Date;
}

/** An authentication profile, without its secrets. */
export interface Profile extends ProfileSummary {
  /** Rises with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  readonly secrets: readonly SecretMark[];
  readonly endings: readonly Ending[];
  /** The parts of the product that have chosen it. */
  readonly usedBy: readonly string[];
}

/** Everything of a profile that is not there yet. `secrets` by field: in clear, for the moment of writing. */
export interface NewProfile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly configurationTypes: readonly ConfigurationType[];
  readonly facts: ProfileFacts;
  readonly secrets: Readonly<Record<string, string>>;
  readonly endings: readonly Ending[];
}

/** What is different in a profile from now on; what is absent stays. */
export interface ProfileEdit {
  readonly name?: string;
  readonly configurationTypes?: readonly ConfigurationType[];
  /** All of them, where some are different. */
  readonly facts?: ProfileFacts;
  /** Those that are given anew. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Secrets that are no more; told together with `secrets`. */
  readonly dropped?: readonly string[];
  /** All of them, where some are different. */
  readonly endings?: readonly Ending[];
}

export type ChangeAction = 'created' | 'edited' | 'certificate-replaced' | 'deleted';

/** Who changes a profile, and what of it. */
export interface ChangeRecord {
  readonly by: string;
  readonly action: ChangeAction;
  readonly fields: readonly string[];
}
