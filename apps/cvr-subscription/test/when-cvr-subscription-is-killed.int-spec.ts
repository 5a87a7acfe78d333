import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactRegister, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { callClock, type Observation } from '@contact-sync/contacts-model';
import { answerCredentials, credentialCallers } from '@contact-sync/credentials';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  hasRabbitMqPrograms,
  privateRabbitMq,
  SERVICE_TOKEN,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type PrivateRabbitMq,
} from '@contact-sync/testing';
import { OWNERS } from './running';
import { SimulatedProfiles } from './simulated-profiles';

const LARGE = process.env['FAULTS'] !== undefined;
const CONTACTS = LARGE ? 20_000 : 160;
/** Contacts that are created while the others are being subscribed, and the broker is gone. */
const NEWCOMERS = CONTACTS / 10;
/** Slow enough that there is something left to be killed. */
const RATE = LARGE ? 1000 : 80;
const TIMEOUT_MS = LARGE ? 1_800_000 : 120_000;
const MAIN = join(__dirname, '..', 'dist', 'main.js');

/** With CI=true the programs must be there. */
const describeFaults = (name: string, tests: () => void): void => {
  if (!hasRabbitMqPrograms() && process.env['CI'] === 'true') throw new Error('this needs the programs of RabbitMQ');
  (hasRabbitMqPrograms() ? describe : describe.skip)(name, tests);
};

describeFaults('when cvr-subscription is killed', () => {
  let broker: PrivateRabbitMq;
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let answering: { stop(): Promise<void> };
  let folder: string;
  let service: ServiceProcess;
  let numbers: string[];

  beforeAll(async () => {
    [broker, database, simulator, folder] = await Promise.all([
      privateRabbitMq(),
      freshDatabase({ owners: OWNERS }),
      startSimulator({ seed: 'killed', companies: CONTACTS }),
      mkdtemp(join(tmpdir(), 'cvr-subscription-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cvr_subscription');
    answering = answerCredentials(new SimulatedProfiles(simulator), {
      road: { transport: 'rabbitmq', url: broker.url, exchange },
      callers: credentialCallers('guest=*'),
      onFault: () => undefined,
    });
    service = new ServiceProcess({
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      AMQP_URL: broker.url,
      AMQP_EXCHANGE: exchange,
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: SERVICE_TOKEN,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CVR_RUN_LEASE: '2',
    });
    numbers = [...simulator.world.identities()].map(({ number }) => number).slice(0, CONTACTS + NEWCOMERS);
    await tell(numbers.slice(0, CONTACTS));
    await service.start();
  }, TIMEOUT_MS);
  afterAll(async () => {
    await service.kill();
    await answering.stop();
    await simulator.stop();
    await database.drop();
    await broker.stop();
    await rm(folder, { recursive: true });
  });

  /** The register speaks of units that are new to us: each becomes a contact, and says so. */
  async function tell(units: readonly string[]): Promise<void> {
    const register = new ContactRegister({ settings: () => DEFAULT_SETTINGS, now: () => new Date() });
    for (let at = 0; at < units.length; at += 1000) {
      const observations = units.slice(at, at + 1000).map((nameCode): Observation => ({
        register: 'cvr',
        subject: { nameType: nameCode.length === 8 ? 'J' : 'V', nameCode },
        clock: callClock('2026-11-20T09:00:00.000000Z', 'logic'),
        asOf: '2026-11-20',
        origin: { road: 'logic', source: 'look-up' },
        fingerprint: nameCode,
        groups: { name: { fields: { name1: 'Ny ApS' } } },
      }));
      await register.applyBatch(database.pool, observations);
    }
  }

  async function set(wanted: object): Promise<void> {
    const answer = await fetch(`${service.url}/cvr-subscription/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${SERVICE_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    if (answer.status !== 200) throw new Error(`the settings were not changed: ${await answer.text()}`);
  }

  const held = (): number => simulator.subscriptions().length;
  const until = (condition: () => boolean | Promise<boolean>, what: string): Promise<boolean> =>
    waitFor(condition, { timeout: TIMEOUT_MS - 10_000, interval: 5, what });
  const states = async (): Promise<Record<string, number>> => {
    const { rows } = await database.pool.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from cvr.cvrupdate_subscription group by 1',
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };

  it(
    'and the broker with it, in the midst of enabling: exactly one subscription each, and one first update',
    async () => {
      await set({
        cvrIntegration: true,
        cvrUpdate: true,
        provider: 'logic',
        authProfile: 'kmd-logic',
        subscribeRate: RATE,
        graphqlHost: simulator.addresses.graphql,
        restHost: simulator.addresses.restCertificate,
      });
      await until(() => held() >= CONTACTS / 4, 'a quarter to be subscribed');
      await service.kill();
      expect(held()).toBeLessThan(CONTACTS);
      await service.start();
      await until(() => held() >= CONTACTS / 2, 'half of them to be subscribed');
      await broker.kill();
      await tell(numbers.slice(CONTACTS));
      await broker.start();
      await until(() => held() >= (3 * CONTACTS) / 4, 'three quarters to be subscribed');
      await service.kill();
      await service.start();

      await until(async () => (await states())['subscribed'] === CONTACTS + NEWCOMERS, 'all of them to be subscribed');
      const expected = numbers.map((number) => simulator.world.byNumber(number)?.id);
      expect(
        simulator
          .subscriptions()
          .map(({ objectId }) => objectId)
          .sort(),
      ).toEqual(expected.sort());
      const { rows } = await database.pool.query<{ contacts: number; tasks: number; subjects: number }>(
        `select (select count(*) from contacts.contact)::int as contacts,
                (select count(*) from service_queue.message where type = 'cvr-update.company.update.v1' and state = 'open')::int as tasks,
                (select count(distinct subject) from service_queue.message where type = 'cvr-update.company.update.v1')::int as subjects`,
      );
      const all = CONTACTS + NEWCOMERS;
      expect(rows).toEqual([{ contacts: all, tasks: all, subjects: all }]);
    },
    TIMEOUT_MS,
  );

  it(
    'in the midst of disabling: each of them is cancelled',
    async () => {
      await set({ cvrUpdate: false });
      await until(() => held() <= CONTACTS / 2, 'half of them to be cancelled');
      await service.kill();
      expect(held()).toBeGreaterThan(0);
      await service.start();
      await until(async () => (await states())['none'] === CONTACTS + NEWCOMERS, 'all of them to be cancelled');
      expect(held()).toBe(0);
      const { rows } = await database.pool.query(
        `select from service_queue.message where type = 'cvr-update.company.update.v1' and state = 'open'`,
      );
      expect(rows).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/** The service in a process of its own, from the built code, to be killed and started again. */
class ServiceProcess {
  url = '';
  private output = '';
  private child: ChildProcess | undefined;

  constructor(private readonly env: Readonly<Record<string, string>>) {
    if (!existsSync(MAIN)) throw new Error('build first: npm run build');
  }

  /** Returns when it listens. */
  async start(): Promise<void> {
    const from = this.output.length;
    const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...this.env } });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    const listens = /"address":"([^"]+)","message":"service listens"/;
    this.url = await waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(`the service ended: ${this.output.slice(-2000)}`);
        return listens.exec(this.output.slice(from))?.[1];
      },
      { timeout: 60_000, what: 'the service to listen' },
    );
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
