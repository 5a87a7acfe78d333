import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@contact-sync/contact-desk';
import type { RunningService } from '@contact-sync/service';
import { describeWithRabbitMq, freshDatabase, uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { connect } from 'amqplib';
import { Client, TOKEN } from './running/client';
import { OWNERS } from './running/cpr-sync-in-process';
import { Listener } from './running/listener';

const EXAMPLES = join(__dirname, '..', 'examples');
const AMQP_URL = process.env['AMQP_URL'] ?? '';
const SOURCE = '/case-system';
const COMPANY = 'our-98';

/** A program of the folder `examples`, in a process of its own. */
class Example {
  output = '';
  private readonly child: ChildProcess;

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(command, args, {
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  /** Its lines about one contact. */
  linesOf(contactId: string): string[] {
    return this.output.split('\n').filter((line) => line.includes(` ${contactId} `));
  }

  async end(signal?: NodeJS.Signals): Promise<number | null> {
    const isOver = this.child.exitCode !== null || this.child.signalCode !== null;
    const exit = isOver ? undefined : once(this.child, 'exit');
    if (signal !== undefined) this.child.kill(signal);
    await exit;
    return this.child.exitCode;
  }
}

describeWithRabbitMq('the programs of the folder examples', () => {
  const exchange = uniqueName('cs');
  const examples: Example[] = [];
  let folder: string;
  let database: FreshDatabase;
  let listener: Listener;
  let desk: RunningService;
  let client: Client;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-examples-'));
    database = await freshDatabase({ owners: OWNERS });
    listener = await Listener.started({ url: AMQP_URL, exchange, queue: `${exchange}.listener`, keys: ['#'] });
    desk = await start({
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL,
      AMQP_EXCHANGE: exchange,
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: TOKEN,
      CURSOR_KEY: randomBytes(32).toString('base64'),
      LOG_FILE: join(folder, 'log'),
    });
    client = new Client(() => desk.url);
    env = { AMQP_URL, AMQP_EXCHANGE: exchange, CONTACT_SYNC_URL: desk.url, CONTACT_SYNC_TOKEN: TOKEN };
  });

  afterAll(async () => {
    for (const example of examples) await example.end('SIGKILL');
    await desk.stop();
    await listener.end();
    const connection = await connect(AMQP_URL);
    const channel = await connection.createChannel();
    await channel.deleteQueue(`${exchange}.case-system.changes`);
    await connection.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const typescript = (program: string, ...args: string[]): Example =>
    begun(new Example(process.execPath, [join(EXAMPLES, 'typescript', 'dist', `${program}.js`), ...args], env));
  const python = (program: string, ...args: string[]): Example =>
    begun(new Example('python3', [join(EXAMPLES, 'python', `${program}.py`), ...args], env));
  const begun = (example: Example): Example => {
    examples.push(example);
    return example;
  };
  /** What contact-desk knows of the case when a condition holds. */
  const caseWhen = (caseId: string, condition: (found: Case) => boolean): Promise<Case> =>
    waitFor(
      async () => {
        const { status, text } = await client.ask('GET', `/contact-desk/cases/${caseId}?source=${SOURCE}`);
        const found = status === 200 ? (JSON.parse(text) as Case) : undefined;
        return found !== undefined && condition(found) ? found : undefined;
      },
      { what: `case ${caseId}` },
    );

  it('tell of cases over both roads and hear of each change once, also after being killed', async () => {
    const queue = `${exchange}.case-system.changes`;
    const seen = join(folder, 'seen.json');
    let consumer = typescript('consume-contact-changes', queue, seen);
    await waitFor(() => consumer.output.includes('listening'), { what: 'the consumer' });

    const made = await client.ask('PUT', `/contact-desk/external-contacts/${COMPANY}`, {
      source: SOURCE,
      nameType: 'J',
      nameCode: '12345674',
      name: { name1: 'Havnens Bageri ApS' },
    });
    expect(made.status).toBe(200);
    const { contactId } = JSON.parse(made.text) as { contactId: string };
    await waitFor(() => consumer.linesOf(contactId).length > 0, { what: 'the contact to be heard of' });
    expect(consumer.linesOf(contactId)).toEqual([`contact.created.v1 ${contactId} version 1 {"nameType":"J"}`]);
    await consumer.end('SIGKILL');

    const published = typescript(
      'publish-case-events',
      SOURCE,
      'T-1',
      'opened',
      'added:J:12345674',
      `added:id:${contactId}`,
    );
    expect(await published.end()).toBe(0);
    expect(await caseWhen('T-1', ({ state, parties }) => state === 'open' && parties.length > 0)).toMatchObject({
      parties: [contactId],
    });
    const posted = python('publish_case_events', SOURCE, 'P-1', 'opened', `added:external:${COMPANY}`, 'closed');
    expect(await posted.end()).toBe(0);
    expect(await caseWhen('P-1', ({ state, parties }) => state === 'closed' && parties.length > 0)).toMatchObject({
      parties: [contactId],
    });

    const changed = await client.ask('PATCH', `/contact-desk/external-contacts/${COMPANY}`, {
      source: SOURCE,
      contactLines: { phoneNo: '33445566' },
    });
    expect(changed.status).toBe(200);
    consumer = typescript('consume-contact-changes', queue, seen);
    await waitFor(() => consumer.linesOf(contactId).length > 0, { what: 'the change to be heard of' });
    const change = `contact.changed.v1 ${contactId} version 2 {"nameType":"J","groups":["contact_lines"]}`;
    expect(consumer.linesOf(contactId)).toEqual([change]);
    expect(await consumer.end('SIGTERM')).toBe(0);

    // The broker has an event a moment before the feed shows it.
    const feed = async (): Promise<string> => (await client.ask('GET', '/contact-desk/events?from=start')).text;
    await waitFor(async () => (await feed()).includes('contact.changed.v1'), { what: 'the change in the feed' });
    const place = join(folder, 'place.json');
    const read = python('consume_contact_changes', place, '--once');
    expect(await read.end()).toBe(0);
    expect(read.linesOf(contactId).map((line) => line.split(' version')[0])).toEqual([
      `contact.created.v1 ${contactId}`,
      `contact.changed.v1 ${contactId}`,
    ]);
    const again = python('consume_contact_changes', place, '--once');
    expect(await again.end()).toBe(0);
    expect(again.linesOf(contactId)).toEqual([]);
  });

  it('are told in plain words why an event is refused', async () => {
    const refused = python('publish_case_events', SOURCE, 'P-2', 'added:C:6101801234');
    expect(await refused.end()).not.toBe(0);
    expect(refused.output).toContain('refused with 4');
    expect(refused.output).not.toContain('6101801234');
  });
});

interface Case {
  readonly state?: 'open' | 'closed';
  readonly parties: readonly string[];
}
