import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CprSyncConfig } from './config';

const FILE = 'cpr-hash-key';
const KEY_BYTES = 32;

/** The key of the hashes cannot be used; the service does not start. Its message names files, never a key. */
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

/** By the key of the configuration, else the one in the data folder, made at the first start. Throws `HashKeyUnusable`. */
export function openKeyedHash({ hashKey, access }: Pick<CprSyncConfig, 'hashKey' | 'access'>): KeyedHash {
  // The configuration has seen to it that one of the two is there.
  const key = Buffer.from(hashKey ?? keyFile(access.dataFolder ?? ''), 'base64');
  if (key.length !== KEY_BYTES) throw new HashKeyUnusable(`the file ${FILE} in the data folder holds no key`);
  return new KeyedHash(key);
}

function keyFile(folder: string): string {
  const path = join(folder, FILE);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) makeKeyFile(path);
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new HashKeyUnusable(`others may read the file ${FILE} in the data folder; chmod it to 600`);
  return readFileSync(path, 'utf8').trim();
}

/** Written aside and linked into place, so that of several starts at once one makes it, and nobody meets half of it. */
function makeKeyFile(path: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  // Flushed: with another key nothing that was hashed is found again.
  writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}
