import type { Credential, PasswordOutcome, ProfileKind, ProfileSummary } from '../credential';
import { CredentialFailed } from '../credential-failed';
import type { Question, Reply } from '../protocol/question';

/** What auth-profile does for those who ask. Throws `CredentialFailed` for whatever may be told. */
export interface CredentialHandler {
  find(profile: string): Promise<ProfileSummary | undefined>;
  /** The credential that holds now; another one where it is the spoiled one, told by its thumbprint. */
  credential(profile: ProfileSummary, spoiled?: string): Promise<Credential>;
  /** Notes that a register's tab has chosen a profile, or none. */
  use(consumer: string, profile: ProfileSummary | undefined): Promise<void>;
  /** Absent where passwords are changed by hand alone. */
  readonly passwords?: PasswordRenewal;
}

/** Passwords that are changed at the register by its client. What fails is `CredentialFailed`. */
export interface PasswordRenewal {
  /** The password in force with the pending one, which is made where there is none. */
  renew(profile: ProfileSummary): Promise<Credential>;
  /** Puts the pending one in force, or lets it go; one that is no longer pending was dealt with already. */
  settle(profile: ProfileSummary, pending: string, outcome: PasswordOutcome): Promise<void>;
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
  switch (question.ask) {
    case 'describe':
      return profile;
    case 'credential':
      return handler.credential(profile, question.spoiled);
    case 'new-password':
      return renewal(handler).renew(profile);
    case 'password-outcome':
      await renewal(handler).settle(profile, question.pending, question.outcome);
      return null;
  }
}

function renewal({ passwords }: CredentialHandler): PasswordRenewal {
  if (passwords === undefined) throw new CredentialFailed('profile-unusable');
  return passwords;
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
