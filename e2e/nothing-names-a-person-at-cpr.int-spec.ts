import { describeWithRabbitMq } from '@contact-sync/testing';
import { refuseContacts } from './faults/refusing-database';
import { callsAt, CPR_PROFILES, secretsOf } from './leaks/simulated-cpr';
import { Secrets } from './leaks/traces';
import { CprInProcesses } from './running/cpr-in-processes';

/** Wrong passwords that somebody types: somebody's right ones elsewhere. */
const TYPED = ['Tastet81', 'Vinterskov-82'];
/** No person's number, and like one. */
const UNKNOWN = '7101990000';

/** Everybody who is asked for at CPR, by every road, when all goes well and when nothing does. */
describeWithRabbitMq('nothing outside the register names a person who is asked for, nor tells a secret of CPR', () => {
  let at: CprInProcesses;
  let numbers: string[];
  const profiles = new Map<string, string>();
  const contacts: string[] = [];
  let given = 0;

  beforeAll(async () => {
    at = await CprInProcesses.started(process.env['AMQP_URL'] ?? '', { seed: 'asked-for', persons: 200 });
    const { persons } = at.simulator;
    numbers = [...persons.numbers()].filter((number) => persons.find(number)?.status === '01');
  });
  afterAll(() => at.end());

  /** A number that was not given before. */
  const next = (): string => numbers[given++] ?? '';
  const withHyphen = (number: string): string => `${number.slice(0, 6)}-${number.slice(6)}`;
  const settings = (wanted: object): Promise<unknown> => at.must(200, 'PATCH', '/cpr-sync/settings', wanted);
  const lookUp = async (number: string, more: object = {}): Promise<number> => {
    const wish = { personNumber: number, purpose: `about ${number}`, ...more };
    return (await at.ask('POST', '/cpr-sync/lookups', wish)).status;
  };
  const importPersons = async (personNumbers: readonly string[], more: object = {}): Promise<number> => {
    const wish = { personNumbers, purpose: `about ${personNumbers.join(' ')}`, ...more };
    const { status, text } = await at.ask('POST', '/cpr-sync/imports', wish);
    const { imported = [] } = JSON.parse(text) as { imported?: { contactId?: string }[] };
    for (const { contactId } of imported) if (contactId !== undefined) contacts.push(contactId);
    return status;
  };
  const test = (road: string): Promise<unknown> => at.must(200, 'POST', '/cpr-sync/connection-tests', { road });
  /** Types another password, or the right one. */
  async function password(kind: 'cpr-direkte' | 'cpr-file-server', typed: string): Promise<void> {
    const path = `/auth-profile/profiles/${profiles.get(kind)}`;
    const { version } = await at.must<{ version: number }>(200, 'GET', path);
    await at.must(200, 'PATCH', path, { version, fields: { password: typed } });
  }

  it('while the profiles are made and the roads are tried', async () => {
    for (const kind of CPR_PROFILES) {
      const fields: Readonly<Record<string, string>> = at.simulator.profiles[kind];
      const profile = { name: kind, kind, configurationTypes: ['CPR'], fields };
      const { id } = await at.must<{ id: string }>(201, 'POST', '/auth-profile/profiles', profile);
      profiles.set(kind, id);
      // Some kinds are tested by the service that uses them.
      await at.must([200, 409, 422], 'POST', `/auth-profile/profiles/${id}/test`, {});
      await at.must([400, 422], 'POST', '/auth-profile/profiles', {
        ...profile,
        fields: { ...fields, password: '', [TYPED[0] ?? '']: TYPED[1] },
      });
    }
    const { graphql: graphqlHost, restCertificate: restHost } = at.simulator.addresses;
    await settings({
      direkteProfile: 'cpr-direkte',
      fileServerProfile: 'cpr-file-server',
      authProfile: 'graphql-client-secret',
      graphqlHost,
      restHost,
      mvs: true,
      prefix: 'HENTET.',
      filePersons: 'all',
      deletionCode: 'SL',
      showRelated: true,
      onlyOpenCases: false,
    });
    for (const road of ['direkte', 'datafordeler', 'files']) await test(road);
  });

  it('while persons are looked up, imported, refreshed, subscribed and reported on at CPR Direkte', async () => {
    const [number] = [next()];
    expect(await lookUp(withHyphen(number), { related: true })).toBe(200);
    expect(await importPersons(Array.from({ length: 6 }, next))).toBe(200);
    expect(await lookUp(UNKNOWN)).toBe(404);
    expect(await importPersons([UNKNOWN])).toBe(404);
    expect(await lookUp(`${number}1`)).toBe(422);
    expect(await lookUp(number, { purpose: '' })).toBe(400);
    expect(await lookUp(number, { [number]: number })).toBe(400);
    for (const path of ['lookups', 'subscriptions', 'runs', 'input-files', 'deliveries'])
      await at.must([400, 404], 'GET', `/cpr-sync/${path}/${number}`);
    await at.must([400, 404], 'DELETE', `/cpr-sync/blocks/${number}`);
    expect((await at.ask('GET', `/cpr-sync/subscriptions?after=${withHyphen(number)}&${number}=1`)).status).toBe(400);
    for (const id of contacts.slice(0, 2)) await at.must(202, 'POST', `/contact-desk/contacts/${id}/refresh`, {});
    await at.must(200, 'POST', '/cpr-sync/citizen-reports', { personNumber: numbers[1], purpose: `asked ${number}` });
    await at.must(201, 'POST', '/cpr-sync/blocks', { personNumber: next(), why: `erased: ${number}` });
    const [one, two] = contacts;
    const wishes = [
      { contactId: one, subscribed: 'N' },
      { contactId: two, subscribed: 'N' },
    ];
    await at.must(200, 'PUT', '/cpr-sync/subscriptions/wishes', { reason: `because of ${number}`, wishes });
    await at.settled();
    await at.must(200, 'PUT', '/cpr-sync/subscriptions/wishes', {
      reason: `${withHyphen(number)} again`,
      wishes: [{ contactId: one, subscribed: 'Y' }],
    });
    await at.settled();
    await at.must(200, 'GET', `/cpr-sync/subscriptions/${one}`);
    await at.run('set-subscriptions');
  });

  it('while CPR Direkte refuses, cuts, hangs, and names persons itself', async () => {
    const { faults, account } = at.simulator.cprDirekte;
    const number = next();
    const text = `${number} ${at.simulator.persons.find(number)?.name.last} er ikke kendt`;
    for (const code of ['05', '09', '11', '16', '55', '99']) {
      faults.add({ on: 'look-up', fault: { kind: 'error', code, text }, times: 1 });
      expect([code, await lookUp(number)]).toEqual([code, code === '05' ? 404 : 503]);
      await test('direkte');
      await at.settled();
    }
    for (const fault of [
      { kind: 'cut', at: 40 },
      { kind: 'reset', at: 300 },
      { kind: 'longer', bytes: 3 },
      { kind: 'hang' },
    ] as const) {
      faults.add({ on: 'look-up', fault, times: fault.kind === 'hang' ? 1 : 4 });
      expect([fault.kind, await importPersons([number])]).toEqual([fault.kind, 503]);
      faults.clear();
      await at.settled();
    }
    at.simulator.cprDirekte.withdrawTokens();
    expect(await lookUp(number)).toBe(200);
    // A new password that nobody knows whether CPR has: the answer to it never came.
    account.expire();
    at.simulator.cprDirekte.withdrawTokens();
    faults.add({ on: 'logon', fault: { kind: 'reset', at: 0 }, times: 1 });
    await lookUp(number);
    await at.must([200, 503], 'POST', '/cpr-sync/direkte/password');
    await at.settled();
    expect(await lookUp(number)).toBe(200);
    await at.must(200, 'POST', '/cpr-sync/direkte/password');
    const right = account.current.password;
    await password('cpr-direkte', TYPED[0] ?? '');
    at.simulator.cprDirekte.withdrawTokens();
    await test('direkte');
    expect(await lookUp(number)).toBe(503);
    await password('cpr-direkte', right);
    await test('direkte');
    await at.settled();
    expect(await lookUp(number)).toBe(200);
  });

  it('while files are fetched, sent and imported, through cuts, refusals and wrong certificates', async () => {
    const { faults } = at.simulator.cprFileServer;
    const fetchNow = async (): Promise<unknown> => {
      const { runId } = await at.must<{ runId: string }>(202, 'POST', '/cpr-sync/remote-files/fetch', {});
      return at.ended(runId);
    };
    const expired = { fault: { kind: 'expired-certificate' } } as const;
    for (const rules of [
      [expired],
      [{ fault: { kind: 'refuse-login' } }],
      [{ fault: { kind: 'cut', after: 20 }, command: 'RETR' }, { fault: { kind: 'refuse-rename' } }],
    ] as const) {
      for (const rule of rules) faults.add({ ...rule, times: 1 });
      await fetchNow();
      expect(faults.list()).toEqual([]);
      await test('files');
      await at.settled();
    }
    faults.add({ ...expired, times: 1 });
    await at.must(503, 'GET', '/cpr-sync/remote-files');
    await test('files');
    await password('cpr-file-server', TYPED[1] ?? '');
    await test('files');
    expect(await at.metric('cpr_file_login_refused')).toBe(1);
    await password('cpr-file-server', at.simulator.profiles['cpr-file-server'].password);
    await test('files');
    expect(await at.metric('cpr_file_login_refused')).toBe(0);
    const number = next();
    for (const type of ['01', '06', '07'])
      await at.must(202, 'POST', '/cpr-sync/input-files', { type, contactIds: contacts, purpose: `about ${number}` });
    await settings({ subscribeBy: 'file' });
    const wishes = [{ contactId: contacts[1], subscribed: 'Y' }];
    await at.must(200, 'PUT', '/cpr-sync/subscriptions/wishes', { reason: `about ${number}`, wishes });
    faults.add({ fault: { kind: 'cut', after: 10 }, command: 'STOR', times: 1 });
    await at.run('send-subscriptions');
    expect(faults.list()).toEqual([]);
    await test('files');
    await at.settled();
    await fetchNow();
    // What CPR rejects comes back with the line that was sent.
    at.simulator.cprOffice.subscribe(number);
    at.passDays(4);
    for (const name of numbers.slice(20, 30)) at.simulator.persons.apply({ kind: 'move', number: name });
    at.passDays(1);
    await at.must(202, 'POST', '/cpr-sync/batch-runs');
    await at.settled();
    await settings({ subscribeBy: 'online' });
    for (const path of ['remote-files', 'input-files']) await at.must(200, 'GET', `/cpr-sync/${path}`);
  });

  it('while Datafordeler is asked by GraphQL and by REST, where numbers stand in the address', async () => {
    const { faults, addresses } = at.simulator;
    await settings({ lookUpRoad: 'datafordeler' });
    for (const [authProfile, target, host] of [
      ['graphql-client-secret', 'graphql', 'graphqlHost'],
      ['rest-certificate', 'rest', 'restHost'],
    ] as const) {
      await settings({ authProfile });
      const number = next();
      expect(await lookUp(number, { related: true })).toBe(200);
      expect(await importPersons([next(), next()])).toBe(200);
      expect(await lookUp(UNKNOWN)).toBe(404);
      for (const fault of [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 401 },
        { kind: 'reset', when: 'mid-body' },
        { kind: 'half-json' },
        // One that waits is enough.
        ...(target === 'rest' ? [{ kind: 'hang' } as const] : []),
      ] as const) {
        faults.add({ target, fault, path: '/CPR/' });
        expect([target, fault, await lookUp(number)]).toEqual([target, fault, 503]);
        faults.clear();
        await at.settled();
      }
      faults.add({ target, fault: { kind: 'status', status: 429, retryAfter: '1' }, path: '/CPR/', times: 1 });
      await at.run('synchronise-persons');
      await at.settled();
      // Nobody listens there; and one who speaks no TLS.
      for (const port of ['1', addresses.direkteProxy.split(':')[1]]) {
        await settings({ [host]: `https://localhost:${port}` });
        expect(await lookUp(number)).toBe(503);
        await settings({ graphqlHost: addresses.graphql, restHost: addresses.restCertificate });
        await at.settled();
      }
    }
    const foreign = await at.simulator.clientCertificate({ foreign: true });
    await at.must(201, 'POST', '/auth-profile/profiles', {
      name: 'foreign',
      kind: 'rest-certificate',
      configurationTypes: ['CPR'],
      fields: { certificate: foreign.pkcs12, password: foreign.password },
    });
    await settings({ authProfile: 'foreign' });
    expect(await lookUp(next())).toBe(503);
    await settings({ authProfile: 'rest-certificate', lookUpRoad: 'direkte' });
    await at.settled();
  });

  it('when the database itself names one', async () => {
    for (const code of ['22000', 'XX000']) {
      await refuseContacts(at.database.url, code);
      await importPersons([next()]);
      for (const id of contacts.slice(0, 2)) await at.must(202, 'POST', `/contact-desk/contacts/${id}/refresh`, {});
    }
    await refuseContacts(at.database.url, undefined);
    await at.settled();
  });

  it('in all that was written, sent, stored and answered', async () => {
    const lists =
      'deliveries journal runs settings settings/changes subscriptions subscriptions/report blocks schedules';
    for (const path of lists.split(' ')) await at.must(200, 'GET', `/cpr-sync/${path}`);
    for (const path of ['holds', 'queue/messages', 'queue/summary', 'events?limit=100'])
      await at.must(200, 'GET', `/contact-desk/${path}`);
    for (const [kind, id] of profiles) {
      await at.must(200, 'GET', `/auth-profile/profiles/${id}`);
      expect([kind, (await at.ask('GET', `/auth-profile/profiles/${id}/changes`)).status]).toEqual([kind, 200]);
    }
    const asked = callsAt(at.simulator);
    const traces = await at.traces();
    const { persons } = at.simulator;
    const everybody = [...persons.numbers()].flatMap((number) =>
      [persons.find(number), persons.find(number, persons.start)].flatMap((state) => state ?? []),
    );
    const secrets = new Secrets(everybody, [...secretsOf(at.simulator), ...TYPED]);
    expect(secrets.foundIn(traces)).toEqual([]);
    // The calls were made; there was something to look for, and something to look at.
    expect(Object.entries(asked).filter(([, count]) => count === 0)).toEqual([]);
    expect([secrets.numbers.size > 190, secrets.words.length > 60]).toEqual([true, true]);
    const lookedAt = new Set(traces.filter(({ text }) => text.length > 100).map(({ where }) => where));
    expect([...lookedAt]).toEqual(expect.arrayContaining(LOOKED_AT));
  });
});

const LOOKED_AT = [
  'output of auth-profile',
  'output of cpr-sync',
  'output of contact-desk',
  'an answer',
  'traces',
  'a message contact.created.v1',
  'a message synchronisation.finished.v1',
  'cpr.remote_file',
  'cpr.run',
  'service_queue.message',
  'auth.profile',
  'names of files',
  'names at the file server',
  'cprbatch.log',
];
