import { PROFILE_KINDS } from './credential';
import { type CredentialHandler, replyTo } from './answering/reply-to';
import { CredentialFailed } from './credential-failed';
import type { Question, Reply } from './protocol/question';

/** Who answers in this process, by installation: where all services are one process nothing travels. */
const answering = new Map<string, CredentialHandler>();

const ALL = new Set(PROFILE_KINDS);

export function answerInProcess(exchange: string, handler: CredentialHandler): { stop(): Promise<void> } {
  answering.set(exchange, handler);
  return {
    stop: async () => {
      if (answering.get(exchange) === handler) answering.delete(exchange);
      return Promise.resolve();
    },
  };
}

export async function askInProcess(exchange: string, question: Question): Promise<Reply> {
  const handler = answering.get(exchange);
  if (handler === undefined) throw new CredentialFailed('auth-profile-away');
  return replyTo(question, ALL, handler);
}
