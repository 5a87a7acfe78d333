import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ProfileKind } from '@contact-sync/credentials';
import { KEY_BYTES, type KeyRing } from './key-ring';

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What sealed bytes belong to. It is bound into them: put elsewhere, they do not open. */
export interface SealedFor {
  readonly profileId: string;
  readonly kind: ProfileKind;
  /** Of the profile when its secrets were sealed. */
  readonly version: number;
}

/** The secrets of one version of a profile: each sealed with a data key, the data key wrapped by a key of the ring. */
export interface Envelope {
  readonly keyId: string;
  readonly wrapped: Buffer;
  /** By field. */
  readonly sealed: Readonly<Record<string, Buffer>>;
}

/** The key that wrapped a data key is not there, or what is stored was changed. The text holds ids alone. */
export class CannotOpen extends Error {
  constructor(
    readonly code: 'key-missing' | 'does-not-open',
    message: string,
  ) {
    super(message);
    this.name = 'CannotOpen';
  }
}

/** Seals secrets under a fresh data key. */
export function sealSecrets(ring: KeyRing, of: SealedFor, secrets: Readonly<Record<string, string>>): Envelope {
  const dataKey = randomBytes(KEY_BYTES);
  try {
    const sealed = Object.entries(secrets).map(([field, value]): [string, Buffer] => {
      return [field, seal(dataKey, Buffer.from(value, 'utf8'), fieldContext(of, field))];
    });
    return { ...wrap(ring, of, dataKey), sealed: Object.fromEntries(sealed) };
  } finally {
    dataKey.fill(0);
  }
}

/** Opens what `sealSecrets` sealed. Throws `CannotOpen`. */
export function openSecrets(ring: KeyRing, of: SealedFor, envelope: Envelope): Record<string, string> {
  const dataKey = unwrap(ring, of, envelope);
  try {
    const opened = Object.entries(envelope.sealed).map(([field, sealed]): [string, string] => {
      return [field, open(dataKey, sealed, fieldContext(of, field), of.profileId).toString('utf8')];
    });
    return Object.fromEntries(opened);
  } finally {
    dataKey.fill(0);
  }
}

type Wrapped = Pick<Envelope, 'keyId' | 'wrapped'>;

/** The same data key, wrapped by the ring's current key; what it sealed is not touched. Throws `CannotOpen`. */
export function rewrap(ring: KeyRing, of: SealedFor, envelope: Wrapped): Wrapped {
  const dataKey = unwrap(ring, of, envelope);
  try {
    return wrap(ring, of, dataKey);
  } finally {
    dataKey.fill(0);
  }
}

/** Throws `CannotOpen` where the data key cannot be had. */
export function assertOpens(ring: KeyRing, of: SealedFor, envelope: Wrapped): void {
  unwrap(ring, of, envelope).fill(0);
}

function wrap(ring: KeyRing, of: SealedFor, dataKey: Buffer): Wrapped {
  const keyId = ring.current;
  return { keyId, wrapped: seal(keyOf(ring, keyId), dataKey, keyContext(of, keyId)) };
}

function unwrap(ring: KeyRing, of: SealedFor, { keyId, wrapped }: Wrapped): Buffer {
  return open(keyOf(ring, keyId), wrapped, keyContext(of, keyId), of.profileId);
}

function keyOf(ring: KeyRing, id: string): Buffer {
  const key = ring.find(id);
  if (key === undefined) throw new CannotOpen('key-missing', `the key ${id} is not among those of this service`);
  return key;
}

function seal(key: Buffer, plain: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(context);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), ciphertext]);
}

function open(key: Buffer, sealed: Buffer, context: Buffer, profileId: string): Buffer {
  const failed = (): CannotOpen =>
    new CannotOpen(
      'does-not-open',
      `what is stored of profile ${profileId} does not open: another key, or changed bytes`,
    );
  if (sealed.length < HEAD_BYTES || sealed[0] !== FORMAT) throw failed();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(context)
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    plain.fill(0);
    // OpenSSL's own words say no more.
    throw failed();
  }
}

// Lists as JSON: no two lists of parts give the same bytes.
const fieldContext = ({ profileId, kind, version }: SealedFor, field: string): Buffer =>
  Buffer.from(JSON.stringify(['secret', profileId, kind, version, field]));

const keyContext = ({ profileId, kind, version }: SealedFor, keyId: string): Buffer =>
  Buffer.from(JSON.stringify(['data-key', profileId, kind, version, keyId]));
