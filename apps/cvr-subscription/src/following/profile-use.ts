import type { Credentials } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Problem, type Logger } from '@contact-sync/service';
import { NAME } from '../name';
import type { Following } from './following';

/** The profile that subscriptions at the provider before are cancelled with. */
const LEAVING = `${NAME}: until cancelled`;
const QUIET_MS = 60_000;

/** Tells auth-profile which profiles are in use here, so that none of them is deleted. */
export class ProfileUse {
  private readonly told = new Map<string, string | undefined>();

  private quietUntil = -Infinity;

  constructor(
    private readonly credentials: Credentials,
    private readonly logger: Logger,
  ) {}

  /** As `tell`, for who only sees to it and waits for nothing: what cannot be told now is told in a minute. */
  keepTold(settings: CvrSettings, following: Following): void {
    if (performance.now() < this.quietUntil) return;
    this.quietUntil = performance.now() + QUIET_MS;
    this.tell(settings, following).then(
      () => (this.quietUntil = -Infinity),
      (error: unknown) => this.logger.debug({ error }, 'auth-profile was not told which profile is in use'),
    );
  }

  /** Throws a `Problem` when auth-profile does not answer, or no longer has the profile. */
  async tell(settings: CvrSettings, following: Following): Promise<void> {
    const chosen = settings.authProfile === '' ? undefined : settings.authProfile;
    const old = following.at?.authProfile;
    try {
      await this.use(NAME, chosen);
      await this.use(LEAVING, old === chosen ? undefined : old);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      const status = error.failure === 'unavailable' ? 503 : 409;
      throw new Problem(status, 'The authentication profile could not be taken into use', { code: error.code });
    }
  }

  private async use(consumer: string, profile: string | undefined): Promise<void> {
    if (this.told.has(consumer) && this.told.get(consumer) === profile) return;
    await this.credentials.use(consumer, profile);
    this.told.set(consumer, profile);
  }
}
