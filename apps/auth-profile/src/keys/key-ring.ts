import { randomBytes } from 'node:crypto';
import { secretFile } from '@contact-sync/service';
import type { AuthProfileConfig } from '../config';

export const KEY_BYTES = 32;
const FILE = 'auth-keys';

/** A key file or setting that cannot be used. Its text says what to mend, and shows no key. */
export class KeysUnusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeysUnusable';
  }
}

/** The keys that wrap data keys. They stand outside the database, so that a copy of it opens nothing. */
export class KeyRing {
  /** What is sealed from now on is wrapped by this one. */
  readonly current: string;

  private constructor(private readonly keys: ReadonlyMap<string, Buffer>) {
    const [first] = keys.keys();
    if (first === undefined) throw new KeysUnusable('there is no key to wrap the keys of profiles (AUTH_KEYS)');
    this.current = first;
  }

  /** Reads `id:base64` entries, apart by commas or lines. Throws `KeysUnusable`. */
  static parse(text: string): KeyRing {
    const keys = new Map<string, Buffer>();
    for (const entry of text.split(/[,\n]/).map((each) => each.trim())) {
      if (entry === '') continue;
      const [, id, base64] = /^([\w.-]{1,40}):([A-Za-z0-9+/]{43}=)$/.exec(entry) ?? [];
      if (id === undefined || base64 === undefined)
        throw new KeysUnusable('a key is not of the form id:key, the key 32 bytes as base64 (AUTH_KEYS)');
      if (keys.has(id)) throw new KeysUnusable(`two keys have the id ${id} (AUTH_KEYS)`);
      keys.set(id, Buffer.from(base64, 'base64'));
    }
    return new KeyRing(keys);
  }

  get ids(): readonly string[] {
    return [...this.keys.keys()];
  }

  /** The key of an id; undefined where it was dropped or is not given to this service. */
  find(id: string): Buffer | undefined {
    return this.keys.get(id);
  }
}

/** The keys of the configuration; with ACCESS=local those of the data folder, made at the first start. Throws `KeysUnusable`, `SecretFileUnsafe`. */
export function openKeyRing({ keys, access }: Pick<AuthProfileConfig, 'keys' | 'access'>): KeyRing {
  // The configuration has seen to it that one of the two is there.
  return KeyRing.parse(keys ?? secretFile(access.dataFolder ?? '', FILE, () => newKey('key-1')));
}

/** A fresh key, as `AUTH_KEYS` and the key file hold it. */
export const newKey = (id: string): string => `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
