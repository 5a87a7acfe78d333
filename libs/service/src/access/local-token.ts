import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { secretFile, SecretFileUnsafe } from '../files/secret-file';

const NAME = 'token';

/** Reads the token of `ACCESS=local` from the data folder, and makes it if absent. Throws `SecretFileUnsafe`. */
export function localToken(dataFolder: string): string {
  const token = secretFile(dataFolder, NAME, () => randomBytes(32).toString('base64url'));
  if (token.length < 32) throw new SecretFileUnsafe(`the file ${NAME} in the data folder holds no token`);
  return token;
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
