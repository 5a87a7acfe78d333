import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authSchema, start as startAuthProfile } from '@contact-sync/auth-profile';
import { bfeSchema, start as startBfeLookup } from '@contact-sync/bfe-lookup';
import { contactsSchema } from '@contact-sync/contact-register';
import { messagingSchema } from '@contact-sync/messaging';
import { SAMPLE_PROPERTIES, startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import type { RunningService } from '@contact-sync/service';
import { freshDatabase, uniqueName, type FreshDatabase } from '@contact-sync/testing';
import { openFront, type Front } from './front';
import { program, type Ran } from './program';

const TOKEN = 'a-token-of-this-test-with-enough-letters';
const OWNERS = [messagingSchema, contactsSchema, authSchema, bfeSchema];
const FLAT = String(SAMPLE_PROPERTIES.flat);
const UNKNOWN = '899999999';

describe('when properties are looked up', () => {
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let services: RunningService[];
  let front: Front;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase({ owners: OWNERS });
    simulator = await startSimulator({ seed: 'command-line', companies: 1, organisations: 1, properties: 20 });
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
    services = [await startAuthProfile(env), await startBfeLookup(env)];
    front = await openFront(Object.fromEntries(services.map(({ name, url }) => [name, url])));
  });
  afterAll(async () => {
    await front.stop();
    for (const service of [...services].reverse()) await service.stop();
    await simulator.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const run = (args: readonly string[], input = ''): Promise<Ran> =>
    program(args, { env: { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: front.url }, input });
  const bfe = (...args: string[]) => run(['bfe', ...args]);

  it('a profile opens the door, and then they are found, shown and imported', async () => {
    expect(await bfe('lookup', FLAT)).toEqual({
      code: 1,
      output: '',
      errors: 'contact-sync: No authentication profile is chosen for BFE\n',
    });
    const { apiKey } = simulator.profiles['api-key'];
    const made = await run(['profiles', 'create', 'BFE', '--kind', 'api-key', '--for', 'bfe'], `apiKey=${apiKey}\n`);
    expect(made).toMatchObject({ code: 0, errors: '' });
    const answer = await fetch(`${front.url}/bfe-lookup/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ authProfile: 'BFE', graphqlHost: simulator.addresses.graphql }),
    });
    expect(answer.status).toBe(200);
    expect(await bfe('test-connection')).toEqual({ code: 0, output: 'OK: Datafordeler answers\n', errors: '' });

    const { address, area } = simulator.properties.stateOf(FLAT)!;
    const found = await bfe('lookup', FLAT, UNKNOWN);
    expect(found).toMatchObject({ code: 1, errors: '' });
    expect(found.output.split('\n').slice(0, 3)).toEqual([
      address?.text,
      `  BFE number    ${FLAT}`,
      '  kind          flat',
    ]);
    expect(found.output).toContain(`\n  area          ${area} m²\n`);
    expect(found.output).toContain(`\nBFE number ${UNKNOWN}: the registers have no property of it\n`);
    expect((await bfe('lookup', '--address', address?.text ?? '')).output).toContain(FLAT);
    // An API key opens no owners.
    expect((await bfe('lookup', FLAT, '--owners', '--purpose', 'case 2026-17')).output).toMatch(
      /\nowners are not shown: the register of owners does not let us in/,
    );

    expect(await bfe('import', FLAT)).toMatchObject({
      code: 0,
      output: expect.stringMatching(new RegExp(`^BFE number ${FLAT}: created, contact \\d+\n$`)) as string,
    });
    expect(await bfe('import', FLAT, 'x')).toMatchObject({ code: 1, output: '' });
  });
});
