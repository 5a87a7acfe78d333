import type { Credentials } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import { Problem, type Logger } from '@contact-sync/service';
import { CHOSEN_PROFILES, PROFILE_SETTINGS, type NamedProfiles, type ProfileSetting } from './chosen-profiles';

/** Tells auth-profile which profiles are in use here, so that they are not deleted. */
export class ProfileUse {
  private readonly told = new Map<ProfileSetting, string>();

  constructor(
    private readonly credentials: Pick<Credentials, 'use'>,
    private readonly logger: Logger,
  ) {}

  /** As `tell` for all of them, for who waits for nothing: what cannot be told now is told another time. */
  async keepTold(profiles: NamedProfiles): Promise<void> {
    for (const setting of PROFILE_SETTINGS) {
      if (this.told.get(setting) === profiles[setting]) continue;
      try {
        await this.tell(setting, profiles[setting]);
      } catch (error) {
        this.logger.debug({ error, setting }, 'auth-profile was not told which profile is in use');
      }
    }
  }

  /** Throws a `Problem` when auth-profile does not answer, or no longer has the profile. Empty: none any more. */
  async tell(setting: ProfileSetting, profile: string): Promise<void> {
    try {
      await this.credentials.use(CHOSEN_PROFILES[setting].consumer, profile === '' ? undefined : profile);
      this.told.set(setting, profile);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      const status = error.failure === 'unavailable' ? 503 : 409;
      throw new Problem(status, 'The authentication profile could not be taken into use', { code: error.code });
    }
  }
}
