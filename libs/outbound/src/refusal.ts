import { type CallAnswer, CallFailed, type CallFailure } from './call';

const LONGEST_WAIT_MS = 3_600_000;

/**
 * What an answer without success means; undefined for 2xx. A path that is not there counts as the register being away:
 * old versions of a service are removed, which must never be read as "no such company". A client whose register answers
 * 404 for unknown numbers looks at the answer before it asks here.
 */
export function refusalOf(
  { status, headers }: Pick<CallAnswer, 'status' | 'headers'>,
  now: Date,
): CallFailed | undefined {
  if (status >= 200 && status < 300) return undefined;
  const retryAfterMs = retryAfter(headers['retry-after'], now);
  return new CallFailed(failureOf(status), `http-${status}`, retryAfterMs === undefined ? {} : { retryAfterMs });
}

function failureOf(status: number): CallFailure {
  switch (status) {
    case 401:
    case 403:
      return 'refused';
    case 404:
    case 408:
    case 410:
    case 425:
    case 429:
      return 'unavailable';
    default:
      return status >= 500 ? 'unavailable' : 'wrong';
  }
}

/** Milliseconds that `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3); at most an hour. */
export function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}
