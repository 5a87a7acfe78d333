import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFromFolder, keyFromText } from './cursor-key';

describe('keyFromFolder', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cursor-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a key that only its owner can read, and keeps to it', () => {
    const key = keyFromFolder(folder);
    expect(key).toHaveLength(32);
    expect(statSync(join(folder, 'contact-desk', 'cursor.key')).mode & 0o777).toBe(0o600);
    expect(Buffer.from(keyFromFolder(folder)).equals(key)).toBe(true);
  });
});

describe('keyFromText', () => {
  it('reads base64', () => {
    expect([...keyFromText('AQID\n')]).toEqual([1, 2, 3]);
  });
});
