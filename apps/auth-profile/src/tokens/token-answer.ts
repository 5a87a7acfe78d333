import {
  CredentialFailed,
  LOGIC_NO_TOKEN_TEXT,
  logicTokenFailureText,
  odataTokenFailureText,
  shownError,
} from '@contact-sync/credentials';
import { type CallAnswer, type CallFailed, refusalOf } from '@contact-sync/outbound';
import { connectionWords } from './connection-words';
import { issuerOf, type OpenProfile } from './token-request';

/** A token as its issuer gave it. */
export interface IssuedToken {
  readonly tokenType: string;
  readonly accessToken: string;
  /** From when the request began. */
  readonly expiresInMs: number;
}

type Asked = Pick<OpenProfile, 'kind' | 'facts'>;

/** What can stand in a header. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;
const TOKEN_TYPE = /^[A-Za-z]{1,40}$/;
/** Where an issuer does not say how long its token lasts (RFC 6749 only recommends it). */
const UNSAID_S = 60;
const LONGEST_S = 86_400;

/** Reads the answer of a token issuer. Throws `CredentialFailed` where it holds no token. */
export function readToken(answer: CallAnswer, asked: Asked, now: Date): IssuedToken {
  const body = jsonOf(answer);
  const refusal = refusalOf(answer, now);
  if (refusal !== undefined) throw issuerFailure(answer.status, shownError(body?.['error']), refusal, asked);
  const { access_token: token, token_type: type, expires_in: expires } = body ?? {};
  if (typeof token !== 'string' || !TOKEN.test(token))
    throw new CredentialFailed('issuer-unusable', asked.kind === 'kmd-logic' ? { said: LOGIC_NO_TOKEN_TEXT } : {});
  const seconds = typeof expires === 'string' && /^\d+$/.test(expires) ? Number(expires) : expires;
  return {
    tokenType: typeof type === 'string' && TOKEN_TYPE.test(type) ? type : 'Bearer',
    accessToken: token,
    expiresInMs: 1000 * Math.min(typeof seconds === 'number' && seconds > 0 ? seconds : UNSAID_S, LONGEST_S),
  };
}

/** No answer came from the issuer, or the call was not made at all. */
export function noAnswer({ failure, code }: CallFailed, { kind }: Pick<Asked, 'kind'>): CredentialFailed {
  const { en } = connectionWords(code);
  const said = kind === 'kmd-logic' ? `Unable to access the token issuer: ${en}` : en;
  switch (failure) {
    case 'unavailable':
      return new CredentialFailed('issuer-away', { said });
    case 'refused':
      return new CredentialFailed('issuer-refused', { said });
    case 'wrong':
      return new CredentialFailed('profile-unusable', { said });
  }
}

function issuerFailure(
  status: number,
  error: string | undefined,
  { failure, more: { retryAfterMs } }: CallFailed,
  asked: Asked,
): CredentialFailed {
  return new CredentialFailed(failure === 'unavailable' ? 'issuer-away' : 'issuer-refused', {
    said: textOf(status, error, asked),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function textOf(status: number, error: string | undefined, asked: Asked): string {
  switch (asked.kind) {
    case 'kmd-logic':
      return logicTokenFailureText({ status, ...(error === undefined ? {} : { error }) });
    case 'odata':
      return odataTokenFailureText({ tokenUrl: issuerOf(asked), status });
    case 'graphql-client-secret':
    case 'graphql-certificate':
      return `The token issuer answered ${status}${error === undefined ? '' : ` (${error})`}.`;
  }
}

function jsonOf({ body }: CallAnswer): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
