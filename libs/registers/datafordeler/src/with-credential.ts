import type { Credential, CredentialSource } from '@contact-sync/credentials';
import { isTokenRefused } from './graphql/failures';

/**
 * Makes a call with the credential that holds now. Where the register refuses the token, once more with another one; a
 * new API key fails by chance in its first hour as well. A second refusal stands.
 */
export async function withCredential<T>(
  credentials: CredentialSource,
  call: (credential: Credential) => Promise<T>,
): Promise<T> {
  const credential = await credentials.get();
  try {
    return await call(credential);
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
  }
  return call(await credentials.renew(credential));
}
