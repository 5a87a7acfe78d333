import type { Credentials, PasswordOutcome } from '@contact-sync/credentials';
import { CallFailed, limited } from '@contact-sync/outbound';
import {
  type DirekteAnswer,
  type DirekteToken,
  errorCodeOf,
  failureOf,
  logonRequest,
  readAnswer,
} from '@contact-sync/registers-cpr-direkte';
import type { Logger } from '@contact-sync/service';
import type { Pool } from 'pg';
import { direkteProfile, type DirekteProfile } from './direkte-profile';
import type { DirekteStops } from './direkte-stops';
import { oneAtATime } from '../one-at-a-time';

/** Passwords that CPR may refuse in a row as breaking its rules. */
const MOST_NEW_PASSWORDS = 3;
const WRONG_PASSWORD = '01';
const RULE_BROKEN = '03';

export interface LogonParts {
  readonly pool: Pool;
  readonly credentials: Pick<Credentials, 'latest' | 'newPassword' | 'settlePassword'>;
  readonly stops: Pick<DirekteStops, 'passwordToTry' | 'stop' | 'clear'>;
  /** One connection to the profile's server: sends the bytes of a logon, gives those of its answer. */
  readonly exchange: (profile: DirekteProfile, request: Uint8Array) => Promise<Uint8Array>;
  readonly logger: Logger;
}

/**
 * Logons at CPR Direkte, one at a time over all replicas, so that a wrong password is tried once whoever wants to log on, and
 * a new password is never set twice. A logon is not broken off by who waits for it: its answer may be a changed password.
 */
export class Logon {
  /** Who waits in this process holds no connection to the database meanwhile: whoever is under way needs some. */
  private readonly turn = limited(1);

  constructor(private readonly parts: LogonParts) {}

  /** Logs on, and renews the password where it has expired. Throws `CallFailed`. */
  logOn(profile: string): Promise<DirekteToken> {
    return this.alone(profile, async () => {
      const now = await this.latest(profile);
      return (await this.parts.stops.passwordToTry(now)) === 'current' ? this.withCurrent(now) : this.withPending(now);
    });
  }

  /** Sets a new password now, whether or not the one in force has expired. Throws `CallFailed`. */
  renew(profile: string): Promise<DirekteToken> {
    return this.alone(profile, async () => {
      const now = await this.latest(profile);
      return (await this.parts.stops.passwordToTry(now)) === 'current' ? this.renewed(now) : this.withPending(now);
    });
  }

  /** One logon with the password in force, whatever was refused before; nothing follows from it but what we remember. */
  test(profile: string): Promise<{ readonly answer: DirekteAnswer; readonly token: DirekteToken }> {
    return this.alone(profile, async () => {
      const now = await this.latest(profile);
      const answer = await this.sent(now, { password: now.password });
      const { reaction } = errorCodeOf(answer.errorCode);
      if (reaction === 'none') await this.entered(now);
      if (reaction === 'repeat-nothing' || reaction === 'stop') await this.parts.stops.stop(now, answer.errorCode);
      return { answer, token: tokenOf(now, answer) };
    });
  }

  private alone<T>(profile: string, work: () => Promise<T>): Promise<T> {
    return this.turn(() => oneAtATime(this.parts.pool, `cpr-direkte ${profile}`, work));
  }

  private async withCurrent(profile: DirekteProfile): Promise<DirekteToken> {
    const answer = await this.sent(profile, { password: profile.password });
    switch (errorCodeOf(answer.errorCode).reaction) {
      case 'none':
        await this.entered(profile);
        return tokenOf(profile, answer);
      case 'new-password':
        return this.renewed(profile);
      case 'repeat-nothing':
        // Written down before anything else: whatever happens to us, it is not tried again.
        await this.parts.stops.stop(profile, answer.errorCode);
        if (profile.pending !== undefined) return this.withPending(profile);
        throw failureOf(answer.errorCode);
      default:
        return this.refused(profile, answer);
    }
  }

  /** CPR may have taken the pending password, and we crashed before we knew: it is tried once, then it is let go. */
  private async withPending(profile: DirekteProfile): Promise<DirekteToken> {
    const { pending } = profile;
    if (pending === undefined) throw failureOf(WRONG_PASSWORD);
    const answer = await this.sent(profile, { password: pending.password });
    switch (errorCodeOf(answer.errorCode).reaction) {
      case 'none':
        await this.taken(profile, pending.id);
        return tokenOf(profile, answer);
      case 'repeat-nothing':
        await this.parts.stops.stop(profile, WRONG_PASSWORD, pending.id);
        await this.settle(profile, pending.id, 'refused');
        throw failureOf(answer.errorCode);
      default:
        return this.refused(profile, answer);
    }
  }

  /** The password in force sets the pending one. What is not told stays pending, and is found out by the next logon. */
  private async renewed({ name, pending: before }: DirekteProfile): Promise<DirekteToken> {
    for (let made = 0; made < MOST_NEW_PASSWORDS; made += 1) {
      const profile = direkteProfile(await this.parts.credentials.newPassword(name));
      const { password, pending } = profile;
      if (pending === undefined) throw new CallFailed('refused', 'profile-unusable', { said: 'no password was made' });
      const answer = await this.sent(profile, { password, newPassword: pending.password });
      switch (errorCodeOf(answer.errorCode).reaction) {
        case 'none':
          await this.taken(profile, pending.id);
          this.parts.logger.info({ profile: name }, 'CPR Direkte has a new password');
          return tokenOf(profile, answer);
        case 'other-password':
          await this.settle(profile, pending.id, 'refused');
          break;
        case 'repeat-nothing':
          if (before?.id === pending.id) {
            await this.parts.stops.stop(profile, answer.errorCode);
            return this.withPending(profile);
          }
          // Made just now, it cannot be the one that CPR has: tried by itself it would be a second wrong password.
          await this.parts.stops.stop(profile, answer.errorCode, pending.id);
          await this.told(profile, pending.id, 'refused');
          throw failureOf(answer.errorCode);
        default:
          return this.refused(profile, answer);
      }
    }
    throw failureOf(RULE_BROKEN);
  }

  private async refused(profile: DirekteProfile, { errorCode }: DirekteAnswer): Promise<never> {
    if (errorCodeOf(errorCode).reaction === 'stop') await this.parts.stops.stop(profile, errorCode);
    throw failureOf(errorCode);
  }

  /** The password in force opened: a pending one was never taken. */
  private async entered(profile: DirekteProfile): Promise<void> {
    await this.parts.stops.clear(profile.name);
    if (profile.pending !== undefined) await this.told(profile, profile.pending.id, 'refused');
  }

  /** Where that could not be told, a stop stands: the next logon begins with the pending password, not with the wrong one. */
  private async taken(profile: DirekteProfile, pending: string): Promise<void> {
    if (await this.told(profile, pending, 'accepted')) await this.parts.stops.clear(profile.name);
  }

  /** What cannot be told now is no loss: the pending password is kept, and the next logon finds out the same. */
  private async told(profile: DirekteProfile, pending: string, outcome: PasswordOutcome): Promise<boolean> {
    try {
      await this.settle(profile, pending, outcome);
      return true;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.parts.logger.warn(
        { profile: profile.name, code: error.code, outcome },
        'auth-profile was not told of a password',
      );
      return false;
    }
  }

  private settle({ name }: DirekteProfile, pending: string, outcome: PasswordOutcome): Promise<void> {
    return this.parts.credentials.settlePassword(name, pending, outcome);
  }

  private async latest(profile: string): Promise<DirekteProfile> {
    const now = direkteProfile(await this.parts.credentials.latest(profile));
    if (now.transport === 'local-proxy')
      throw new CallFailed('refused', 'local-proxy', { said: 'a local proxy logs on by itself' });
    return now;
  }

  private async sent(
    profile: DirekteProfile,
    passwords: { readonly password: string; readonly newPassword?: string },
  ): Promise<DirekteAnswer> {
    return readAnswer(await this.parts.exchange(profile, logonRequest(profile.user, passwords)));
  }
}

const tokenOf = ({ user }: DirekteProfile, { token }: DirekteAnswer): DirekteToken => ({ user, token });
