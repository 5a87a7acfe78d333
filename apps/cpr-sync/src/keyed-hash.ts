import { createHmac, randomBytes } from 'node:crypto';
import { secretFile } from '@contact-sync/service';
import type { CprSyncConfig } from './config';

const FILE = 'cpr-hash-key';
const KEY_BYTES = 32;

/** The file holds no key; the service does not start. */
export class HashKeyUnusable extends Error {
  override readonly name = 'HashKeyUnusable';
}

/**
 * Hashes that stand for what may not stand in schema `cpr` itself: person numbers, and passwords that CPR has refused.
 * Both have so few possible values that a hash without a key would tell them.
 */
export class KeyedHash {
  constructor(private readonly key: Uint8Array) {}

  /** `purpose` keeps hashes of one kind from being compared with those of another. */
  of(purpose: 'person-number' | 'credential', text: string): string {
    return createHmac('sha256', this.key).update(`${purpose}\0${text}`).digest('base64url');
  }
}

/** By the key of the configuration, else the one in the data folder, made at the first start. Throws `HashKeyUnusable`, `SecretFileUnsafe`. */
export function openKeyedHash({ hashKey, access }: Pick<CprSyncConfig, 'hashKey' | 'access'>): KeyedHash {
  // The configuration has seen to it that one of the two is there.
  const text = hashKey ?? secretFile(access.dataFolder ?? '', FILE, () => randomBytes(KEY_BYTES).toString('base64'));
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw new HashKeyUnusable(`the file ${FILE} in the data folder holds no key`);
  return new KeyedHash(key);
}
