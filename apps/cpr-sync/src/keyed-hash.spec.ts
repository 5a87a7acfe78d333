import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CprSyncConfig } from './config';
import { openKeyedHash } from './keyed-hash';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'keyed-hash-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const access = (): CprSyncConfig['access'] => ({ mode: 'local', dataFolder: folder }) as CprSyncConfig['access'];

it('is the same for the same key, and another for another purpose, text or key', () => {
  const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
  const hash = openKeyedHash({ hashKey: key(1), access: access() });
  const said = hash.of('credential', 'a');
  // HMAC-SHA256 by openssl: printf 'credential\0a' | openssl mac -digest sha256 -macopt hexkey:0101… HMAC.
  expect(Buffer.from(said, 'base64url').toString('hex')).toBe(
    '6d2ab1362f72d8e2d61110a8125755df3f4f452e7b57f52fe077dcd2d220040a',
  );
  const others = [
    hash.of('credential', 'b'),
    hash.of('person-number', 'a'),
    openKeyedHash({ hashKey: key(2), access: access() }).of('credential', 'a'),
  ];
  expect(new Set([said, ...others]).size).toBe(4);
});

it('has a key of its own in the data folder, the same at each start, that nobody else may read', () => {
  const first = openKeyedHash({ access: access() }).of('credential', 'a');
  expect(openKeyedHash({ access: access() }).of('credential', 'a')).toBe(first);
  expect(statSync(join(folder, 'cpr-hash-key')).mode & 0o777).toBe(0o600);
  chmodSync(join(folder, 'cpr-hash-key'), 0o644);
  expect(() => openKeyedHash({ access: access() })).toThrow('others may read');
});

it('does not begin with half a key', () => {
  writeFileSync(join(folder, 'cpr-hash-key'), 'AAAA\n', { mode: 0o600 });
  expect(() => openKeyedHash({ access: access() })).toThrow('holds no key');
});
