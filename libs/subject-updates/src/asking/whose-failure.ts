import { CallFailed } from '@contact-sync/outbound';

/**
 * True for a failed call that may have failed because of whom it asked for: an error of the register's own, or half an
 * answer. No connection, no time, a limit and a refusal concern everybody.
 */
export function mayBeOfSubject(error: unknown): error is CallFailed {
  if (!(error instanceof CallFailed) || error.failure !== 'unavailable') return false;
  // 503 and 504 are said of the whole service.
  return MAY_BE_OF_SUBJECT.has(error.code);
}

/** The last two are said of answers that are no JSON. */
const MAY_BE_OF_SUBJECT: ReadonlySet<string> = new Set([
  'http-500',
  'http-502',
  'half-json',
  'half-answer',
  'answer-unreadable',
]);
