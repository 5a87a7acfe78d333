import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, type KeyLike, SignJWT } from 'jose';
import { type Example, exampleService } from './example-service';

describe('when tokens come from an issuer (ACCESS=oidc)', () => {
  let issuer: Server;
  let url: string;
  let service: Example;
  let key: KeyLike;
  let foreignKey: KeyLike;

  beforeAll(async () => {
    const [pair, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
    [key, foreignKey] = [pair.privateKey, foreign.privateKey];
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' }] };
    issuer = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const body =
        request.url === '/realm/.well-known/openid-configuration' ? { issuer: url, jwks_uri: `${url}/keys` } : jwks;
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/realm`;
    service = await exampleService({
      ACCESS: 'oidc',
      OIDC_ISSUER: url,
      OIDC_AUDIENCE: 'contact-sync',
      OIDC_ACCESS_CLAIM: 'realm_access.roles',
      OIDC_ACCESS_PREFIX: 'WZ_ACC_',
    });
    await service.app.init();
    await service.app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await service.stop();
    await new Promise((resolve) => issuer.close(resolve));
  });

  const NOW = Math.floor(Date.now() / 1000);
  const good: JWTPayload = {
    iss: undefined,
    aud: 'contact-sync',
    sub: 'user-7',
    exp: NOW + 300,
    realm_access: { roles: ['WZ_ACC_LOOKUP', 'WZ_ACC_CONFIGADM', 'CERTADM', 'WZ_ACC_UNHEARD'] },
  };
  const token = (claims: JWTPayload, signWith = key, kid = 'k1') =>
    new SignJWT({ ...good, iss: url, ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(signWith);
  const call = (path: string, jwt: string, from: Example = service) =>
    from.app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${jwt}` } });

  it('knows the caller and what they may do', async () => {
    const answer = await call('/example/me', await token({}));
    expect(answer.json()).toEqual({ id: 'user-7', accessCodes: ['LOOKUP', 'CONFIGADM'] });
    expect((await call('/example/mine', await token({}))).json()).toEqual({ id: 'user-7' });
  });

  it('says which codes are missing', async () => {
    const answer = await call('/example/profiles', await token({}));
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ detail: 'This needs the access codes CERTADM, SECRETADM' });
    expect((await call('/example/mine', await token({ realm_access: { roles: ['WZ_ACC_AUDIT'] } }))).statusCode).toBe(
      403,
    );
  });

  it('allows a clock that is a little off', async () => {
    expect((await call('/example/mine', await token({ exp: NOW - 10 }))).statusCode).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['signed with another key', () => token({}, foreignKey)],
    ['of an unknown key', () => token({}, key, 'k2')],
    ['of another issuer', () => token({ iss: 'http://127.0.0.1:1/realm' })],
    ['for another audience', () => token({ aud: 'another' })],
    ['that has expired', () => token({ exp: NOW - 60 })],
    ['that never expires', () => token({ exp: undefined })],
    ['of nobody', () => token({ sub: undefined })],
    ['that is not valid yet', () => token({ nbf: NOW + 120 })],
    ['that is no token', () => Promise.resolve('abc')],
    [
      'without signature',
      () =>
        Promise.resolve(
          `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ ...good, iss: url })).toString('base64url')}.`,
        ),
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        new SignJWT({ ...good, iss: url })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(new TextEncoder().encode('k1-public-key-used-as-secret-0123456789')),
    ],
  ])('refuses a token %s', async (_, make) => expect((await call('/example/mine', await make())).statusCode).toBe(401));

  it('an issuer that is away is no reason to call a token false', async () => {
    const away = await exampleService({
      ACCESS: 'oidc',
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_AUDIENCE: 'contact-sync',
    });
    await away.app.init();
    await away.app.getHttpAdapter().getInstance().ready();
    const answer = await call('/example/mine', await token({}), away);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('10');
    await away.stop();
  });
});
