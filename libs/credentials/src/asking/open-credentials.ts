import type { CredentialRoad } from '../broker-road';
import type { Credential, CredentialSource, PasswordOutcome, ProfileSummary } from '../credential';
import { askInProcess } from '../in-process';
import type { Question, Replies } from '../protocol/question';
import type { Asker } from './asker';
import { HeldCredential } from './held-credential';
import { RabbitMqAsker } from './rabbitmq-asker';

/** A service's way to the credentials of its profiles. What fails is `CredentialFailed`, which is a `CallFailed`. */
export interface Credentials {
  /** The credential of a profile, by its name. Nothing is asked for before somebody wants it. */
  source(profile: string): CredentialSource;
  /**
   * The credential as it stands now, for what may not be tried with one that was replaced meanwhile: a wrong password locks
   * its user out. The one that is held, where auth-profile does not answer.
   */
  latest(profile: string): Promise<Credential>;
  /** The password in force with a pending one beside it, which auth-profile makes and keeps; twice the same until settled. */
  newPassword(profile: string): Promise<Credential>;
  /** Tells what the register did with the pending password. */
  settlePassword(profile: string, pending: string, outcome: PasswordOutcome): Promise<void>;
  /** What a profile says besides its secrets. */
  describe(profile: string): Promise<ProfileSummary>;
  /** Tells that a register's tab uses a profile, so that it is not deleted; `undefined`: none any more. */
  use(consumer: string, profile: string | undefined): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the way to auth-profile, over the broker or within this process. */
export function openCredentials(road: CredentialRoad, now: () => number = Date.now): Credentials {
  const asker = askerOf(road, now);
  const sources = new Map<string, HeldCredential>();
  const sourceOf = (profile: string): HeldCredential => {
    const source =
      sources.get(profile) ??
      new HeldCredential(
        (spoiled) => asker.ask({ ask: 'credential', profile, ...(spoiled === undefined ? {} : { spoiled }) }),
        now,
      );
    sources.set(profile, source);
    return source;
  };
  return {
    source: sourceOf,
    latest: (profile) => sourceOf(profile).latest(),
    newPassword: (profile) => asker.ask({ ask: 'new-password', profile }),
    settlePassword: async (profile, pending, outcome) => {
      await asker.ask({ ask: 'password-outcome', profile, pending, outcome });
    },
    describe: (profile) => asker.ask({ ask: 'describe', profile }),
    use: async (consumer, profile) => {
      await asker.ask({ ask: 'use', consumer, ...(profile === undefined ? {} : { profile }) });
    },
    stop: () => asker.stop(),
  };
}

function askerOf(road: CredentialRoad, now: () => number): Asker {
  if (road.transport === 'rabbitmq') return new RabbitMqAsker(road, now);
  return {
    ask: <Asked extends Question>(question: Asked) =>
      askInProcess(road.exchange, question) as Promise<Replies[Asked['ask']]>,
    stop: () => Promise.resolve(),
  };
}
