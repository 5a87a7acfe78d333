import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../logging/error-facts';

const NAME = 'token';

/** The token file may be read by others than its owner, or holds nothing usable. */
export class TokenFileUnsafe extends Error {
  constructor(reason: string) {
    super(`the access token's file ${reason}`);
    this.name = 'TokenFileUnsafe';
  }
}

/** Reads the token of `ACCESS=local` from the data folder, and makes it (mode 0600) if absent. Safe with several processes. */
export function localToken(dataFolder: string): string {
  const file = join(dataFolder, NAME);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  return read(file) ?? create(file);
}

function read(file: string): string | undefined {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new TokenFileUnsafe('can be read by others; chmod it to 600');
  if (token.length < 32) throw new TokenFileUnsafe('holds no token');
  return token;
}

/** Written aside and linked into place, so that another process meets either no file or a whole one. */
function create(file: string): string {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  return read(file) ?? create(file);
}

/** Whether two secrets are equal, in a time that does not tell how much of them is. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** A session that every process that knows the token can check; it ends by itself at `expires`. */
export function sealSession(token: string, expires: Date): string {
  const body = `${expires.getTime()}.${randomBytes(12).toString('base64url')}`;
  return `${body}.${mac(token, body)}`;
}

export function sessionValid(token: string, session: string, now: Date): boolean {
  const [expires, nonce, seal, ...more] = session.split('.');
  if (expires === undefined || nonce === undefined || seal === undefined || more.length > 0) return false;
  return sameSecret(seal, mac(token, `${expires}.${nonce}`)) && Number(expires) > now.getTime();
}

const mac = (token: string, body: string): string =>
  createHmac('sha256', token).update(`session.${body}`).digest('base64url');
