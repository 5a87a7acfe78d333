import { RegisterRefused, RegisterUnavailable } from '@contact-sync/messaging';
import { CallFailed } from '@contact-sync/outbound';

/**
 * What a failed call means for a lane: it pauses and is probed. A call that was wrong by itself (`wrong`) is refused as
 * well: configuration mends it and no single contact is to blame. Anything else is returned as it came.
 */
export function registerFailure(error: unknown, lane: string): unknown {
  if (!(error instanceof CallFailed)) return error;
  switch (error.failure) {
    case 'unavailable':
      return new RegisterUnavailable(lane, error.code, error.more.retryAfterMs, { cause: error });
    case 'refused':
    case 'wrong':
      return new RegisterRefused(lane, error.code, { cause: error });
  }
}
