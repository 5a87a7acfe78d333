/** How a client shows who it is: by a secret in the body, or by the certificate of its connection. */
export type ClientProof = 'secret' | 'certificate';

export interface KnownClient {
  readonly clientId: string;
  /** Where clients prove themselves by a secret. */
  readonly clientSecret?: string;
}

export interface TokenRefusal {
  readonly status: number;
  readonly body: { readonly error: string; readonly error_description?: string };
}

/**
 * Why a request for a token is refused, or undefined. Stricter than the service where that finds mistakes: nothing but
 * the documented parameters is taken, each once, so that a secret sent to the host for certificates is noticed.
 */
export function refusedToken(form: URLSearchParams, proof: ClientProof, client: KnownClient): TokenRefusal | undefined {
  const allowed = ['grant_type', 'client_id', ...(proof === 'secret' ? ['client_secret'] : [])];
  for (const name of form.keys()) {
    if (!allowed.includes(name)) return invalid(`Unexpected form parameter: ${name}`);
    if (form.getAll(name).length > 1) return invalid('duplicated parameter');
  }
  const grant = form.get('grant_type');
  if (grant === null) return invalid('Missing form parameter: grant_type');
  if (grant !== 'client_credentials') return refusal(400, 'unsupported_grant_type', 'Unsupported grant_type');
  const known = form.get('client_id') === client.clientId;
  if (known && (proof === 'certificate' || form.get('client_secret') === client.clientSecret)) return undefined;
  return refusal(401, 'invalid_client', 'Invalid client or Invalid client credentials');
}

const invalid = (description: string) => refusal(400, 'invalid_request', description);

const refusal = (status: number, error: string, description: string): TokenRefusal => ({
  status,
  body: { error, error_description: description },
});
