import { CallFailed } from '@contact-sync/outbound';

/**
 * True for a failed call that may have failed because of whom it asked for: an error of the register's own, or half an
 * answer. No connection, no time, a limit and a refusal concern everybody.
 */
export function mayBeOfSubject(error: unknown): error is CallFailed {
  if (!(error instanceof CallFailed) || error.failure !== 'unavailable') return false;
  // 503 and 504 are said of the whole service.
  return error.code === 'http-500' || error.code === 'http-502' || error.code === 'half-json';
}
