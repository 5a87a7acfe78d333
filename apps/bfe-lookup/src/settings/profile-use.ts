import type { Credentials } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import { Problem, type Logger } from '@contact-sync/service';
import { NAME } from '../name';

/** Tells auth-profile which profile is in use here, so that it is not deleted. */
export class ProfileUse {
  private told: string | undefined;

  constructor(
    private readonly credentials: Credentials,
    private readonly logger: Logger,
  ) {}

  /** As `tell`, for who waits for nothing: what cannot be told now is told with the next reading of events. */
  async keepTold(profile: string): Promise<void> {
    if (this.told === profile) return;
    try {
      await this.tell(profile);
    } catch (error) {
      this.logger.debug({ error }, 'auth-profile was not told which profile is in use');
    }
  }

  /** Throws a `Problem` when auth-profile does not answer, or no longer has the profile. */
  async tell(profile: string): Promise<void> {
    try {
      await this.credentials.use(NAME, profile === '' ? undefined : profile);
      this.told = profile;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      const status = error.failure === 'unavailable' ? 503 : 409;
      throw new Problem(status, 'The authentication profile could not be taken into use', { code: error.code });
    }
  }
}
