import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authSchema, start as startAuthProfile } from '@contact-sync/auth-profile';
import { contactsSchema } from '@contact-sync/contact-register';
import { cvrSchema, start as startCvrSubscription } from '@contact-sync/cvr-subscription';
import { start as startCvrUpdate } from '@contact-sync/cvr-update';
import { messagingSchema } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import { cvrRegisterSchema } from '@contact-sync/registers-cvr';
import type { RunningService } from '@contact-sync/service';
import { freshDatabase, uniqueName, type FreshDatabase } from '@contact-sync/testing';
import { openFront, type Front } from './front';
import { program, type Ran } from './program';

const TOKEN = 'a-token-of-this-test-with-enough-letters';
const OWNERS = [messagingSchema, contactsSchema, authSchema, cvrRegisterSchema, cvrSchema];
const KMD_BALLERUP = '1003387453';

describe('when companies are followed', () => {
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let services: RunningService[];
  let front: Front;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase({ owners: OWNERS });
    simulator = await startSimulator({ seed: 'command-line', companies: 10 });
    folder = mkdtempSync(join(tmpdir(), 'command-line-'));
    writeFileSync(join(folder, 'ca.pem'), simulator.ca);
    const env = {
      DATABASE_URL: database.runUrl,
      DATABASE_POOL_MAX: '5',
      TRANSPORT: 'in-process',
      AMQP_EXCHANGE: uniqueName('command_line'),
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      ENDPOINT_HOSTS: '*.datafordeler.dk,localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      LOG_FILE: join(folder, 'log'),
    };
    services = [await startAuthProfile(env), await startCvrSubscription(env), await startCvrUpdate(env)];
    front = await openFront(Object.fromEntries(services.map(({ name, url }) => [name, url])));
    const { clientSecret, ...facts } = simulator.profiles['graphql-client-secret'];
    const made = await run(
      ['profiles', 'create', 'CVR', '--kind', 'graphql-client-secret', '--for', 'cvr', ...words(facts)],
      `clientSecret=${clientSecret}\n`,
    );
    expect(made).toMatchObject({ code: 0, errors: '' });
    await settings({ graphqlHost: simulator.addresses.graphql });
  });
  afterAll(async () => {
    await front.stop();
    for (const service of [...services].reverse()) await service.stop();
    await simulator.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const words = (facts: Readonly<Record<string, string>>) =>
    Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  const run = (args: readonly string[], input = ''): Promise<Ran> =>
    program(args, { env: { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: front.url }, input });
  const cvr = (...args: string[]) => run(['cvr', ...args]);
  const settings = async (wanted: object): Promise<void> => {
    const answer = await fetch(`${front.url}/cvr-subscription/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    expect(answer.status).toBe(200);
  };

  it('nothing is looked up before it is turned on', async () => {
    expect(await cvr('lookup', KMD_BALLERUP)).toEqual({
      code: 1,
      output: '',
      errors: 'contact-sync: CVR integration is turned off\n',
    });
  });

  it('one is looked up, imported with its company, subscribed and shown', async () => {
    expect(await cvr('enable', '--profile', 'CVR')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^CVR integration and CVR update are on\./) as string,
    });
    const company = simulator.world.stateOf(KMD_BALLERUP)?.company ?? '';
    const found = await cvr('lookup', KMD_BALLERUP);
    expect(found).toMatchObject({ code: 0, errors: '' });
    expect(found.output).toMatch(/^KMD A\/S - Ballerup\n {2}P-number +1003387453\n/);
    expect(found.output).toContain(`  company       ${company}\n`);

    writeFileSync(join(folder, 'numbers.txt'), `${KMD_BALLERUP} # the guide's\n10150818\n`);
    const imported = await cvr('import', '--file', join(folder, 'numbers.txt'), '--with-company');
    expect(imported.code).toBe(1);
    expect(imported.output).toMatch(
      new RegExp(
        `^production unit ${KMD_BALLERUP}: created, contact \\d+\ncompany ${company}: created, contact \\d+\n$`,
      ),
    );
    expect(imported.errors).toBe('10150818: The CVR number is mistyped: its check digit is wrong\n');

    const status = await cvr('status', '--follow');
    expect(status).toMatchObject({ code: 0, errors: '' });
    expect(status.output).toMatch(
      /^CVR integration {2}on\nCVR update {7}on\nprovider {9}datafordeler\nsubscriptions {4}2 subscribed\n/,
    );
    expect(status.output).toMatch(/\nfailures {9}none\n/);
    expect((await cvr('failures')).output).toBe('no update failed\n');
  });

  it('one is exempted and followed again; all are paused, resumed and left', async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      'select id::text from contacts.contact order by id limit 1',
    );
    const id = rows[0]?.id ?? '';
    expect((await cvr('exempt', id)).code).toBe(2);
    // Its subscription is cancelled first.
    expect((await cvr('exempt', id, '--reason', 'kept by hand')).output).toMatch(/: (cancelling|exempt)\n$/);
    expect((await cvr('exempt', id, '--lift')).code).toBe(0);
    expect((await cvr('pause')).code).toBe(0);
    expect((await cvr('status')).output).toContain('CVR update       on, paused: no events are read\n');
    expect((await cvr('resume')).code).toBe(0);
    expect((await cvr('disable')).code).toBe(0);
    expect((await cvr('status', '--follow')).output).toMatch(/\nsubscriptions {4}2 cancelled\n/);
  });
});
