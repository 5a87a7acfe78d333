import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPopulation, writeDeliveries, type DeliveryFile } from '@contact-sync/register-simulator';
import { describeWithRabbitMq, freshDatabase, uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { refuseContacts } from './faults/refusing-database';
import { rowsOf } from './leaks/database-traces';
import { FolderTraces } from './leaks/folder-traces';
import { Secrets, type Trace } from './leaks/traces';
import { ServiceProcess } from './running/child-process';
import type { File } from './running/client';
import { OWNERS } from './running/cpr-sync-in-process';
import { Listener } from './running/listener';

const NIGHTS = 4;
const POPULATION = { seed: 'secrets', persons: 350, changed: 0.1 };
/** What people type by hand, none of which may leave the register. */
const TYPED = ['Zornedal', 'Vævergården', 'tegnsprogstolk', 'zornedal.dk', '33127788'];
/** Those whom a refusing database does not take. */
const SOME = `new.name_type = 'C' and new.version > 1`;
const AMQP_URL = process.env['AMQP_URL'] ?? '';

/** The services in full, over RabbitMQ and telling all they can: whatever happens, nothing outside the register names a person. */
describeWithRabbitMq('nothing outside the register names a person', () => {
  const population = createPopulation(POPULATION);
  const secrets = new Secrets([...population.personsAfter(0), ...population.personsAfter(NIGHTS)], TYPED);
  const [somebody] = [...population.personsAfter(NIGHTS)].filter(({ status }) => status === '01');
  let folder: string;
  let files: DeliveryFile[];
  let database: FreshDatabase;
  let listener: Listener;
  let cprSync: ServiceProcess;
  let desk: ServiceProcess;
  let traces: FolderTraces;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-secrets-'));
    files = await writeDeliveries({
      ...POPULATION,
      nights: NIGHTS,
      out: folder,
      population,
      addresses: 'apart',
      faults: [
        { file: 0, kind: 'flipped-byte', person: 3 },
        { file: 0, kind: 'without-basics', person: 5 },
        { file: 0, kind: 'unknown-record-type', person: 7 },
        { file: 2, kind: 'wrong-count' },
      ],
    });
    database = await freshDatabase({ owners: OWNERS });
    const exchange = uniqueName('cs');
    listener = await Listener.started({
      url: AMQP_URL,
      exchange,
      queue: `${exchange}.another-program`,
      keys: ['#'],
    });
    const env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL,
      AMQP_EXCHANGE: exchange,
      LOG_LEVEL: 'debug',
      CPR_INTERIM_DIRECTORY: join(folder, 'interim'),
    };
    cprSync = await ServiceProcess.started('cpr-sync', env);
    desk = await ServiceProcess.started('contact-desk', env);
    traces = new FolderTraces(join(folder, 'interim'));
  });
  afterAll(async () => {
    await cprSync.end();
    await desk.end();
    await listener.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const night = (n: number): DeliveryFile => {
    const file = files[n];
    if (file === undefined) throw new Error(`there is no night ${n}`);
    return file;
  };

  it('while persons are imported, held, refused and previewed', async () => {
    const { client } = cprSync;
    expect(await client.import(night(0), { preview: 'true' })).toMatchObject({ state: 'previewed', held: 2 });
    expect(await client.import(night(0))).toMatchObject({ state: 'imported', held: 2 });
    expect(await client.import(night(0))).toMatchObject({ state: 'same' });
    expect(await client.import(night(1))).toMatchObject({ state: 'imported' });
    expect(await client.import(night(2))).toMatchObject({ state: 'refused' });
    const cut = await changed(night(3), (bytes) => bytes.subarray(0, 3000));
    expect(await client.import({ ...cut, name: 'd260305.l110901cut' })).toMatchObject({ state: 'refused' });
  });

  it('while contacts are typed by hand, and what is typed refused', async () => {
    const { client } = desk;
    const number = somebody?.number ?? '';
    const purpose = 'test';
    const { rows } = await database.pool.query<{ id: string }>(
      'select id::text from contacts.contact where name_code = $1',
      [number],
    );
    const contact = `/contact-desk/contacts/${rows[0]?.id}`;
    const texts = { textDa: 'Tolk', textEn: 'Interpreter', multiple: false };
    const asked: [number, string, string, object][] = [
      [200, 'PUT', '/contact-desk/custom-labels/info/Tolk', texts],
      [200, 'PUT', `${contact}/groups/name`, { content: { fields: { name1: 'Ib', name2: 'Zornedal' } } }],
      [
        200,
        'PUT',
        `${contact}/groups/main_address`,
        { content: { address: { address1: 'Vævergården 3', address3: number } } },
      ],
      [
        200,
        'PUT',
        `${contact}/groups/contact_lines`,
        { content: { contactLines: { email: 'ib@zornedal.dk', phoneNo: '33127788' } } },
      ],
      [200, 'PUT', `${contact}/labels/info/Tolk`, { values: [{ value: `tegnsprogstolk ${number}` }] }],
      [400, 'PUT', `${contact}/groups/name`, { content: { fields: { Zornedal: number, [number]: 'Zornedal' } } }],
      [400, 'PUT', `${contact}/groups/contact_lines`, { content: { contactLines: { email: 'ib zornedal@' } } }],
      [400, 'PUT', `${contact}/labels/info/${number}`, { values: [] }],
      [409, 'POST', '/contact-desk/contacts', { nameType: 'C', nameCode: number, content: {} }],
      [400, 'POST', '/contact-desk/contacts', { nameType: 'J', nameCode: number, content: {} }],
      [200, 'POST', `${contact}/end`, { end: '2026-03-01' }],
      [200, 'POST', `${contact}/reopen`, {}],
    ];
    for (const [status, method, path, body] of asked) {
      const own = path.startsWith('/contact-desk/custom-labels') ? body : { ...body, purpose };
      const answer = await client.ask(method, path, own);
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
  });

  it('when the database itself names one', async () => {
    const { client } = cprSync;
    // What a server says of a value it refuses: a fault of the data first, then one that nobody foresaw.
    await refuseContacts(database.url, '22000', SOME);
    expect(await client.import(night(0), { again: 'true' })).toMatchObject({ state: 'imported' });
    const renamed = await changed(night(3), (bytes) => bytes);
    const report = await client.import(renamed);
    expect(report).toMatchObject({ state: 'imported' });
    expect(report.held).toBeGreaterThan(0);
    const { rows } = await database.pool.query<{ id: string }>(
      'select id::text from contacts.contact where name_code = $1',
      [somebody?.number],
    );
    const typed = { content: { fields: { name1: 'Bo', name2: 'Zornedal' } }, purpose: 'test' };
    const path = `/contact-desk/contacts/${rows[0]?.id}/groups/name`;
    expect((await desk.client.ask('PUT', path, typed)).status).toBe(500);
    await refuseContacts(database.url, 'XX000', SOME);
    expect(await client.import(night(4))).toMatchObject({ state: 'failed' });
  });

  it('when callers do what they should not', async () => {
    const { client } = cprSync;
    const number = somebody?.number ?? '';
    const named = await copied(night(3), `d${number}.l110901`);
    expect((await client.tryToUpload(named)).status).toBe(422);
    expect((await client.ask('GET', `/cpr-sync/deliveries/${number}`)).status).toBe(400);
    expect((await client.ask('POST', '/cpr-sync/deliveries/import', { files: [number] })).status).toBeGreaterThan(399);
    expect((await desk.client.ask('GET', `/contact-desk/contacts/${number}/history`)).status).toBe(400);
    expect((await desk.client.ask('GET', `/contact-desk/contacts?nameCode=${number}`)).status).toBe(400);
    const noPurpose = await desk.client.ask('POST', '/contact-desk/contacts/read', {
      nameType: 'C',
      nameCode: number,
      [number]: somebody?.name.last,
    });
    expect(noPurpose.status).toBe(400);
  });

  it('in all that was written, sent and answered', async () => {
    const paths = ['deliveries', 'journal', 'runs', 'settings', 'settings/changes'].map((path) => `/cpr-sync/${path}`);
    for (const { id } of await deliveries())
      paths.push(`/cpr-sync/deliveries/${id}`, `/cpr-sync/deliveries/${id}/persons`);
    const routes = ['holds', 'queue/messages', 'queue/summary', 'events?limit=100', 'contact-types', 'custom-labels'];
    const deskPaths = routes.map((route) => `/contact-desk/${route}`);
    for (const path of ['/metrics', '/liveness', '/readiness']) {
      paths.push(path);
      deskPaths.push(path);
    }
    for (const path of paths) expect([path, (await cprSync.client.ask('GET', path)).status]).toEqual([path, 200]);
    for (const path of deskPaths) expect([path, (await desk.client.ask('GET', path)).status]).toEqual([path, 200]);
    const answers = [...cprSync.client.answers, ...desk.client.answers];
    // The one answer that may name a person, and must.
    const read = await desk.client.ask('POST', '/contact-desk/contacts/read', {
      nameType: 'C',
      nameCode: somebody?.number,
      purpose: 'test',
    });
    expect(secrets.foundIn([{ where: 'read', text: read.text }])).toContain(`read: ${somebody?.number}`);

    await waitFor(async () => (await open()) === 0, { what: 'every event to be published' });
    await cprSync.kill('SIGTERM');
    await desk.kill('SIGTERM');
    const written: Trace[] = [
      { where: 'output of cpr-sync', text: cprSync.output },
      { where: 'output of contact-desk', text: desk.output },
      ...answers.map(({ headers, text }) => ({ where: 'an answer', text: `${headers}\n${text}` })),
      ...listener.heard.map(({ routingKey, body, properties }) => ({
        where: `a message ${routingKey}`,
        text: `${routingKey}\n${properties}\n${body}`,
      })),
      ...(await rowsOf(database.pool, ['service_queue', 'cpr'])),
      ...(await traces.read()),
    ];
    expect(secrets.foundIn(written)).toEqual([]);
    // There was something to look for, and something to look at.
    expect([secrets.numbers.size > 350, secrets.words.length > 80]).toEqual([true, true]);
    const lookedAt = new Set(written.filter(({ text }) => text.length > 100).map(({ where }) => where));
    expect([...lookedAt]).toEqual(
      expect.arrayContaining([
        'output of cpr-sync',
        'output of contact-desk',
        'an answer',
        'a message contact.created.v1',
        'a message contact.held.v1',
        'a message cpr-sync.delivery.import.v1',
        'a message synchronisation.finished.v1',
        'cpr.delivery',
        'cpr.imported_person',
        'cpr.run',
        'service_queue.message',
        'names of files',
        'cprbatch.log',
        `err${night(0).name}`,
      ]),
    );
    expect(cprSync.output).toContain('import failed');
  });

  async function changed(file: File, change: (bytes: Buffer) => Buffer): Promise<File> {
    const path = join(folder, `changed-${file.name}`);
    await writeFile(path, change(await readFile(file.path)));
    return { name: file.name, path };
  }

  async function copied(file: File, name: string): Promise<File> {
    const path = join(folder, 'copied');
    await copyFile(file.path, path);
    return { name, path };
  }

  async function deliveries(): Promise<{ id: string }[]> {
    return (await database.pool.query<{ id: string }>('select id from cpr.delivery')).rows;
  }

  async function open(): Promise<number> {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*) as n from service_queue.message where kind = 'event' and state <> 'done'`,
    );
    return rows[0]?.n ?? 0;
  }
});
