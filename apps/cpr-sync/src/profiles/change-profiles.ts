import type { Credentials } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import { Problem, type FieldFault } from '@contact-sync/service';
import type { CprSettings } from '../settings';
import { CHOSEN_PROFILES, PROFILE_SETTINGS, type ProfileSetting } from './chosen-profiles';
import { faultsOfHosts } from './host-faults';
import type { ProfileUse } from './profile-use';

export interface ChangeParts {
  readonly credentials: Pick<Credentials, 'describe'>;
  /** Whether the installation calls an address (`ENDPOINT_HOSTS`). */
  readonly isAllowed: (url: string) => boolean;
  readonly use: ProfileUse;
}

/** Looks at the profiles and hosts of changed settings, and takes the profiles into use; throws a `Problem` to refuse. */
export async function changeProfiles(
  { credentials, isAllowed, use }: ChangeParts,
  before: CprSettings,
  next: CprSettings,
): Promise<void> {
  const faults = [...faultsOfHosts(before, next, isAllowed)];
  const changed = PROFILE_SETTINGS.filter((setting) => next[setting] !== before[setting]);
  for (const setting of changed) {
    const fault = next[setting] === '' ? undefined : await faultOf(setting, next[setting], credentials);
    if (fault !== undefined) faults.push({ field: setting, message: fault });
  }
  if (faults.length > 0)
    throw new Problem(409, 'The settings were not changed: they do not fit together', {
      code: 'settings-do-not-fit',
      errors: faults,
    });
  for (const setting of changed) {
    if (next[setting] !== '') await use.tell(setting, next[setting]);
  }
  // Turning one off needs nobody else.
  if (changed.some((setting) => next[setting] === '')) await use.keepTold(next);
}

async function faultOf(
  setting: ProfileSetting,
  profile: string,
  credentials: Pick<Credentials, 'describe'>,
): Promise<FieldFault['message'] | undefined> {
  const { kinds, road } = CHOSEN_PROFILES[setting];
  try {
    const { kind, configurationTypes } = await credentials.describe(profile);
    return kinds.includes(kind) && configurationTypes.includes('CPR') ? undefined : `is no profile for ${road}`;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.failure !== 'unavailable') return `cannot be used: ${error.code}`;
    throw new Problem(503, 'The settings were not changed: the authentication profile could not be asked for', {
      code: error.code,
      headers: { 'Retry-After': '10' },
    });
  }
}
