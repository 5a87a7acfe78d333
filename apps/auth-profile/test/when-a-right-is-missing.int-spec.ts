import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type KeyLike, SignJWT } from 'jose';
import { newKey } from '../src/keys/key-ring';
import { type Answer, Running } from './running';

const ID = '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01';

describe('when a right is missing', () => {
  let issuer: Server;
  let url: string;
  let key: KeyLike;
  let running: Running;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    key = privateKey;
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' }] };
    issuer = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const isDiscovery = request.url === '/.well-known/openid-configuration';
      response.end(JSON.stringify(isDiscovery ? { issuer: url, jwks_uri: `${url}/keys` } : jwks));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    running = await Running.fresh({
      ACCESS: 'oidc',
      OIDC_ISSUER: url,
      OIDC_AUDIENCE: 'contact-sync',
      AUTH_KEYS: newKey('a'),
    });
  });
  afterAll(async () => {
    await running.end();
    await new Promise((resolve) => issuer.close(resolve));
  });

  const ask = async (codes: readonly string[], method: string, path: string, body?: object): Promise<Answer> => {
    const jwt = await new SignJWT({ access_codes: codes })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(url)
      .setAudience('contact-sync')
      .setSubject('user-7')
      .setIssuedAt(running.clock.now())
      .setExpirationTime(new Date(running.clock.now().getTime() + 3_600_000))
      .sign(key);
    return running.ask(method, path, body, { authorization: `Bearer ${jwt}` });
  };

  it.each([
    ['GET', 'profiles'],
    ['POST', 'profiles'],
    ['GET', `profiles/${ID}`],
    ['PATCH', `profiles/${ID}`],
    ['PUT', `profiles/${ID}/certificate`],
    ['DELETE', `profiles/${ID}?version=1`],
    ['GET', `profiles/${ID}/changes`],
    ['POST', `profiles/${ID}/test`],
    ['GET', 'keys'],
    ['POST', 'key-rotations'],
  ])('%s %s needs CONFIGADM, CERTADM and SECRETADM together, and says which are missing', async (method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    for (const [codes, missing] of [
      [['DATAADM', 'LOOKUP', 'CONFIGADM', 'CERTADM'], 'code SECRETADM'],
      [['CERTADM'], 'codes CONFIGADM, SECRETADM'],
    ] as const)
      expect(await ask(codes, method, path, body)).toMatchObject({
        status: 403,
        body: { detail: `This needs the access ${missing}` },
      });
    expect((await ask(['CONFIGADM', 'CERTADM', 'SECRETADM'], method, path, body)).status).not.toBe(403);
  });

  it('a register is set up by others, who see names alone; what ends is shown to everybody', async () => {
    expect((await ask(['CONFIGADM', 'CERTADM', 'SECRETADM'], 'GET', 'profile-choices')).status).toBe(403);
    expect((await ask(['DATAADM'], 'GET', 'profile-choices')).status).toBe(200);
    expect((await ask([], 'GET', 'expiry')).status).toBe(200);
  });

  it('who changed a profile is written down as the issuer names them', async () => {
    const wish = { name: 'A', kind: 'api-key', configurationTypes: ['CVR'], fields: { apiKey: 'k' } };
    const { status, body } = await ask(['CONFIGADM', 'CERTADM', 'SECRETADM'], 'POST', 'profiles', wish);
    expect([status, body]).toEqual([201, expect.objectContaining({ createdBy: 'user-7', updatedBy: 'user-7' })]);
  });
});
