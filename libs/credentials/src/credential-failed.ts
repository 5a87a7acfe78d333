import { CallFailed, type CallFailure } from '@contact-sync/outbound';

/** Why there is no credential. Each is said in clear on its way back, so none of them holds anything secret. */
export const CREDENTIAL_PROBLEMS = {
  /** No profile of this name. */
  'unknown-profile': 'refused',
  /** The service that asks may not have credentials of this kind. */
  'kind-not-allowed': 'refused',
  /** Who asked could not be told: the broker's user is missing on the request, or is nobody we know. */
  'caller-not-allowed': 'refused',
  /** The profile's kind has no credential that could be given, or its fields are not complete. */
  'profile-unusable': 'refused',
  'certificate-expired': 'refused',
  'certificate-not-yet-valid': 'refused',
  /** The token issuer does not take the client id with its secret or certificate. */
  'issuer-refused': 'refused',
  /** The token issuer does not answer, or says that it cannot now. */
  'issuer-away': 'unavailable',
  /** It answered with something that holds no token. */
  'issuer-unusable': 'unavailable',
  /** auth-profile does not answer. */
  'auth-profile-away': 'unavailable',
  /** A request that was under way for too long, or clocks that differ. */
  'request-expired': 'unavailable',
  /** A request that was seen before. */
  'request-repeated': 'unavailable',
  'request-unreadable': 'wrong',
  /** A fault of auth-profile itself; its log says which. */
  'auth-profile-fault': 'unavailable',
} as const satisfies Readonly<Record<string, CallFailure>>;

export type CredentialProblem = keyof typeof CREDENTIAL_PROBLEMS;

/** There is no credential. Clients of registers meet it as they meet a call that failed. */
export class CredentialFailed extends CallFailed {
  constructor(
    readonly problem: CredentialProblem,
    more: { readonly said?: string; readonly retryAfterMs?: number } = {},
  ) {
    super(CREDENTIAL_PROBLEMS[problem], problem, more);
    this.name = 'CredentialFailed';
  }
}

export const isCredentialProblem = (code: unknown): code is CredentialProblem =>
  typeof code === 'string' && Object.hasOwn(CREDENTIAL_PROBLEMS, code);
