import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authSchema, start as startAuthProfile } from '@contact-sync/auth-profile';
import { contactsSchema } from '@contact-sync/contact-register';
import { cprSchema, start as startCprSync } from '@contact-sync/cpr-sync';
import { messagingSchema } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import type { RunningService } from '@contact-sync/service';
import { freshDatabase, uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { openFront, type Front } from './front';
import { program, type Ran } from './program';

const TOKEN = 'a-token-of-this-test-with-enough-letters';
const OWNERS = [messagingSchema, contactsSchema, authSchema, cprSchema];
const PURPOSE = ['--purpose', 'case 2026-17'];
/** A number that the simulator's CPR never gave out. */
const UNKNOWN = '6101011239';
/** A look-up, and a citizen's report. */
const SHOWS_A_PERSON = /^(?:\d{10}\n|Oplysninger om personen)/;
const PROFILES = [
  { kind: 'cpr-direkte', secret: 'password' },
  { kind: 'cpr-file-server', secret: 'password' },
  { kind: 'graphql-client-secret', secret: 'clientSecret' },
] as const;

describe('when persons are looked up and subscribed', () => {
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let services: RunningService[];
  let front: Front;
  let folder: string;
  /** A Monday; the CPR office makes its files of a day at 20:00. */
  let at = new Date('2026-03-02T08:00:00Z');
  const said: (Ran & { readonly args: readonly string[] })[] = [];

  beforeAll(async () => {
    [database, simulator] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({
        seed: 'command-line',
        persons: 60,
        companies: 1,
        organisations: 1,
        properties: 1,
        start: '2026-03-02',
        now: () => at,
      }),
    ]);
    folder = mkdtempSync(join(tmpdir(), 'command-line-'));
    writeFileSync(join(folder, 'ca.pem'), simulator.ca);
    const env = {
      DATABASE_URL: database.runUrl,
      DATABASE_POOL_MAX: '5',
      TRANSPORT: 'in-process',
      AMQP_EXCHANGE: uniqueName('command_line'),
      INTEGRATIONS: 'on',
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CPR_SUBSTITUTE_NUMBERS: 'allow',
      LOG_FILE: join(folder, 'log'),
    };
    services = [await startAuthProfile(env), await startCprSync(env)];
    front = await openFront(Object.fromEntries(services.map(({ name, url }) => [name, url])));
  });
  afterAll(async () => {
    await front.stop();
    for (const service of [...services].reverse()) await service.stop();
    await simulator.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const run = async (args: readonly string[], input = ''): Promise<Ran> => {
    const ran = await program(args, { env: { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: front.url }, input });
    said.push({ ...ran, args });
    return ran;
  };
  const cpr = (...args: string[]) => run(['cpr', ...args]);
  const ofNumber = (number: string, ...args: string[]) => run(['cpr', ...args, '--code', '-'], `${number}\n`);

  /** Persons who live in Denmark, unprotected, under their first number. */
  const ordinary = () =>
    [...simulator.persons.numbers()].flatMap((number) => {
      const state = simulator.persons.find(number);
      const isOrdinary =
        state?.status === '01' &&
        state.address !== null &&
        state.validNumber === '' &&
        state.earlierNumbers.length === 0 &&
        state.protections.length === 0;
      return isOrdinary ? [{ number, state }] : [];
    });

  it('profiles open the three roads, and each is tried', async () => {
    const [{ number } = { number: '' }] = ordinary();
    expect(await ofNumber(number, 'lookup', ...PURPOSE)).toMatchObject({ code: 1, output: '' });
    for (const { kind, secret } of PROFILES) {
      const { [secret]: hidden = '', ...facts } = simulator.profiles[kind] as Readonly<Record<string, string>>;
      const words = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
      const made = await run(
        ['profiles', 'create', kind, '--kind', kind, '--for', 'CPR', ...words],
        `${secret}=${hidden}\n`,
      );
      expect(made).toMatchObject({ code: 0, errors: '' });
    }
    const { status } = await fetch(`${front.url}/cpr-sync/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        direkteProfile: 'cpr-direkte',
        fileServerProfile: 'cpr-file-server',
        authProfile: 'graphql-client-secret',
        graphqlHost: simulator.addresses.graphql,
        restHost: simulator.addresses.restCertificate,
        mvs: true,
        prefix: 'HENTET.',
      }),
    });
    expect(status).toBe(200);
    const direkte = await cpr('test-connection');
    expect(direkte).toMatchObject({ code: 0, errors: '' });
    expect(direkte.output).toMatch(/^OK: /);
    expect(direkte.output).toMatch(/\n {2}token +\*{8}\n {2}user ID .*\n {2}error code +00\n {2}length +\d{4}\n$/);
    expect(await cpr('test-connection', 'datafordeler')).toEqual({
      code: 0,
      output: 'OK: Datafordeler answers\n',
      errors: '',
    });
    expect(await cpr('test-connection', 'files')).toEqual({
      code: 0,
      output: 'OK: The file server answers and lists 0 files\n',
      errors: '',
    });
  });

  it('a person is looked up, imported, followed, reported and blocked', async () => {
    const [{ number, state } = { number: '', state: undefined }] = ordinary();
    // No relative of the first, who would be a contact by being named.
    const other = ordinary().at(-1) ?? { number: '' };
    const found = await ofNumber(number, 'lookup', ...PURPOSE);
    expect(found).toMatchObject({ code: 0, errors: '' });
    expect(found.output.split('\n')[0]).toBe(number);
    expect(found.output).toContain(state?.name.last);
    expect(found.output).toMatch(/\n {2}contact +none yet\n/);
    expect(await ofNumber(UNKNOWN, 'lookup', ...PURPOSE)).toMatchObject({ code: 1, output: '' });

    const imported = await ofNumber(number, 'import-person', ...PURPOSE);
    expect(imported).toMatchObject({ code: 0, errors: '' });
    const id = /^contact +(\d+)\noutcome +created\nsubscription +CPR has confirmed it\n/.exec(imported.output)?.[1];
    expect(id).toBeDefined();
    expect(simulator.cprOffice.subscribed()).toEqual([number]);

    const contact = id ?? '';
    expect((await cpr('subscriptions', 'list', '--subscribed')).output).toMatch(
      new RegExp(`\n${contact} +yes +\\S+ \\S+Z +imported\n$`),
    );
    expect((await cpr('subscriptions', 'list', '--wanted')).output).toBe('there are none\n');
    const shown = (await cpr('subscriptions', 'show', contact)).output;
    expect(shown).toMatch(/\n {2}why +imported, case 2026-17, by local\n/);
    expect(shown).toMatch(/\n {2}\S+ \S+ +subscribed +imported .* online +confirmed +case 2026-17\n$/);
    expect((await cpr('subscriptions', 'report', '--months', '1')).output).toMatch(
      /^subscribed at CPR +1\n(.*\n)+\nmonth +begun +ended\n\d{4}-\d\d +1 +0\n$/,
    );
    expect((await cpr('report', '--contact', contact, ...PURPOSE)).output).toMatch(
      /^Oplysninger om personen i kontaktregistret\n(.*\n)+Abonnement på ændringer hos CPR\n {2}CPR giver os besked/,
    );

    const wish = ['subscriptions', 'wish', '--unsubscribe', '--reason', 'moved away', contact, '999999'];
    expect(await cpr(...wish)).toEqual({
      code: 1,
      output: '1 wish taken\n  contact 999999: there is no such contact\n',
      errors: '',
    });
    await waitFor(() => simulator.cprOffice.subscribed().length === 0, { what: 'the subscription to end' });

    const blocked = ['subscriptions', 'block', '--reason', 'erased'];
    const { output } = await ofNumber(other.number, ...blocked);
    const block = /^block (\d+): the person is on the block list\n$/.exec(output)?.[1] ?? '';
    expect(await ofNumber(other.number, 'import-person', '--subscribe', ...PURPOSE)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/subscription +none: the person is on the block list\n/) as string,
    });
    expect((await cpr('subscriptions', 'blocks')).output).toMatch(new RegExp(`\n${block} +none .* erased\n$`));
    expect(await cpr('subscriptions', 'unblock', block)).toMatchObject({ code: 0 });
    expect((await cpr('subscriptions', 'blocks')).output).toBe('nobody is on the block list\n');
  });

  it('subscriptions of before are taken over from a list, whose lines are never printed', async () => {
    const [{ number } = { number: '' }] = ordinary();
    const list = join(folder, 'numbers.txt');
    writeFileSync(list, `${number}\nnobody\n${UNKNOWN}\n`);
    expect(await cpr('subscriptions', 'take-over', '--file', list)).toEqual({
      code: 1,
      output: `3 lines: 1 number of contacts, now subscribed
  1 number of no contact; CPR has them subscribed all the same
  no person number in line 2
  nobody was ended: a list that names no contact, or has bad lines, is not trusted so far
`,
      errors: '',
    });
    writeFileSync(list, `${number}\n`);
    expect((await cpr('subscriptions', 'take-over', '--file', list)).output).toBe(
      '1 line: 1 number of contacts, now subscribed\n  0 contacts not in the list, no longer subscribed\n',
    );
    expect((await cpr('subscriptions', 'take-over', '--all')).output).toBe(
      'finished: 2 persons taken over as subscribed\n',
    );
  });

  it("files of CPR's server are listed, fetched and imported", async () => {
    const some = ordinary().slice(2, 4);
    for (const { number } of some) simulator.cprOffice.subscribe(number);
    at = new Date('2026-03-02T20:00:00Z');
    const name = 'D260302.L013201';
    expect((await cpr('files', 'list')).output).toMatch(
      new RegExp(`^On CPR's server\n {2}file .*\n {2}${name} .* to be fetched\nHere, to be imported\n {2}none\n$`),
    );
    expect(await cpr('files', 'fetch', name)).toEqual({
      code: 0,
      output: expect.stringMatching(/^finished: .*fetched 1, renamed 1/) as string,
      errors: '',
    });
    expect((await cpr('files', 'list')).output).toMatch(/nothing to fetch\n {2}1 file dealt with/);
    expect((await cpr('files', 'list', '--local')).output).toMatch(
      new RegExp(`^Here, to be imported\n {2}file .*\n {2}${name} `),
    );
    const imported = await cpr('files', 'import', '--persons', 'all');
    expect(imported).toMatchObject({ code: 0, errors: '' });
    expect(imported.output).toMatch(/^\S*D260302\.L013201: imported\n/);
    expect(imported.output).toMatch(/\n {2}persons +2\n(.*\n)* {2}created +2\n/);
    expect(await cpr('files', 'import')).toEqual({ code: 0, output: 'no file waits\n', errors: '' });
  });

  it('no person number came to the log, to the arguments of a process, to error texts, or to an answer that was not asked for it', () => {
    const numbers = [...simulator.persons.numbers(), UNKNOWN];
    const log = readFileSync(join(folder, 'log'), 'utf8');
    expect(log).toContain('cpr-sync');
    const rest = said
      .map(({ args, output, errors }) => [...args, errors, SHOWS_A_PERSON.test(output) ? '' : output].join(' '))
      .join('\n');
    for (const number of numbers) {
      expect(log).not.toContain(number);
      expect(rest).not.toContain(number);
    }
  });
});
