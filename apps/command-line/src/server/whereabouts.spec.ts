import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServerUrl, findToken } from './whereabouts';

describe('findServerUrl', () => {
  it('takes the option before the environment before this machine', () => {
    const env = { CONTACT_SYNC_URL: 'https://sync.example' };
    expect(findServerUrl('http://127.0.0.1:9', env).href).toBe('http://127.0.0.1:9/');
    expect(findServerUrl(undefined, env).href).toBe('https://sync.example/');
    expect(findServerUrl(undefined, {}).href).toBe('http://127.0.0.1:8080/');
  });

  it('refuses what is no address, and names where it stood', () => {
    expect(() => findServerUrl('sync.example', {})).toThrow('--url must be an address');
    expect(() => findServerUrl(undefined, { CONTACT_SYNC_URL: 'ftp://x' })).toThrow(
      'CONTACT_SYNC_URL must be an address',
    );
    expect(() => findServerUrl('http://me:secret@x', {})).toThrow('--url must be an address');
  });
});

describe('findToken', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'token-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the environment before the data folder', () => {
    writeFileSync(join(folder, 'token'), 'from-file\n');
    expect(findToken({ CONTACT_SYNC_DATA: folder })).toBe('from-file');
    expect(findToken({ CONTACT_SYNC_DATA: folder, CONTACT_SYNC_TOKEN: 'from-env' })).toBe('from-env');
  });

  it('says where it looked when there is none', () => {
    expect(() => findToken({ CONTACT_SYNC_DATA: folder })).toThrow(`looked for ${join(folder, 'token')}`);
  });
});
