import { issuerOf, type OpenProfile, tokenRequest } from './token-request';

const secrets = { clientSecret: 'p&s=æ +' };
const kmdLogic: OpenProfile = {
  kind: 'kmd-logic',
  facts: {
    identityHost: 'https://identity-api.kmdlogic.io',
    clientId: 'id',
    scope: 'https://x.onmicrosoft.com/a/.default',
  },
  secrets,
};

it('KMD Logic: exactly four fields in its client’s order, no scheme of authorization', () => {
  expect(tokenRequest(kmdLogic)).toMatchObject({
    method: 'POST',
    url: 'https://identity-api.kmdlogic.io/clientcredentials/token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body:
      'grant_type=client_credentials&client_id=id&scope=https%3A%2F%2Fx.onmicrosoft.com%2Fa%2F.default' +
      '&client_secret=p%26s%3D%C3%A6+%2B',
  });
  expect(Object.keys(tokenRequest(kmdLogic).headers ?? {})).not.toContain('Authorization');
});

it('KMD Logic: the tenant stands in the address, where one is set', () => {
  const facts = { ...kmdLogic.facts, identityHost: 'https://identity.example/', tenant: 'a b' };
  expect(tokenRequest({ ...kmdLogic, facts }).url).toBe('https://identity.example/clientcredentials/token?Tenant=a+b');
  expect(tokenRequest({ ...kmdLogic, facts: { ...kmdLogic.facts, tenant: '' } }).url).not.toContain('?');
});

it('Datafordeler with a secret: no scope', () => {
  const tokenEndpoint = 'https://auth.datafordeler.dk/realms/distribution/protocol/openid-connect/token';
  const request = tokenRequest({
    kind: 'graphql-client-secret',
    facts: { tokenEndpoint, clientId: 'id', scope: 'unasked' },
    secrets: { clientSecret: 's' },
  });
  expect([request.url, request.body]).toEqual([
    tokenEndpoint,
    'grant_type=client_credentials&client_id=id&client_secret=s',
  ]);
  expect(request.certificate).toBeUndefined();
});

it('Datafordeler with a certificate: no secret', () => {
  const request = tokenRequest({
    kind: 'graphql-certificate',
    facts: { tokenEndpoint: 'https://auth-oces.datafordeler.dk/t', clientId: 'id' },
    secrets: { certificate: 'PEM', key: 'KEY' },
  });
  expect(request.body).toBe('grant_type=client_credentials&client_id=id');
  expect(request.certificate).toEqual({ certificate: 'PEM', key: 'KEY' });
});

it('OData: client credentials, with a scope where the profile has one', () => {
  const facts = { tokenUrl: 'https://workzone.example/oauth2/connect/token', clientId: 'id' };
  const odata = { kind: 'odata', facts, secrets: { clientSecret: 's' } } as const;
  expect(tokenRequest(odata).body).toBe('grant_type=client_credentials&client_id=id&client_secret=s');
  expect(tokenRequest({ ...odata, facts: { ...facts, scope: 'x' } }).body).toBe(
    'grant_type=client_credentials&client_id=id&client_secret=s&scope=x',
  );
  expect(issuerOf(odata)).toBe(facts.tokenUrl);
});
