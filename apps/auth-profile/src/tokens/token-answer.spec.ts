import { CredentialFailed } from '@contact-sync/credentials';
import { type CallAnswer, CallFailed } from '@contact-sync/outbound';
import { noAnswer, readToken } from './token-answer';
import type { OpenProfile } from './token-request';

const NOW = new Date('2026-11-23T09:00:00Z');
const logic: Pick<OpenProfile, 'kind' | 'facts'> = { kind: 'kmd-logic', facts: {} };
const datafordeler: typeof logic = { kind: 'graphql-client-secret', facts: {} };
const odata: typeof logic = { kind: 'odata', facts: { tokenUrl: 'https://wz.example/oauth2/connect/token' } };

const answer = (body: unknown, status = 200, headers = {}): CallAnswer => ({
  status,
  headers,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});

function failureOf(given: CallAnswer, asked: typeof logic): Pick<CredentialFailed, 'problem' | 'more'> | undefined {
  try {
    readToken(given, asked, NOW);
  } catch (error) {
    if (error instanceof CredentialFailed) return { problem: error.problem, more: error.more };
    throw error;
  }
  return undefined;
}

it('obeys expires_in, and spells the type as its issuer does', () => {
  // As Keycloak answers, and as Azure does with a number in quotes.
  const keycloak = { access_token: 'a.b.c', expires_in: 300, token_type: 'Bearer', 'not-before-policy': 0, scope: 'x' };
  expect(readToken(answer(keycloak), datafordeler, NOW)).toEqual({
    accessToken: 'a.b.c',
    tokenType: 'Bearer',
    expiresInMs: 300_000,
  });
  const azure = { access_token: 't', expires_in: '3600', token_type: 'bearer' };
  expect(readToken(answer(azure), logic, NOW)).toMatchObject({ tokenType: 'bearer', expiresInMs: 3_600_000 });
});

it.each([[undefined], [0], [-1], ['soon'], [null]])('a token that lives %s is used for a minute', (expires_in) => {
  expect(readToken(answer({ access_token: 't', expires_in }), logic, NOW).expiresInMs).toBe(60_000);
});

it.each([
  ['an empty one', { access_token: '', expires_in: 1 }],
  ['none', {}],
  ['one that fits in no header', { access_token: 'a\r\nX: b' }],
  ['half JSON', '{"access_token": "ab'],
  ['nothing', ''],
])('an answer with %s holds no token', (_, body) => {
  expect(failureOf(answer(body), logic)).toEqual({
    problem: 'issuer-unusable',
    more: { said: 'Unable to get a token from the token issuer' },
  });
  expect(failureOf(answer(body), datafordeler)).toEqual({ problem: 'issuer-unusable', more: {} });
});

it.each([
  [logic, 400, { error: 'unauthorized_client' }, 'BadRequest. Reason: unauthorized_client.'],
  [logic, 401, '', 'Unauthorized. Your client credentials may be invalid or are not authorized to request the scope.'],
  [logic, 403, 'no', 'Forbidden.'],
])('what is refused: %j %d', (asked, status, body, text) => {
  expect(failureOf(answer(body, status), asked)).toEqual({
    problem: 'issuer-refused',
    more: { said: `Unable to access the token issuer, request returned ${text}` },
  });
});

it('an issuer that writes a secret back is not quoted', () => {
  const said = { error: 'bad secret hunter2', error_description: 'hunter2' };
  expect(JSON.stringify(failureOf(answer(said, 401), datafordeler))).not.toContain('hunter2');
});

it.each([
  [429, { 'retry-after': '7' }, { retryAfterMs: 7000 }],
  [503, {}, {}],
  [404, {}, {}],
])('an issuer that answers %d is away', (status, headers, more) => {
  expect(failureOf(answer('', status, headers), datafordeler)).toEqual({
    problem: 'issuer-away',
    more: { said: `The token issuer answered ${status}.`, ...more },
  });
});

it('the token server of the OData target is quoted as the guide does', () => {
  expect(failureOf(answer({ error: 'invalid_client' }, 400), odata)?.more.said).toBe(
    'Failed to get the access token from https://wz.example/oauth2/connect/token. Status code: BadRequest',
  );
});

it.each([
  ['unavailable', 'timeout', 'issuer-away', 'The server did not answer in time.'],
  ['refused', 'client-certificate-refused', 'issuer-refused', 'The server refuses our certificate.'],
  ['wrong', 'host-not-allowed', 'profile-unusable', 'The server is not on the list of servers that may be called'],
] as const)('no answer: %s %s', (failure, code, problem, text) => {
  const failed = noAnswer(new CallFailed(failure, code), datafordeler);
  expect(failed.problem).toBe(problem);
  expect(failed.more.said).toContain(text);
});
