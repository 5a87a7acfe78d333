import type { Credential, CredentialSource } from '@contact-sync/credentials';
import { type CallAnswer, CallFailed, type Caller, jsonBody, refusalOf } from '@contact-sync/outbound';

/** Where an old service answers and how it is called. */
export interface RestOptions {
  readonly caller: Caller;
  /** Of a client certificate. */
  readonly credentials: CredentialSource;
  /** As `https://s5-certservices.datafordeler.dk`. */
  readonly host: string;
  readonly now: () => Date;
}

/** Asks a method of an old service, whatever comes back. The credential must be a certificate. */
export async function callRest(
  { host, caller, credentials }: RestOptions,
  path: string,
  parameters: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<CallAnswer> {
  const certificate = certificateOf(await credentials.get());
  return caller.call({
    method: 'GET',
    url: `${host}${path}?${new URLSearchParams(parameters).toString()}`,
    headers: { Accept: 'application/json' },
    certificate,
    ...(signal && { signal }),
  });
}

/** The object that an answer with success holds; any other answer is thrown as what it means. */
export function objectOf(answer: CallAnswer, now: Date): object {
  const refusal = refusalOf(answer, now);
  if (refusal !== undefined) throw refusal;
  const body = jsonBody(answer);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new CallFailed('unavailable', 'half-answer', { said: 'the answer is no object' });
  }
  return body;
}

function certificateOf(credential: Credential): { certificate: string; key: string } {
  if (credential.kind === 'certificate') return { certificate: credential.certificate, key: credential.key };
  throw new CallFailed('refused', 'wrong-kind-of-profile', { said: 'REST takes a certificate' });
}
