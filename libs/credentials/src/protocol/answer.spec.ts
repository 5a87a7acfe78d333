import type { Credential, ProfileSummary } from '../credential';
import { CredentialFailed } from '../credential-failed';
import { openAnswer, problemAnswer, sealedAnswer } from './answer';
import { newRequest, type OpenRequest, readRequest } from './request';

const profile: ProfileSummary = { id: '1', name: 'P', kind: 'api-key', configurationTypes: ['CVR'], facts: {} };
const credential: Credential = { kind: 'api-key', profile, apiKey: 'aSecretKey' };

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const asked = (): Promise<OpenRequest> => newRequest({ ask: 'credential', profile: 'P' }, 0);

/** A request as the other side reads it. */
function received({ request }: OpenRequest): NonNullable<ReturnType<typeof readRequest>> {
  const read = readRequest(bytes(request));
  if (read === undefined) throw new Error('it cannot be read');
  return read;
}

it('is opened by who asked and by nobody else', async () => {
  const [mine, theirs] = await Promise.all([asked(), asked()]);
  const answer = await sealedAnswer(received(mine), credential, 0);
  expect(JSON.stringify(answer)).not.toContain('aSecretKey');
  expect(await openAnswer<'credential'>(bytes(answer), mine)).toEqual(credential);
  const forTheirs = { ...answer, nonce: theirs.request.nonce };
  await expect(openAnswer(bytes(forTheirs), theirs)).rejects.toThrow('auth-profile-fault');
});

it('does not pass for the answer to another question of the same asker', async () => {
  const mine = await asked();
  const other: OpenRequest = { ...mine, request: { ...mine.request, nonce: crypto.randomUUID() } };
  const answer = await sealedAnswer(received(other), credential, 0);
  await expect(openAnswer(bytes({ ...answer, nonce: mine.request.nonce }), mine)).rejects.toThrow('auth-profile-fault');
  const described: OpenRequest = { ...mine, request: { ...mine.request, question: { ask: 'describe', profile: 'P' } } };
  const description = await sealedAnswer(received(described), profile, 0);
  await expect(openAnswer(bytes(description), mine)).rejects.toThrow('auth-profile-fault');
});

it.each([
  ['no JSON', new TextEncoder().encode('{')],
  ['no answer', bytes({})],
  ['nothing sealed', bytes({ version: 1, sealed: 'a.b.c.d.e' })],
])('is a fault of auth-profile where it is %s', async (_, content) => {
  await expect(openAnswer(content, await asked())).rejects.toThrow('auth-profile-fault');
});

it('counts a token’s time by the clock of who asked, from when it was asked', async () => {
  const mine = await newRequest({ ask: 'credential', profile: 'P' }, 5_000_000);
  const issued: Credential = {
    kind: 'bearer',
    profile,
    tokenType: 'Bearer',
    accessToken: 't',
    expiresAt: new Date(300_000),
  };
  const answer = await sealedAnswer(received(mine), issued, 100_000);
  expect(await openAnswer<'credential'>(bytes(answer), mine)).toEqual({ ...issued, expiresAt: new Date(5_200_000) });
});

it('tells a problem with what may be said, and one of a later version as a fault', async () => {
  const mine = await asked();
  const problem = new CredentialFailed('issuer-away', { said: 'Status code: 503', retryAfterMs: 1000 });
  await expect(openAnswer(bytes(problemAnswer(mine.request.nonce, problem)), mine)).rejects.toEqual(problem);
  const unheardOf = { version: 1, nonce: mine.request.nonce, problem: { code: 'constructor' } };
  await expect(openAnswer(bytes(unheardOf), mine)).rejects.toThrow('auth-profile-fault');
});

describe('a request', () => {
  it('is read without what does not belong to it', async () => {
    const { request } = await asked();
    const more = {
      ...request,
      more: 1,
      key: { ...request.key, d: 'private' },
      question: { ...request.question, x: 1 },
    };
    expect(readRequest(bytes(more))).toEqual(request);
  });

  it('never holds a secret: a new password is asked for, and told of by its id', async () => {
    for (const question of [
      { ask: 'new-password', profile: 'P' },
      { ask: 'password-outcome', profile: 'P', pending: 'p', outcome: 'refused' },
    ] as const) {
      const { request } = await newRequest(question, 0);
      expect(readRequest(bytes({ ...request, question: { ...question, password: 'x' } }))).toEqual(request);
    }
  });

  it.each([
    ['of another version', { version: 2 }],
    ['with a nonce that is none', { nonce: 'x' }],
    ['with a key of another curve', { key: { kty: 'EC', crv: 'P-521', x: 'x', y: 'y' } }],
    ['with a key that is none', { key: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } }],
    ['without its time', { issuedAt: 'now' }],
    ['that asks for nothing', { question: { ask: 'everything', profile: 'P' } }],
    ['without a profile', { question: { ask: 'credential' } }],
    ['without the password it is about', { question: { ask: 'password-outcome', profile: 'P', outcome: 'accepted' } }],
    ['of another fate', { question: { ask: 'password-outcome', profile: 'P', pending: 'p', outcome: 'lost' } }],
    ['with a profile that is a list', { question: { ask: 'credential', profile: ['P'] } }],
    ['with a name without end', { question: { ask: 'describe', profile: 'P'.repeat(201) } }],
  ])('%s is not read', async (_, change) => {
    const { request } = await asked();
    expect(readRequest(bytes({ ...request, ...change }))).toBeUndefined();
  });
});
