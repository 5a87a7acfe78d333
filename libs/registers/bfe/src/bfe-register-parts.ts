import type { CredentialSource } from '@contact-sync/credentials';
import type { Caller } from '@contact-sync/outbound';

/** Where the registers answer; old versions are removed, so they are settings. */
export interface BfeServices {
  /** As `https://graphql.datafordeler.dk`. */
  readonly graphqlHost: string;
  /** As `https://certservices.datafordeler.dk`. */
  readonly restHost: string;
  readonly matVersion: string;
  readonly ebrVersion: string;
  readonly darVersion: string;
  readonly dagiVersion: string;
  readonly bbrVersion: string;
  readonly flexibleVersion: string;
  /** Of EJF, which is asked for its events alone. */
  readonly ejfVersion: string;
}

/** What the register stands on. */
export interface BfeRegisterParts {
  /** As they stand when the register is opened; open it again when they change. */
  readonly services: BfeServices;
  /** Of the profile that the settings name. Its kind says which road is taken. */
  readonly credentials: CredentialSource;
  readonly caller: Caller;
  readonly now: () => Date;
}
