import type { CredentialRoad } from '../broker-road';
import type { CredentialSource, ProfileSummary } from '../credential';
import { askInProcess } from '../in-process';
import type { Question, Replies } from '../protocol/question';
import type { Asker } from './asker';
import { HeldCredential } from './held-credential';
import { RabbitMqAsker } from './rabbitmq-asker';

/** A service's way to the credentials of its profiles. What fails is `CredentialFailed`, which is a `CallFailed`. */
export interface Credentials {
  /** The credential of a profile, by its name. Nothing is asked for before somebody wants it. */
  source(profile: string): CredentialSource;
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
  return {
    source: (profile) => {
      const source =
        sources.get(profile) ??
        new HeldCredential(
          (spoiled) => asker.ask({ ask: 'credential', profile, ...(spoiled === undefined ? {} : { spoiled }) }),
          now,
        );
      sources.set(profile, source);
      return source;
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
