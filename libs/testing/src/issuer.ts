import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An OpenID Connect issuer on a free port: as much of one as a service asks for. */
export interface Issuer {
  /** Environment of a service that trusts it. */
  readonly access: Readonly<Record<string, string>>;
  /** Bearer token of a person with these access codes. */
  token(who: string, ...accessCodes: readonly string[]): Promise<string>;
  /** Header that signs a person in with these access codes. */
  signIn(who: string, ...accessCodes: readonly string[]): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const AUDIENCE = 'contact-sync';

/** Opens one. */
export async function issuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const body = request.url === '/keys' ? { keys: [key] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (who: string, ...accessCodes: readonly string[]): Promise<string> =>
    new SignJWT({ access_codes: accessCodes })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setSubject(who)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  return {
    access: { ACCESS: 'oidc', OIDC_ISSUER: url, OIDC_AUDIENCE: AUDIENCE },
    token,
    signIn: async (who, ...accessCodes) => ({ authorization: `Bearer ${await token(who, ...accessCodes)}` }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
