import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../logging/error-facts';

/** Others than its owner may read the file of a secret, or it holds none; the service does not start. */
export class SecretFileUnsafe extends Error {
  override readonly name = 'SecretFileUnsafe';
}

/**
 * The secret in a file of the data folder, without blanks around it. Made at the first start, mode 0600; with several
 * processes one makes it, and nobody meets half of it. Throws `SecretFileUnsafe` where others may read it.
 */
export function secretFile(folder: string, file: string, make: () => string): string {
  const path = join(folder, file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) create(path, make());
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new SecretFileUnsafe(`others may read the file ${file} in the data folder; chmod it to 600`);
  return readFileSync(path, 'utf8').trim();
}

/** Written aside and linked into place, so that of several starts at once one makes it. */
function create(path: string, secret: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  // Flushed: a key that is lost takes with it what stands on it.
  writeFileSync(aside, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}
