import { CredentialFailed, openCredentials, type Credentials } from '@contact-sync/credentials';
import { type Call, openCaller, type OpenCaller } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Running } from './running';

const KINDS = [
  'graphql-client-secret',
  'graphql-certificate',
  'rest-certificate',
  'api-key',
  'kmd-logic',
  'odata',
] as const;

describe('when issuers misbehave', () => {
  let simulator: RunningSimulator;
  let running: Running;
  let credentials: Credentials;
  let caller: OpenCaller;
  let folder: string;
  const ids = new Map<string, string>();

  const later = (ms: number): void => running.clock.set(new Date(running.clock.now().getTime() + ms).toISOString());
  const problemOf = (profile: string): Promise<unknown> =>
    credentials
      .source(profile)
      .get()
      .then(
        () => 'none',
        (error: unknown) => (error instanceof CredentialFailed ? [error.problem, error.more] : error),
      );
  const test = async (profile: string, address?: string): Promise<unknown> =>
    (await running.ask('POST', `profiles/${ids.get(profile)}/test`, address === undefined ? {} : { address })).body;

  beforeAll(async () => {
    simulator = await startSimulator({ companies: 20 });
    folder = mkdtempSync(join(tmpdir(), 'issuers-'));
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, simulator.ca);
    running = await Running.fresh({ ENDPOINT_HOSTS: 'localhost:*', REGISTER_CA_FILE: caFile });
    caller = openCaller({ hosts: 'localhost:*', caFile });
    for (const kind of KINDS) ids.set(kind, (await running.create(kind, kind, simulator.profiles[kind])).id);
  });

  beforeEach(() => {
    simulator.faults.clear();
    // Whatever was given before has ended.
    later(3_600_000);
    credentials = openCredentials({ transport: 'in-process', exchange: 'contact-sync' }, () =>
      running.clock.now().getTime(),
    );
  });

  afterEach(() => credentials.stop());

  afterAll(async () => {
    caller.close();
    await running.end();
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  it('every kind opens its door when they do not', async () => {
    const { graphql, restCertificate, gateway, odata } = simulator.addresses;
    for (const kind of ['graphql-client-secret', 'graphql-certificate', 'api-key'])
      expect(await test(kind, `${graphql}/CVR/v2`)).toMatchObject({ ok: true, code: 'register-answered' });
    for (const kind of ['kmd-logic', 'odata'])
      expect(await test(kind)).toMatchObject({ ok: true, code: 'token-received' });
    const company = [...simulator.world.identities()].find(({ kind }) => kind === 'company')?.number;
    const rest = `${restCertificate}/CVR/HentCVRData/1/rest/hentVirksomhedMedCVRNummer?pCVRNummer=${company}`;
    expect(await test('rest-certificate', rest)).toMatchObject({ ok: true, code: 'register-answered' });

    const withToken = async (kind: string, url: string, more: Partial<Call> = {}): Promise<number> => {
      const credential = await credentials.source(kind).get();
      if (credential.kind !== 'bearer') throw new Error('no token');
      const Authorization = `${credential.tokenType} ${credential.accessToken}`;
      return (await caller.call({ method: 'GET', url, headers: { Authorization }, ...more })).status;
    };
    const { subscriptionId, configurationId } = simulator.profiles['kmd-logic'];
    const byCvr = `${gateway}/cvr/v1/subscriptions/${subscriptionId}/cvr/by-cvr/${company}`;
    expect(await withToken('kmd-logic', `${byCvr}?configurationId=${configurationId}`)).toBe(200);
    expect(await withToken('odata', `${odata}/odata/Contacts`)).toBe(200);
  });

  it.each([
    [
      { kind: 'status', status: 401 },
      [
        'issuer-refused',
        { said: expect.stringMatching(/^Unable to access the token issuer, request returned Unauthorized\./) },
      ],
    ],
    [
      { kind: 'status', status: 429, retryAfter: '7' },
      [
        'issuer-away',
        {
          said: expect.stringMatching(/^Unable to access the token issuer, request returned TooManyRequests\./),
          retryAfterMs: 7000,
        },
      ],
    ],
    [
      { kind: 'status', status: 503 },
      [
        'issuer-away',
        { said: expect.stringMatching(/^Unable to access the token issuer, request returned ServiceUnavailable\./) },
      ],
    ],
    [{ kind: 'half-json' }, ['issuer-unusable', { said: 'Unable to get a token from the token issuer' }]],
    [
      { kind: 'reset', when: 'before' },
      ['issuer-away', { said: 'Unable to access the token issuer: The server cut the connection.' }],
    ],
    [
      { kind: 'reset', when: 'mid-body' },
      ['issuer-away', { said: 'Unable to access the token issuer: The server gave half an answer.' }],
    ],
  ] as const)('KMD Logic’s issuer: %j', async (fault, problem) => {
    simulator.faults.add({ target: 'identity', fault });
    expect(await problemOf('kmd-logic')).toEqual(problem);
    // It is back, and so is the token, a moment later.
    simulator.faults.clear();
    later(2000);
    expect(await problemOf('kmd-logic')).toBe('none');
  });

  it('a wrong secret is refused, a slow issuer is waited for', async () => {
    simulator.faults.add({ target: 'token-secret', fault: { kind: 'slow', ms: 50 } });
    expect(await problemOf('graphql-client-secret')).toBe('none');
    const fields = { ...simulator.profiles['graphql-client-secret'], clientSecret: 'forkert' };
    ids.set('Wrong', (await running.create('Wrong', 'graphql-client-secret', fields)).id);
    expect(await test('Wrong')).toMatchObject({
      ok: false,
      code: 'issuer-refused',
      said: expect.stringMatching(/^The token issuer answered 40[01] \(\w+\)\.$/),
    });
  });

  it('a register that withdraws its tokens is given another', async () => {
    const source = credentials.source('graphql-client-secret');
    const spoiled = await source.get();
    simulator.withdrawTokens();
    expect(await test('graphql-client-secret', `${simulator.addresses.graphql}/CVR/v2`)).toMatchObject({ ok: true });
    expect(await source.renew(spoiled)).not.toEqual(spoiled);
  });
});
