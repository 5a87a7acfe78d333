import type { Credential, ProfileKind, ProfileSummary } from '../credential';
import { CredentialFailed } from '../credential-failed';
import type { Question, Reply } from '../protocol/question';

/** What auth-profile does for those who ask. Throws `CredentialFailed` for whatever may be told. */
export interface CredentialHandler {
  find(profile: string): Promise<ProfileSummary | undefined>;
  /** The credential that holds now; another one where it is the spoiled one, told by its thumbprint. */
  credential(profile: ProfileSummary, spoiled?: string): Promise<Credential>;
  /** Notes that a register's tab has chosen a profile, or none. */
  use(consumer: string, profile: ProfileSummary | undefined): Promise<void>;
}

/** Answers a question of somebody who may have these kinds; `undefined` where that is nobody we know. */
export async function replyTo(
  question: Question,
  allowed: ReadonlySet<ProfileKind> | undefined,
  handler: CredentialHandler,
): Promise<Reply> {
  if (allowed === undefined) throw new CredentialFailed('caller-not-allowed');
  const profile = question.profile === undefined ? undefined : await found(question.profile, allowed, handler);
  if (question.ask === 'use') {
    await handler.use(question.consumer, profile);
    return null;
  }
  if (profile === undefined) throw new CredentialFailed('unknown-profile');
  return question.ask === 'describe' ? profile : handler.credential(profile, question.spoiled);
}

async function found(
  name: string,
  allowed: ReadonlySet<ProfileKind>,
  handler: CredentialHandler,
): Promise<ProfileSummary> {
  const profile = await handler.find(name);
  if (profile === undefined) throw new CredentialFailed('unknown-profile');
  if (!allowed.has(profile.kind)) throw new CredentialFailed('kind-not-allowed');
  return profile;
}
