import { X509Certificate } from 'node:crypto';
import {
  CredentialFailed,
  openCredentials,
  type Credential,
  type Credentials,
  type PendingPassword,
} from '@contact-sync/credentials';
import { productTopology } from '@contact-sync/messaging';
import { describeWithRabbitMq, uniqueName, waitFor } from '@contact-sync/testing';
import { connect } from 'amqplib';
import { openPkcs12 } from '../src/certificates/open-pkcs12';
import { p12, P12_PASSWORD, Running } from './running';
import { TokenIssuer } from './token-issuer';

const FORM = 'application/x-www-form-urlencoded';
const LOGIC_ID = '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01';
const TOKEN_PATH = '/realms/distribution/protocol/openid-connect/token';
const MINUTE = 60_000;

describe('when services want tokens', () => {
  let issuer: TokenIssuer;
  let running: Running;
  let credentials: Credentials;
  const open: Credentials[] = [];

  const now = (): number => running.clock.now().getTime();
  const opened = (): Credentials => {
    const one = openCredentials({ transport: 'in-process', exchange: 'contact-sync' }, now);
    open.push(one);
    return one;
  };
  const problemOf = (asked: Promise<unknown>): Promise<Pick<CredentialFailed, 'problem' | 'failure' | 'more'>> =>
    asked.then(
      () => Promise.reject(new Error('there was no problem')),
      (error: unknown) => {
        if (!(error instanceof CredentialFailed)) throw error;
        const { problem, failure, more } = error;
        return { problem, failure, more };
      },
    );
  const later = (ms: number): void => running.clock.set(new Date(now() + ms).toISOString());
  const tokenOf = (credential: Credential): string => (credential.kind === 'bearer' ? credential.accessToken : '');

  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    running = await Running.fresh(issuer.env);
    const tokenEndpoint = `${issuer.url}${TOKEN_PATH}`;
    await running.create('Secret', 'graphql-client-secret', {
      tokenEndpoint,
      clientId: 'c-1',
      clientSecret: 'hemmelig 1',
    });
    const file = { certificate: p12('modern-rsa'), password: P12_PASSWORD };
    await running.create('Certificate', 'graphql-certificate', { tokenEndpoint, clientId: 'c-2', ...file });
    await running.create('REST', 'rest-certificate', file);
    await running.create('Key', 'api-key', { apiKey: 'nøgle' });
    await running.create('Logic', 'kmd-logic', {
      identityHost: issuer.url,
      gatewayHost: issuer.url,
      clientId: 'c-3',
      clientSecret: 'hemmelig-3',
      subscriptionId: LOGIC_ID,
      configurationId: LOGIC_ID,
      scope: 'https://logic.example/.default',
      tenant: 'kommune',
    });
    const odata = { tokenUrl: `${issuer.url}/oauth2/connect/token`, odataUrl: `${issuer.url}/odata/` };
    await running.create('OData', 'odata', { ...odata, clientId: 'c-4', clientSecret: 'hemmelig-4' });
  });

  beforeEach(() => {
    issuer.again();
    // Whatever an earlier test was given has ended by now.
    later(60 * MINUTE);
    credentials = opened();
  });

  afterAll(async () => {
    await Promise.all(open.map((each) => each.stop()));
    await running.end();
    await issuer.stop();
  });

  it('each issuer is asked as it wants to be asked', async () => {
    for (const name of ['Secret', 'Certificate', 'Logic', 'OData']) await credentials.source(name).get();
    const shown = openPkcs12(Buffer.from(p12('modern-rsa'), 'base64'), P12_PASSWORD);
    if ('fault' in shown) throw new Error(shown.fault);
    const plain = { contentType: FORM, authorization: undefined, certificate: undefined };
    expect(issuer.seen).toEqual([
      {
        ...plain,
        line: `POST ${TOKEN_PATH}`,
        body: 'grant_type=client_credentials&client_id=c-1&client_secret=hemmelig+1',
      },
      {
        ...plain,
        line: `POST ${TOKEN_PATH}`,
        body: 'grant_type=client_credentials&client_id=c-2',
        certificate: expect.stringMatching(/^[0-9A-F]+$/),
      },
      {
        ...plain,
        line: 'POST /clientcredentials/token?Tenant=kommune',
        body:
          'grant_type=client_credentials&client_id=c-3&scope=https%3A%2F%2Flogic.example%2F.default' +
          '&client_secret=hemmelig-3',
      },
      {
        ...plain,
        line: 'POST /oauth2/connect/token',
        body: 'grant_type=client_credentials&client_id=c-4&client_secret=hemmelig-4',
      },
    ]);
    const own = await credentials.source('REST').get();
    if (own.kind !== 'certificate') throw new Error('no certificate');
    expect(issuer.seen[1]?.certificate).toBe(new X509Certificate(own.certificate).serialNumber);
  });

  it('what is no token is given as it is', async () => {
    expect(await credentials.source('Key').get()).toMatchObject({ kind: 'api-key', apiKey: 'nøgle' });
    expect(await credentials.source('REST').get()).toMatchObject({
      kind: 'certificate',
      certificate: expect.stringContaining('BEGIN CERTIFICATE'),
      key: expect.stringContaining('BEGIN PRIVATE KEY'),
    });
    expect(issuer.seen).toEqual([]);
  });

  it('one request serves all services, until a minute before its token ends', async () => {
    const services = [credentials, opened(), opened(), opened()];
    const asked = services.flatMap((each) => [each.source('Secret').get(), each.source('Secret').get()]);
    expect(new Set((await Promise.all(asked)).map(tokenOf))).toEqual(new Set(['issued-token-1']));
    later(4 * MINUTE - 1);
    expect(tokenOf(await credentials.source('Secret').get())).toBe('issued-token-1');
    later(1);
    expect(tokenOf(await credentials.source('Secret').get())).toBe('issued-token-2');
    expect(issuer.seen).toHaveLength(2);
  });

  it('a token that a register refused is renewed once, whoever has it', async () => {
    const others = [credentials, opened(), opened()];
    const [spoiled] = await Promise.all(others.map((each) => each.source('Secret').get()));
    if (spoiled === undefined) throw new Error('no token');
    const renewed = await Promise.all(others.map((each) => each.source('Secret').renew(spoiled)));
    expect(renewed.map(tokenOf)).toEqual(['issued-token-2', 'issued-token-2', 'issued-token-2']);
    expect(issuer.seen).toHaveLength(2);
  });

  it('what an issuer refuses is said in its own words, and it is not asked at once again', async () => {
    issuer.say(400, { error: 'unauthorized_client', error_description: 'AADB2C90057: hemmelig-3' });
    const refused = {
      problem: 'issuer-refused',
      failure: 'refused',
      more: { said: 'Unable to access the token issuer, request returned BadRequest. Reason: unauthorized_client.' },
    };
    expect(await problemOf(credentials.source('Logic').get())).toEqual(refused);
    expect(await problemOf(opened().source('Logic').get())).toEqual(refused);
    expect(issuer.seen).toHaveLength(1);
    issuer.again();
    later(2000);
    expect(tokenOf(await credentials.source('Logic').get())).toBe('issued-token-1');
  });

  it('an issuer that is away says how long, and a token that is still good goes on', async () => {
    const held = await credentials.source('Secret').get();
    issuer.say(503, {}, { 'Retry-After': '30' });
    later(4 * MINUTE);
    expect(await credentials.source('Secret').get()).toBe(held);
    expect(issuer.seen).toHaveLength(2);
    later(MINUTE);
    expect(await problemOf(credentials.source('Secret').get())).toEqual({
      problem: 'issuer-away',
      failure: 'unavailable',
      more: { said: 'The token issuer answered 503.', retryAfterMs: 30_000 },
    });
  });

  it('a profile that was changed has another token within five minutes', async () => {
    await credentials.source('OData').get();
    const profiles = await running.get<{ profiles: { id: string; name: string; version: number }[] }>('profiles');
    const odata = profiles.profiles.find(({ name }) => name === 'OData');
    const changed = await running.ask('PATCH', `profiles/${odata?.id}`, { version: 1, fields: { clientSecret: 'ny' } });
    expect(changed.status).toBe(200);
    issuer.expiresIn = 3600;
    later(5 * MINUTE);
    await credentials.source('OData').get();
    expect(issuer.seen.map(({ body }) => /client_secret=(.*)/.exec(body)?.[1])).toEqual(['hemmelig-4', 'ny']);
  });

  it('who uses a profile keeps it from being deleted', async () => {
    await credentials.use('cvr', 'Key');
    const { profiles } = await running.get<{ profiles: { name: string; usedBy: string[] }[] }>('profiles');
    expect(profiles.filter(({ usedBy }) => usedBy.length > 0)).toMatchObject([{ name: 'Key', usedBy: ['cvr'] }]);
    expect((await problemOf(credentials.use('cvr', 'Nobody'))).problem).toBe('unknown-profile');
    await credentials.use('cvr', undefined);
  });

  describe('a new password of CPR Direkte', () => {
    const fields = {
      host: 'localhost',
      port: '5000',
      customerNumber: '0132',
      user: 'WUADIR34',
      password: 'Abcd1234',
    };
    let id: string;
    let version = 0;

    beforeAll(async () => {
      ({ id } = await running.create('Direkte', 'cpr-direkte', fields, ['CPR']));
    });

    const latest = async (one: Credentials = credentials): Promise<{ password: string; pending?: PendingPassword }> => {
      const credential = await one.latest('Direkte');
      if (credential.kind !== 'password') throw new Error('no password');
      const { password, pending } = credential;
      return { password, ...(pending !== undefined && { pending }) };
    };
    const shown = async (): Promise<{ version: number; secrets: { field: string }[] }> => {
      const profile = await running.get<{ version: number; secrets: { field: string }[] }>(`profiles/${id}`);
      version = profile.version;
      return profile;
    };

    it('is made once, however many ask, and is kept until its fate is told', async () => {
      const made = await Promise.all([credentials, opened(), opened()].map((one) => one.newPassword('Direkte')));
      const pending = made.map((one) => (one.kind === 'password' ? one.pending : undefined));
      expect(new Set(pending.map((each) => each?.id)).size).toBe(1);
      expect(pending[0]?.password).toMatch(/^(?=(?:.*\d){2})(?=(?:.*[A-Za-z]){2})[A-Za-z\d]{8}$/);
      expect(await latest(opened())).toEqual({ password: 'Abcd1234', pending: pending[0] });
      // Nobody is shown that there is one.
      expect((await shown()).secrets).toEqual([expect.objectContaining({ field: 'password' })]);
    });

    it('takes the place of the one in force when CPR has taken it, for all who hold the old one', async () => {
      const { pending } = await latest();
      const other = opened();
      await other.source('Direkte').get();
      await credentials.settlePassword('Direkte', pending?.id ?? '', 'accepted');
      expect(await latest(other)).toEqual({ password: pending?.password });
      // Told twice it is told once.
      await credentials.settlePassword('Direkte', pending?.id ?? '', 'refused');
      expect(await latest()).toEqual({ password: pending?.password });
      const { changes } = await running.get<{ changes: object[] }>(`profiles/${id}/changes`);
      expect(changes.slice(0, 2)).toEqual([
        expect.objectContaining({ by: 'auth-profile', fields: ['password'] }),
        expect.objectContaining({ by: 'auth-profile', fields: ['pendingPassword'] }),
      ]);
    });

    it('is let go when CPR has not taken it, and when somebody types another', async () => {
      const { password } = await latest();
      const first = await credentials.newPassword('Direkte');
      if (first.kind !== 'password' || first.pending === undefined) throw new Error('no password was made');
      await credentials.settlePassword('Direkte', first.pending.id, 'refused');
      expect(await latest()).toEqual({ password });
      const second = await credentials.newPassword('Direkte');
      expect(second).not.toEqual(first);
      await shown();
      const typed = { version, fields: { password: 'Skrevet1' } };
      expect((await running.ask('PATCH', `profiles/${id}`, typed)).status).toBe(200);
      expect(await latest()).toEqual({ password: 'Skrevet1' });
      if (second.kind !== 'password' || second.pending === undefined) throw new Error('no password was made');
      await credentials.settlePassword('Direkte', second.pending.id, 'accepted');
      expect(await latest()).toEqual({ password: 'Skrevet1' });
    });

    it('stays pending while something else of the profile is changed', async () => {
      await credentials.newPassword('Direkte');
      const { pending } = await latest();
      await shown();
      expect((await running.ask('PATCH', `profiles/${id}`, { version, fields: { user: 'WUADIR35' } })).status).toBe(
        200,
      );
      expect(await latest()).toEqual({ password: 'Skrevet1', pending });
    });

    it('is none where there is no such password', async () => {
      const local = { host: 'localhost', port: '5000', transport: 'local-proxy' };
      await running.create('Proxy', 'cpr-direkte', local, ['CPR']);
      expect(await credentials.latest('Proxy')).toMatchObject({ kind: 'password', user: '', password: '' });
      for (const name of ['Proxy', 'Key'])
        expect((await problemOf(credentials.newPassword(name))).problem).toBe('profile-unusable');
      const without = {
        name: 'x',
        kind: 'cpr-direkte',
        configurationTypes: ['CPR'],
        fields: { ...local, transport: 'tls' },
      };
      expect(await running.ask('POST', 'profiles', without)).toMatchObject({
        status: 422,
        body: { errors: ['customerNumber', 'user', 'password'].map((each) => ({ field: `fields.${each}` })) },
      });
    });
  });

  describe('the test of a connection', () => {
    const test = async (name: string, body: object = {}): Promise<{ status: number; body: unknown }> => {
      const { profiles } = await running.get<{ profiles: { id: string; name: string }[] }>('profiles');
      const id = profiles.find((each) => each.name === name)?.id;
      const { status, body: found } = await running.ask('POST', `profiles/${id}/test`, body);
      return { status, body: found };
    };

    it('gets a token, and calls the register where it is told one', async () => {
      expect(await test('Secret')).toEqual({
        status: 200,
        body: {
          ok: true,
          code: 'token-received',
          text: { da: 'Tokenudstederen gav et token.', en: 'The token issuer gave a token.' },
          tokenExpiresAt: new Date(now() + 300_000).toISOString(),
        },
      });
      expect(await test('Secret', { address: `${issuer.url}/CVR/v2` })).toMatchObject({
        body: { code: 'register-answered' },
      });
      expect(issuer.seen.at(-1)).toMatchObject({ line: 'POST /CVR/v2', authorization: 'Bearer issued-token-2' });
      expect(await test('Key', { address: `${issuer.url}/CVR/v2` })).toMatchObject({ body: { ok: true } });
      expect(issuer.seen.at(-1)?.line).toBe('POST /CVR/v2?apiKey=n%C3%B8gle');
      expect(await test('REST', { address: `${issuer.url}/CVR/HentCVRData/1/rest` })).toMatchObject({
        body: { ok: true },
      });
      expect(issuer.seen.at(-1)?.certificate).toBeDefined();
    });

    it('says in plain words what is wrong', async () => {
      expect(await test('Key')).toMatchObject({ body: { ok: false, code: 'address-needed' } });
      expect(await test('REST')).toMatchObject({ body: { ok: true, code: 'certificate-in-force' } });
      issuer.say(401, { error: 'invalid_client' });
      expect(await test('Certificate')).toMatchObject({
        body: { ok: false, code: 'issuer-refused', said: 'The token issuer answered 401 (invalid_client).' },
      });
      issuer.say(200, { errors: [{ extensions: { code: 'DAF-AUTH-0001' } }] });
      expect(await test('Key', { address: `${issuer.url}/CVR/v2` })).toMatchObject({
        body: { ok: false, code: 'register-refused', said: 'DAF-AUTH-0001' },
      });
      issuer.say(404, {});
      expect(await test('Key', { address: `${issuer.url}/CVR/v1` })).toMatchObject({
        body: { ok: false, code: 'register-not-there' },
      });
      for (const [address, code] of [
        ['https://example.org/CVR/v2', 'host-not-allowed'],
        ['http://localhost/CVR/v2', 'not-https'],
        ['nonsense', 'not-an-address'],
      ])
        expect(await test('Key', { address })).toMatchObject({ body: { ok: false, code } });
      issuer.answer = (response) => void response.destroy();
      expect(await test('Logic')).toMatchObject({
        body: { code: 'issuer-away', said: 'Unable to access the token issuer: The server cut the connection.' },
      });
    });
  });

  it('a certificate that has ended is said to be so, and shown to nobody', async () => {
    const begin = running.clock.now();
    running.clock.set('2060-01-01T00:00:00Z');
    const problem = await problemOf(opened().source('Certificate').get());
    expect(problem).toMatchObject({ problem: 'certificate-expired', failure: 'refused' });
    expect(problem.more.said).toMatch(/^The certificate expired on 20\d\d-\d\d-\d\d\.$/);
    expect((await problemOf(opened().source('REST').get())).problem).toBe('certificate-expired');
    expect(issuer.seen).toEqual([]);
    running.clock.set(begin.toISOString());
  });

  it('no token and no secret is written down', async () => {
    const log = await running.log();
    const rows = await running.rows<{ row: string }>(
      `select query_to_xml('select * from ' || quote_ident(table_schema) || '.' || quote_ident(table_name), true, true, '')::text as row
         from information_schema.tables where table_schema in ('auth', 'service_queue') and table_type = 'BASE TABLE'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    const written = log + rows.map(({ row }) => row).join('\n');
    expect(written).toContain('Certificate');
    for (const secret of ['issued-token', 'hemmelig', 'nøgle', 'PRIVATE KEY', 'AADB2C90057'])
      expect(written).not.toContain(secret);
  });

  describeWithRabbitMq('over RabbitMQ', () => {
    it('gives the kinds that the configuration names', async () => {
      const url = process.env['AMQP_URL'] ?? '';
      const exchange = uniqueName('tokens');
      const user = decodeURIComponent(new URL(url).username) || 'guest';
      const service = await running.another({
        ...issuer.env,
        TRANSPORT: 'rabbitmq',
        AMQP_URL: url,
        AMQP_EXCHANGE: exchange,
        CREDENTIAL_CALLERS: `${user}=kmd-logic;other=*`,
      });
      const remote = openCredentials({ transport: 'rabbitmq', url, exchange });
      try {
        await waitFor(() => remote.describe('Logic'));
        expect(tokenOf(await remote.source('Logic').get())).toBe('issued-token-1');
        expect((await problemOf(remote.source('Secret').get())).problem).toBe('kind-not-allowed');
      } finally {
        await remote.stop();
        await service.stop();
        const connection = await connect(url);
        const channel = await connection.createChannel();
        const { queues, deadLetterExchange } = productTopology(exchange);
        for (const { queue } of queues) {
          await channel.deleteQueue(queue);
          await channel.deleteQueue(`${queue}.parked`);
        }
        for (const each of [exchange, deadLetterExchange, `${exchange}.credentials`])
          await channel.deleteExchange(each);
        await connection.close();
      }
    });
  });
});
