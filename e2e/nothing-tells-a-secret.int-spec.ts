import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaOwners } from '@contact-sync/command-line';
import { startSimulator, type Profiles, type RunningSimulator } from '@contact-sync/register-simulator';
import { describeWithRabbitMq, freshDatabase, uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { connect } from 'amqplib';
import { rowsOf } from './leaks/database-traces';
import type { Trace } from './leaks/traces';
import { ServiceProcess } from './running/child-process';
import type { Answer } from './running/client';
import { Listener } from './running/listener';

const AMQP_URL = process.env['AMQP_URL'] ?? '';
const KINDS = [
  'graphql-client-secret',
  'graphql-certificate',
  'rest-certificate',
  'api-key',
  'kmd-logic',
  'odata',
  'cpr-direkte',
  'cpr-file-server',
] as const;
const SECRET_FIELDS = ['clientSecret', 'apiKey', 'password', 'certificate'];
const SCHEMAS = ['auth', 'contacts', 'cvr', 'cvr_register', 'service_queue'];
/** A wrong password that somebody types is somebody's right one elsewhere. */
const TYPED = 'Vinterskov-typed-wrong-81';
/** What tokens and keys look like wherever they come from. */
const FORMS = [/eyJ[\w-]{16,}\.[\w-]{16,}/, /Bearer [\w.-]{12,}/, /-----BEGIN [A-Z ]*PRIVATE KEY/, /client_secret=/];

/** The services of companies as operators run them, telling all they can: whatever happens, no secret stands anywhere in clear. */
describeWithRabbitMq('nothing tells a secret', () => {
  let folder: string;
  let simulator: RunningSimulator;
  let database: FreshDatabase;
  let listeners: Listener[];
  let exchange: string;
  const services: ServiceProcess[] = [];
  const service = async (app: Parameters<typeof ServiceProcess.started>[0], more = {}): Promise<ServiceProcess> => {
    const started = await ServiceProcess.started(app, {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL,
      AMQP_EXCHANGE: exchange,
      LOG_LEVEL: 'debug',
      ENDPOINT_HOSTS: 'localhost:*,*.datafordeler.dk',
      REGISTER_CA_FILE: join(folder, 'authority.pem'),
      ...more,
    });
    services.push(started);
    return started;
  };
  let authProfile: ServiceProcess;
  let subscription: ServiceProcess;
  let update: ServiceProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-told-'));
    simulator = await startSimulator({ seed: 'secrets', companies: 20 });
    await writeFile(join(folder, 'authority.pem'), simulator.ca);
    database = await freshDatabase({ owners: await schemaOwners() });
    exchange = uniqueName('cs');
    const listen = (name: string, keys: readonly string[]): Promise<Listener> =>
      Listener.started({ url: AMQP_URL, exchange, queue: `${exchange}.${name}`, keys });
    listeners = [await listen('another-program', ['#'])];
    const keys = { AUTH_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`, CREDENTIAL_CALLERS: 'guest=*' };
    authProfile = await service('auth-profile', keys);
    subscription = await service('cvr-subscription');
    update = await service('cvr-update');
  });
  afterAll(async () => {
    for (const each of services) await each.end();
    for (const each of listeners) await each.end();
    const connection = await connect(AMQP_URL);
    const channel = await connection.createChannel();
    await channel.deleteQueue(`${exchange}.auth-profile.credentials`);
    await channel.deleteExchange(`${exchange}.credentials`);
    await connection.close();
    await simulator.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const told = (answer: Answer, ...statuses: number[]): unknown => {
    expect(statuses).toContain(answer.status);
    return answer.text === '' ? undefined : (JSON.parse(answer.text) as unknown);
  };
  const settings = async (wanted: object): Promise<unknown> =>
    told(await subscription.client.ask('PATCH', '/cvr-subscription/settings', wanted), 200);
  const profiles = new Map<string, string>();

  it('while profiles are made, refused, changed, tested and listed', async () => {
    const { client } = authProfile;
    for (const kind of KINDS) {
      const fields: Profiles[typeof kind] = simulator.profiles[kind];
      const configurationTypes = [kind.startsWith('cpr-') ? 'CPR' : 'CVR'];
      const profile = { name: kind, kind, configurationTypes, fields };
      const { id } = told(await client.ask('POST', '/auth-profile/profiles', profile), 201) as { id: string };
      profiles.set(kind, id);
      told(await client.ask('POST', `/auth-profile/profiles/${id}/test`, {}), 200, 422);
    }
    const wrong = { ...simulator.profiles['graphql-certificate'], password: TYPED };
    const refused = { name: 'x', kind: 'graphql-certificate', configurationTypes: ['CVR'], fields: wrong };
    told(await client.ask('POST', '/auth-profile/profiles', refused), 400, 422);
    told(
      await client.ask('POST', '/auth-profile/profiles', { ...refused, fields: { ...wrong, [TYPED]: TYPED } }),
      400,
      422,
    );
    for (const path of ['profiles', 'expiry', `profiles/${profiles.get('kmd-logic')}`])
      told(await client.ask('GET', `/auth-profile/${path}`), 200);
  });

  it('while companies are followed, at one provider and then at the other', async () => {
    const { graphql: graphqlHost, restCertificate: restHost } = simulator.addresses;
    await settings({ graphqlHost, restHost, authProfile: 'graphql-client-secret', subscribeRate: 1000 });
    const [company] = [...simulator.world.identities()].filter(({ kind }) => kind === 'company');
    told(await update.client.ask('POST', '/cvr-update/imports', { number: company?.number }), 200, 201);
    await settings({ cvrUpdate: true });
    await untilAligned('datafordeler');
    await settings({ provider: 'logic', authProfile: 'kmd-logic' });
    await untilAligned('logic');
    expect(simulator.subscriptions()).toHaveLength(1);
  });

  it('while the registers refuse what they are shown', async () => {
    for (const target of ['identity', 'gateway', 'token-secret', 'graphql'] as const)
      simulator.faults.add({ target, fault: { kind: 'status', status: 401 } });
    for (const kind of ['kmd-logic', 'graphql-client-secret'])
      told(
        await authProfile.client.ask('POST', `/auth-profile/profiles/${profiles.get(kind)}/test`, {}),
        200,
        422,
        502,
        503,
      );
    simulator.withdrawTokens();
    told(await update.client.ask('POST', '/cvr-update/lookups', { number: '1003387453' }), 503);
    for (const each of services) {
      await each.client.ask('GET', '/readiness');
      await each.client.ask('GET', '/metrics');
    }
  });

  it('no secret, token or key stands in what was answered, logged, sent or stored', async () => {
    const traces: Trace[] = [
      ...services.flatMap(({ output, client }, at) => [
        { where: `output ${at}`, text: output },
        { where: `answers ${at}`, text: client.answers.map(({ headers, text }) => headers + text).join('\n') },
      ]),
      { where: 'messages', text: listeners.flatMap(({ heard }) => heard.map((one) => JSON.stringify(one))).join('\n') },
      ...(await rowsOf(database.pool, SCHEMAS)),
    ];
    const secrets = KINDS.flatMap((kind) => {
      const fields: Readonly<Record<string, string>> = simulator.profiles[kind];
      // Of a certificate's file any part would do.
      return SECRET_FIELDS.flatMap((name) => fields[name]?.slice(0, 60) ?? []);
    });
    expect(secrets.length).toBeGreaterThanOrEqual(9);
    const found = traces.flatMap(({ where, text }) => [
      ...[...secrets, TYPED]
        .filter((secret) => text.includes(secret))
        .map((secret) => `${where}: ${secret.slice(0, 12)}`),
      ...FORMS.filter((form) => form.test(text)).map((form) => `${where}: ${String(form)}`),
    ]);
    expect(found).toEqual([]);
    // The traces are there to be searched.
    expect(traces.find(({ where }) => where === 'auth.profile')?.text).toContain('graphql-client-secret');
    expect(traces.find(({ where }) => where === 'messages')?.text).toContain('contact.created.v1');
  });

  const untilAligned = (provider: string): Promise<unknown> =>
    waitFor(
      async () => {
        const { rows } = await database.pool.query<{ aligned: boolean }>(
          `select count(*) > 0 and bool_and(state = 'subscribed' and provider = $1)
              and not exists (select from service_queue.message
                               where kind = 'task' and state not in ('done', 'obsolete')) as aligned
             from cvr.cvrupdate_subscription`,
          [provider],
        );
        return rows[0]?.aligned === true;
      },
      { timeout: 40_000, what: `every subscription at ${provider}` },
    );
});
