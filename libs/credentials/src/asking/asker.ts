import type { Question, Replies } from '../protocol/question';

/** Brings a question to auth-profile and its answer back. Throws `CredentialFailed`. */
export interface Asker {
  ask<Asked extends Question>(question: Asked): Promise<Replies[Asked['ask']]>;
  stop(): Promise<void>;
}
