import { CallFailed } from '@contact-sync/outbound';
import type { Failed } from './marks';

/** Contacts per piece of work: as many as one call of Datafordeler takes. */
export const BATCH = 100;
/** Calls at a time where each contact has its own. */
export const WIDTH = 4;

const HOUR_MS = 3_600_000;
const SELDOM_MS = 7 * 24 * HOUR_MS;

/** Whether a failed call is the fault of what it was about: the provider took the request for wrong, and nobody else's. */
export function concernsOne(error: unknown): boolean {
  return error instanceof CallFailed && error.failure === 'wrong' && error.code === 'http-400';
}

/** One that failed by itself is tried again in an hour. */
export function failedOne(contactId: string, error: unknown, now: Date): Failed {
  const { code, message } = error as CallFailed;
  return { contactId, code, text: message, tryAfter: new Date(now.getTime() + HOUR_MS) };
}

/** One that the register does not know, or whose code is no number of CVR, is asked for again in a week. */
export function unknownOne(contactId: string, isNumber: boolean, now: Date): Failed {
  return {
    contactId,
    code: isNumber ? 'not-in-register' : 'no-cvr-number',
    text: isNumber ? 'CVR knows no such company or production unit' : 'the code of the contact is no number of CVR',
    tryAfter: new Date(now.getTime() + SELDOM_MS),
  };
}
