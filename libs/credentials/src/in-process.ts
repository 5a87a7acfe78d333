import { PROFILE_KINDS } from './credential';
import { type CredentialHandler, replyTo } from './answering/reply-to';
import { CredentialFailed } from './credential-failed';
import type { Question, Reply } from './protocol/question';

/** Who answers in this process, by installation: where all services are one process nothing travels. The last one does. */
const answering = new Map<string, readonly CredentialHandler[]>();

const ALL = new Set(PROFILE_KINDS);

export function answerInProcess(exchange: string, handler: CredentialHandler): { stop(): Promise<void> } {
  answering.set(exchange, [...(answering.get(exchange) ?? []), handler]);
  return {
    stop: () => {
      answering.set(exchange, answering.get(exchange)?.filter((each) => each !== handler) ?? []);
      return Promise.resolve();
    },
  };
}

export async function askInProcess(exchange: string, question: Question): Promise<Reply> {
  const handler = answering.get(exchange)?.at(-1);
  if (handler === undefined) throw new CredentialFailed('auth-profile-away');
  return replyTo(question, ALL, handler);
}
