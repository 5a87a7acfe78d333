import { CredentialFailed, credentialFailureText } from '@contact-sync/credentials';
import { type ConnectionTester, failedFinding } from '../connection/connection-tests';
import type { OpenDatafordeler } from './datafordeler-parts';

const LIMIT_MS = 30_000;

/** Makes the cheapest call that proves profile, agreement, host and version; nobody is looked up. */
export function datafordelerTester(open: OpenDatafordeler): ConnectionTester {
  return async (settings) => {
    try {
      await open(settings).testConnection(AbortSignal.timeout(LIMIT_MS));
    } catch (error) {
      if (!(error instanceof CredentialFailed)) throw error;
      return { ...failedFinding('datafordeler', error), said: credentialFailureText(error) };
    }
    return { ok: true, code: 'answers', text: { da: 'Datafordeleren svarer', en: 'Datafordeler answers' } };
  };
}
