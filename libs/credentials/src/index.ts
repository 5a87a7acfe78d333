export { answerCredentials } from './answering/answer-credentials';
export type { AnsweringOptions, TurnedAway } from './answering/answer-credentials';
export { credentialCallers } from './answering/callers';
export type { CredentialCallers } from './answering/callers';
export type { CredentialHandler, PasswordRenewal } from './answering/reply-to';
export { freshUntil } from './asking/fresh-until';
export { openCredentials } from './asking/open-credentials';
export type { Credentials } from './asking/open-credentials';
export type { CredentialRoad } from './broker-road';
export { CONFIGURATION_TYPES, PROFILE_KINDS } from './credential';
export type {
  ConfigurationType,
  Credential,
  CredentialSource,
  PasswordOutcome,
  PendingPassword,
  ProfileFacts,
  ProfileKind,
  ProfileSummary,
} from './credential';
export { CREDENTIAL_PROBLEMS, CredentialFailed } from './credential-failed';
export type { CredentialProblem } from './credential-failed';
export { credentialFailureText, PROBLEM_WORDS } from './problem-words';
export type { InBothLanguages } from './problem-words';
export { thumbprintOf } from './thumbprint';
export { LOGIC_NO_TOKEN_TEXT, logicTokenFailureText, odataTokenFailureText, shownError } from './token-failure-text';
