import { RegisterRefused, RegisterUnavailable } from '@contact-sync/messaging';
import { CallFailed } from '@contact-sync/outbound';

/** The lane that tasks and runs about properties wait in. */
export const BFE_LANE = 'bfe';

/**
 * What a failed call means for the lane: it pauses and is probed. A call that was wrong by itself (`wrong`) is refused as
 * well: configuration mends it and no single contact is to blame. Anything else is returned as it came.
 */
export function registerFailure(error: unknown): unknown {
  if (!(error instanceof CallFailed)) return error;
  switch (error.failure) {
    case 'unavailable':
      return new RegisterUnavailable(BFE_LANE, error.code, error.more.retryAfterMs, { cause: error });
    case 'refused':
    case 'wrong':
      return new RegisterRefused(BFE_LANE, error.code, { cause: error });
  }
}
