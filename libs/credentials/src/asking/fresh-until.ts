import type { Credential } from '../credential';

const LOOK_AGAIN_MS = 300_000;
const MARGIN_MS = 60_000;
const SHORT_MARGIN_MS = 5_000;

/**
 * Until when a credential is used without asking: five minutes, so that a changed profile is noticed, and at most until a
 * minute before a token ends. The last seconds of a short-lived token are left, as KMD's own client does.
 */
export function freshUntil(credential: Credential, now: number): number {
  const lookAgain = now + LOOK_AGAIN_MS;
  if (credential.kind !== 'bearer') return lookAgain;
  const end = credential.expiresAt.getTime();
  const left = end - now;
  const margin = left > 2 * MARGIN_MS ? MARGIN_MS : Math.min(SHORT_MARGIN_MS, left / 2);
  return Math.min(lookAgain, end - margin);
}

/** Until when it may be used if no other is to be had. */
export function usableUntil(credential: Credential): number {
  return credential.kind === 'bearer' ? credential.expiresAt.getTime() : Infinity;
}
