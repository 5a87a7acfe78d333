import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type KeyLike } from 'jose';
import type { Question } from './question';

export const VERSION = 1;
export const KEY_AGREEMENT = 'ECDH-ES+A256KW';
export const CONTENT_ENCRYPTION = 'A256GCM';

/** Longest time between asking and answering: a first token may take ten seconds, a slow issuer thirty. */
export const PATIENCE_MS = 45_000;

/** A question as it travels: in clear, with the public key that its answer is to be sealed for. */
export interface CredentialRequest {
  readonly version: typeof VERSION;
  /** Used once. */
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly key: PublicKey;
  readonly question: Question;
}

/** An elliptic-curve key, P-256. */
export interface PublicKey extends JWK {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** A request and the key that alone opens its answer. */
export interface OpenRequest {
  readonly request: CredentialRequest;
  readonly privateKey: KeyLike;
  /** By the asker's own clock: from here on a token's time is counted. */
  readonly askedAt: number;
}

/** A request with a key of its own, so that an answer can be opened by nobody else and by nobody later. */
export async function newRequest(question: Question, askedAt: number): Promise<OpenRequest> {
  const { publicKey, privateKey } = await generateKeyPair(KEY_AGREEMENT, { crv: 'P-256' });
  const { x = '', y = '' } = await exportJWK(publicKey);
  // Whether a request is old is a matter between machines: their real time counts, whatever clock their work goes by.
  const issuedAt = Date.now();
  return {
    privateKey,
    askedAt,
    request: {
      version: VERSION,
      nonce: randomUUID(),
      issuedAt,
      expiresAt: issuedAt + PATIENCE_MS,
      key: { kty: 'EC', crv: 'P-256', x, y },
      question,
    },
  };
}

const LONGEST_REQUEST = 8_192;
const COORDINATE = /^[\w-]{43}$/;
const NONCE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST_NAME = 200;

/** Reads a request; undefined where it is none. Nothing is taken over that is not known. */
export function readRequest(content: Uint8Array): CredentialRequest | undefined {
  if (content.length > LONGEST_REQUEST) return undefined;
  try {
    return requestOf(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return undefined;
  }
}

function requestOf(read: unknown): CredentialRequest | undefined {
  if (!isRecord(read) || !isRecord(read['key']) || !isRecord(read['question'])) return undefined;
  const { version, nonce, issuedAt, expiresAt } = read;
  const { kty, crv, x, y } = read['key'];
  const question = questionOf(read['question']);
  if (version !== VERSION || question === undefined || kty !== 'EC' || crv !== 'P-256') return undefined;
  if (typeof nonce !== 'string' || !NONCE.test(nonce)) return undefined;
  if (typeof issuedAt !== 'number' || typeof expiresAt !== 'number') return undefined;
  if (typeof x !== 'string' || typeof y !== 'string' || !COORDINATE.test(x) || !COORDINATE.test(y)) return undefined;
  return { version, nonce, issuedAt, expiresAt, key: { kty, crv, x, y }, question };
}

function questionOf({
  ask,
  profile,
  spoiled,
  consumer,
  pending,
  outcome,
}: Record<string, unknown>): Question | undefined {
  switch (ask) {
    case 'credential':
      if (!isName(profile) || !(spoiled === undefined || isName(spoiled))) return undefined;
      return { ask, profile, ...(spoiled === undefined ? {} : { spoiled }) };
    case 'describe':
      return isName(profile) ? { ask, profile } : undefined;
    case 'use':
      if (!isName(consumer) || !(profile === undefined || isName(profile))) return undefined;
      return { ask, consumer, ...(profile === undefined ? {} : { profile }) };
    case 'new-password':
      return isName(profile) ? { ask, profile } : undefined;
    case 'password-outcome':
      if (!isName(profile) || !isName(pending) || (outcome !== 'accepted' && outcome !== 'refused')) return undefined;
      return { ask, profile, pending, outcome };
    default:
      return undefined;
  }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
