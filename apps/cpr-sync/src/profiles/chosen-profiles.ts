import type { ProfileKind } from '@contact-sync/credentials';
import type { CprSettings } from '../settings';

/** The settings that name an authentication profile. */
export type ProfileSetting = 'direkteProfile' | 'fileServerProfile' | 'authProfile';

/** What a profile must be to be chosen for one of CPR's roads. */
export interface ChosenProfile {
  /** Under which name auth-profile knows that it is in use. */
  readonly consumer: string;
  readonly kinds: readonly ProfileKind[];
  /** As a sentence goes on: `is no profile for …`. */
  readonly road: string;
}

export const CHOSEN_PROFILES: Readonly<Record<ProfileSetting, ChosenProfile>> = {
  direkteProfile: { consumer: 'cpr-sync/direkte', kinds: ['cpr-direkte'], road: 'CPR Direkte' },
  fileServerProfile: { consumer: 'cpr-sync/files', kinds: ['cpr-file-server'], road: "CPR's file server" },
  authProfile: {
    consumer: 'cpr-sync/datafordeler',
    kinds: ['graphql-client-secret', 'graphql-certificate', 'rest-certificate'],
    road: 'CPR at Datafordeler',
  },
};

export const PROFILE_SETTINGS = Object.keys(CHOSEN_PROFILES) as ProfileSetting[];

/** The profiles that settings name. */
export type NamedProfiles = Pick<CprSettings, ProfileSetting>;
