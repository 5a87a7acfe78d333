import { findCase } from '@contact-sync/contact-register';
import { hasRabbitMqPrograms, type PrivateRabbitMq, privateRabbitMq, uniqueName, waitFor } from '@contact-sync/testing';
import { type ConfirmChannel, connect } from 'amqplib';
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContactDesk, start } from '../src';
import { caseWorld, numbersFrom, shuffledAndDoubled } from './case-world';
import { MALFORMED } from './malformed-messages';
import { number, said } from './people';
import { type RunningDesk, runningDesk, TOKEN } from './running-desk';

const EVENTS = process.env['FAULTS'] ? 20_000 : 2_000;
const TIMEOUT_MS = process.env['FAULTS'] ? 600_000 : 180_000;
const WAIT_MS = TIMEOUT_MS / 3;
const CONTACTS = 40;
const PER_SECOND = 2_000;
const PASSWORD = uniqueName('password');

const describeFaults = (name: string, tests: () => void): void => {
  if (!hasRabbitMqPrograms() && process.env['CI'] === 'true')
    throw new Error('this test needs the programs of RabbitMQ');
  (hasRabbitMqPrograms() ? describe : describe.skip)(name, tests);
};

describeFaults('when the broker is killed under events of other systems', () => {
  const desks: (ContactDesk | RunningDesk)[] = [];
  let folder: string;
  let broker: PrivateRabbitMq;
  let desk: RunningDesk;
  let env: Record<string, string>;
  let integratorUrl: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-desk-'));
    broker = await privateRabbitMq();
    // A system of others signs in with the rights it has in production.
    await broker.control('import_definitions', join(__dirname, '../../../deploy/rabbitmq/integrator.json'));
    await broker.control('change_password', 'integrator', PASSWORD);
    integratorUrl = broker.url.replace(/\/\/.*@/, `//integrator:${PASSWORD}@`);
    env = { TRANSPORT: 'rabbitmq', AMQP_URL: broker.url };
    desk = await runningDesk(env);
    desks.push(desk);
    desks.push(await another());
  }, TIMEOUT_MS);
  afterAll(async () => {
    // The first takes the database along that the others stand on.
    for (const each of desks.reverse()) await each.stop();
    await broker.stop();
    await rm(folder, { recursive: true });
  });

  const another = (): Promise<ContactDesk> =>
    start({
      ...env,
      DATABASE_URL: desk.database.runUrl,
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: TOKEN,
      CURSOR_KEY: Buffer.alloc(32).toString('base64'),
      LOG_LEVEL: 'error',
    });

  const count = async (sql: string): Promise<number> =>
    (await desk.rows<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? -1;
  const applied = (): Promise<number> => count('service_queue.inbox');
  const unfinished = () =>
    desk.rows<{ state: string; code: string }>(
      `select state, error_code as code from service_queue.message where kind = 'inbound' and state <> 'done'`,
    );
  const queues = (): Promise<string> => broker.control('list_queues', '--silent', 'name', 'messages');
  const whatIsLeft = async (cause: unknown): Promise<never> => {
    const left = { applied: await applied(), unfinished: await unfinished(), queues: await queues() };
    throw new Error(`not everything was done: ${JSON.stringify(left)}`, { cause });
  };
  const isEmpty = async (): Promise<boolean> => /contact-desk\.inbound\t0/.test(await queues());

  /** Starts a program of another system that publishes these lines; gives its exit code when the broker has confirmed all. */
  async function otherSystem(lines: readonly string[]): Promise<{ readonly ended: Promise<number | null> }> {
    const file = join(folder, 'messages');
    await writeFile(file, `${lines.join('\n')}\n`);
    const env = {
      AMQP_URL: integratorUrl,
      EXCHANGE: 'contact-sync',
      MESSAGES_FILE: file,
      PER_SECOND: String(PER_SECOND),
    };
    const program = fork(join(__dirname, 'other-system.js'), { env: { ...process.env, ...env } });
    return { ended: new Promise((resolve) => program.once('exit', resolve)) };
  }

  it(
    'what was told, shuffled and doubled, comes to what happened; what is malformed is parked once each, and nothing else',
    async () => {
      const people = Array.from({ length: CONTACTS }, (_, n) => said(number(n), 2));
      await desk.register.applyBatch(desk.database.pool, people);
      const contacts = await desk.rows<{ id: string }>('select id::text from contacts.contact order by id');
      const random = numbersFrom(EVENTS);
      const ids = contacts.map(({ id }) => id);
      const { messages, cases } = caseWorld(EVENTS, ids, random);
      const malformed = MALFORMED.filter(({ body }) => typeof body === 'string' && !body.includes('\n'));
      const bad = malformed.map(({ body }) => ({ key: 'case.opened.v1', body: String(body) }));
      const lines = [...messages, ...bad].map(({ key, body }) => `${key} ${body}`);
      const { ended } = await otherSystem(shuffledAndDoubled(lines, random));
      for (const part of [0.15, 0.4]) {
        await waitFor(async () => (await applied()) > messages.length * part, {
          timeout: WAIT_MS,
          what: 'a part',
        }).catch(whatIsLeft);
        await broker.kill();
        expect(await applied()).toBeLessThan(messages.length);
        await broker.start();
      }
      expect(await ended).toBe(0);
      const isDone = async (): Promise<boolean> =>
        (await applied()) === messages.length && (await unfinished()).length >= malformed.length && (await isEmpty());
      await waitFor(isDone, { timeout: WAIT_MS, interval: 500, what: 'every event to be applied' }).catch(whatIsLeft);
      const parked = await unfinished();
      expect(parked.map(({ state, code }) => `${state} ${code}`).sort()).toEqual(
        malformed.map(({ code }) => `parked ${code}`).sort(),
      );
      const found = await Promise.all(cases.map(({ source, caseId }) => findCase(desk.database.pool, source, caseId)));
      expect(found).toEqual(cases);
      expect(await count('contacts.case_file')).toBe(cases.filter(({ state }) => state !== undefined).length);
      expect(await queues()).toMatch(/inbound\.parked\t0/);
    },
    TIMEOUT_MS,
  );

  /** What the broker says to another system that does something; `allowed` where it lets it. */
  async function answerTo(what: (channel: ConfirmChannel) => Promise<unknown>): Promise<string> {
    const connection = await connect(integratorUrl);
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    const refused = new Promise<string>((resolve) => channel.once('error', (error: Error) => resolve(error.message)));
    const done = what(channel).then(
      () => 'allowed',
      () => refused,
    );
    const answer = await Promise.race([done, refused]);
    await connection.close().catch(() => undefined);
    return answer;
  }
  const send = (key: string) => async (channel: ConfirmChannel) => {
    channel.publish('contact-sync', key, Buffer.from('{}'));
    await channel.waitForConfirms();
  };
  const listen = (key: string) => async (channel: ConfirmChannel) => {
    const { queue } = await channel.assertQueue('integrator.heard', { durable: true });
    await channel.bindQueue(queue, 'contact-sync', key);
  };

  it('another system may say and hear what is meant for it, and nothing else', async () => {
    expect(await answerTo(listen('contact.#'))).toBe('allowed');
    for (const key of ['contact.changed.v1', 'cpr-sync.delivery.import.v1', 'case.opened.v2']) {
      expect(await answerTo(send(key))).toContain('ACCESS_REFUSED');
    }
    for (const key of ['#', 'cpr-sync.#', 'case.#']) expect(await answerTo(listen(key))).toContain('ACCESS_REFUSED');
    for (const queue of ['contact-desk.inbound', 'cpr-sync.tasks', 'cpr-sync.tasks.parked']) {
      expect(await answerTo((channel) => channel.get(queue))).toContain('ACCESS_REFUSED');
      expect(await answerTo((channel) => channel.purgeQueue(queue))).toContain('ACCESS_REFUSED');
      const sendTo = async (channel: ConfirmChannel): Promise<void> => {
        channel.sendToQueue(queue, Buffer.from('{}'));
        await channel.waitForConfirms();
      };
      expect(await answerTo(sendTo)).toContain('ACCESS_REFUSED');
    }
  });
});
