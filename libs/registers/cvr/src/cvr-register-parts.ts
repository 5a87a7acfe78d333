import type { CredentialSource } from '@contact-sync/credentials';
import type { Caller } from '@contact-sync/outbound';
import type { CvrSettings } from './settings/cvr-settings';

/** What a provider stands on. */
export interface CvrRegisterParts {
  /** As they stand when the register is opened; open it again when they change. */
  readonly settings: CvrSettings;
  /** Of the profile that `authProfile` names. */
  readonly credentials: CredentialSource;
  readonly caller: Caller;
  readonly now: () => Date;
}
