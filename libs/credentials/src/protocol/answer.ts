import { compactDecrypt, CompactEncrypt, importJWK } from 'jose';
import type { Credential } from '../credential';
import { CredentialFailed, isCredentialProblem } from '../credential-failed';
import type { Question, Replies, Reply } from './question';
import { CONTENT_ENCRYPTION, type CredentialRequest, KEY_AGREEMENT, type OpenRequest, VERSION } from './request';

/** An answer as it travels: sealed for the request's key, or why there is none, in clear. */
export type CredentialAnswer =
  | { readonly version: typeof VERSION; readonly nonce: string; readonly sealed: string }
  | { readonly version: typeof VERSION; readonly nonce: string; readonly problem: ProblemAnswer };

export interface ProblemAnswer {
  readonly code: string;
  readonly said?: string;
  readonly retryAfterMs?: number;
}

/** What is sealed. A token's end is said as time left, for the clocks of two machines differ. */
interface Sealed {
  readonly nonce: string;
  readonly ask: Question['ask'];
  readonly reply: unknown;
  readonly leftMs?: number;
}

/** Seals a reply (JWE) so that only who made the request can open it. */
export async function sealedAnswer(
  { nonce, key, question }: CredentialRequest,
  reply: Reply,
  now: number,
): Promise<CredentialAnswer> {
  const sealed: Sealed = { nonce, ask: question.ask, reply, ...timeLeft(reply, now) };
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(sealed)))
    .setProtectedHeader({ alg: KEY_AGREEMENT, enc: CONTENT_ENCRYPTION })
    .encrypt(await importJWK(key, KEY_AGREEMENT));
  return { version: VERSION, nonce, sealed: jwe };
}

function timeLeft(reply: Reply, now: number): { leftMs?: number } {
  return reply !== null && reply.kind === 'bearer' ? { leftMs: reply.expiresAt.getTime() - now } : {};
}

export function problemAnswer(nonce: string, { problem, more }: CredentialFailed): CredentialAnswer {
  const { said, retryAfterMs } = more;
  return {
    version: VERSION,
    nonce,
    problem: {
      code: problem,
      ...(said === undefined ? {} : { said }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  };
}

/** Opens an answer. Throws `CredentialFailed` where it says a problem, or is not the answer to this request. */
export async function openAnswer<Ask extends Question['ask']>(
  content: Uint8Array,
  { request, privateKey, askedAt }: OpenRequest,
): Promise<Replies[Ask]> {
  const answer = read(content);
  if (answer.nonce !== request.nonce) throw new CredentialFailed('auth-profile-fault');
  if ('problem' in answer) throw failureOf(answer.problem);
  const sealed = await opened(answer.sealed, privateKey);
  if (sealed.nonce !== request.nonce || sealed.ask !== request.question.ask)
    throw new CredentialFailed('auth-profile-fault');
  return revived(sealed, askedAt) as Replies[Ask];
}

function read(content: Uint8Array): CredentialAnswer {
  try {
    return JSON.parse(new TextDecoder().decode(content)) as CredentialAnswer;
  } catch {
    throw new CredentialFailed('auth-profile-fault');
  }
}

async function opened(jwe: string, privateKey: OpenRequest['privateKey']): Promise<Sealed> {
  try {
    const { plaintext } = await compactDecrypt(jwe, privateKey, {
      keyManagementAlgorithms: [KEY_AGREEMENT],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    });
    return JSON.parse(new TextDecoder().decode(plaintext)) as Sealed;
  } catch {
    throw new CredentialFailed('auth-profile-fault');
  }
}

/** Time left is counted from when we asked, so that a slow answer makes a token older and never younger. */
function revived({ reply, leftMs }: Sealed, askedAt: number): unknown {
  if (leftMs === undefined) return reply;
  return { ...(reply as Extract<Credential, { kind: 'bearer' }>), expiresAt: new Date(askedAt + leftMs) };
}

function failureOf({ code, said, retryAfterMs }: ProblemAnswer): CredentialFailed {
  return new CredentialFailed(isCredentialProblem(code) ? code : 'auth-profile-fault', {
    ...(said === undefined ? {} : { said }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
