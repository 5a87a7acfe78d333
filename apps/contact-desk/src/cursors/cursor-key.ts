import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES } from './cursor-seal';

/** The key given as base64 text. */
export const keyFromText = (text: string): Uint8Array => Buffer.from(text, 'base64');

/** The key of this installation from its data folder; it is made (mode 0600) when absent. Safe with several processes. */
export function keyFromFolder(dataFolder: string): Uint8Array {
  const folder = join(dataFolder, 'contact-desk');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'cursor.key');
  return read(file) ?? create(file);
}

function read(file: string): Uint8Array | undefined {
  try {
    return keyFromText(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and linked into place: another process meets no file or a whole one, and both use the first. */
function create(file: string): Uint8Array {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  return keyFromText(readFileSync(file, 'utf8'));
}
