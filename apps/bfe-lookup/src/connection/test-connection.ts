import { CredentialFailed, credentialFailureText } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { BfeDoor } from '../register/bfe-door';
import type { BfeSettings } from '../settings/bfe-settings';
import type { ConnectionFinding } from './connection-tests.controller';

const LIMIT_MS = 30_000;

/** Makes the cheapest call that proves profile, host and version; failures are told, not thrown. */
export async function testConnection(door: BfeDoor, settings: BfeSettings): Promise<ConnectionFinding> {
  try {
    await door.register(settings).testConnection(AbortSignal.timeout(LIMIT_MS));
    return { ok: true, code: 'answers', text: { da: 'Datafordeler svarer', en: 'Datafordeler answers' } };
  } catch (error) {
    if (error instanceof CredentialFailed) return { ...found(error), said: credentialFailureText(error) };
    if (error instanceof CallFailed) return found(error);
    throw error;
  }
}

function found(error: CallFailed): ConnectionFinding {
  const { said } = error.more;
  return { ok: false, code: error.code, text: TEXTS[error.failure](error.code), ...(said !== undefined && { said }) };
}

const TEXTS: Readonly<Record<CallFailed['failure'], (code: string) => ConnectionFinding['text']>> = {
  unavailable: (code) => ({
    da: `Datafordeler svarer ikke (${code})`,
    en: `Datafordeler does not answer (${code})`,
  }),
  refused: (code) => ({
    da: `Datafordeler lukker os ikke ind (${code}): se efter profil, rettigheder og IP-adresse`,
    en: `Datafordeler does not let us in (${code}): look at the profile, its rights and the IP address`,
  }),
  wrong: (code) => ({
    da: `Datafordeler forstod os ikke (${code}): se efter værter og versioner`,
    en: `Datafordeler did not understand us (${code}): look at hosts and versions`,
  }),
};
