import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerCredentials, credentialCallers } from '@contact-sync/credentials';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks, takeUnfinished } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  hasRabbitMqPrograms,
  postgresPrograms,
  privatePostgres,
  privateRabbitMq,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type PrivatePostgres,
  type PrivateRabbitMq,
} from '@contact-sync/testing';
import { Client } from 'pg';
import { contactsShown, expectedBeside } from './expected-contact';
import { Profiles } from './profiles';
import { ReplicaProcess } from './replica-process';
import { changeSettings, contactsOf, environment } from './running';
import { OWNERS } from './task-desk';

const LARGE = process.env['FAULTS'] !== undefined;
const COMPANIES = LARGE ? 400 : 60;
const LIFE_EVENTS = LARGE ? 5000 : 300;
/** Life events from one mishap to the next. */
const ROUND = LARGE ? 200 : 60;
const TIMEOUT_MS = LARGE ? 1_800_000 : 240_000;
const UPDATE = 'cvr-update.company.update.v1';

/** With CI=true the programs must be there. */
const describeFaults = (name: string, tests: () => void): void => {
  const possible = postgresPrograms() !== undefined && hasRabbitMqPrograms();
  if (!possible && process.env['CI'] === 'true') throw new Error('this needs the programs of PostgreSQL and RabbitMQ');
  (possible ? describe : describe.skip)(name, tests);
};

describeFaults('when the cvr-update replicas are killed', () => {
  let postgres: PrivatePostgres;
  let broker: PrivateRabbitMq;
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let answering: { stop(): Promise<void> };
  let folder: string;
  let replicas: [ReplicaProcess, ReplicaProcess];

  beforeAll(async () => {
    [postgres, broker] = await Promise.all([privatePostgres(), privateRabbitMq()]);
    database = await freshDatabase({ owners: OWNERS, server: postgres.url });
    await watchClocks(database.url);
    simulator = await startSimulator({ seed: 'killed', companies: COMPANIES });
    folder = await mkdtemp(join(tmpdir(), 'cvr-update-'));
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cvr_update');
    answering = answerCredentials(new Profiles(simulator.profiles, simulator.ca), {
      road: { transport: 'rabbitmq', url: broker.url, exchange },
      callers: credentialCallers('guest=*'),
      onFault: () => undefined,
    });
    await changeSettings(database.pool, {
      cvrIntegration: true,
      cvrUpdate: true,
      authProfile: 'graphql-client-secret',
      graphqlHost: simulator.addresses.graphql,
    });
    const env = {
      ...environment(folder),
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      AMQP_URL: broker.url,
      AMQP_EXCHANGE: exchange,
      CVR_UPDATE_LEASE: '3',
    };
    replicas = [new ReplicaProcess(env), new ReplicaProcess(env)];
    await Promise.all(replicas.map((replica) => replica.start()));
  }, TIMEOUT_MS);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await answering.stop();
    await simulator.stop();
    await database.drop();
    await Promise.all([postgres.stop(), broker.stop()]);
    await rm(folder, { recursive: true });
  });

  /** What happens to the machines, one after the other and then anew. */
  const mishaps: readonly (() => Promise<void>)[] = [
    async () => {
      await replicas[0].kill();
      await replicas[0].start();
    },
    async () => {
      await postgres.kill();
      await postgres.start();
    },
    async () => {
      await replicas[1].kill();
      await replicas[1].start();
    },
    async () => {
      await broker.kill();
      await broker.start();
    },
    async () => {
      await Promise.all([replicas[0].kill(), replicas[1].kill(), postgres.kill()]);
      await postgres.start();
      await Promise.all(replicas.map((replica) => replica.start()));
    },
  ];

  /** As cvr-subscription makes tasks of events: those that are not begun make room for newer ones. */
  async function wantUpdates(contactIds: readonly string[], token: number): Promise<void> {
    await persistently(() =>
      inTransaction(database.pool, async (tx) => {
        const left = await takeUnfinished(tx, UPDATE);
        const subjects = new Set([...contactIds, ...left.map(({ subject }) => subject)]);
        await enqueueTasks(
          tx,
          [...subjects].map((contactId) => ({
            type: UPDATE,
            subject: contactId,
            data: { contactId, activeTasksToken: String(token) },
          })),
        );
      }),
    );
  }

  it(
    'and the broker and PostgreSQL with them: the contacts are as the register, none ever went back, nothing is left to do',
    async () => {
      const { world } = simulator;
      const ids = await contactsOf(
        database.pool,
        [...world.identities()].map(({ number }) => number),
      );
      await wantUpdates([...ids.values()], 1);
      let mishap: Promise<void> = Promise.resolve();
      for (let round = 0; round < LIFE_EVENTS / ROUND; round += 1) {
        const happened = world.play(ROUND, `round ${round}`);
        const numbers = happened.flatMap((event) => event.numbers);
        await wantUpdates(
          [...new Set(numbers)].flatMap((number) => ids.get(number) ?? []),
          round + 2,
        );
        // What happens, happens in the midst of the work.
        await waitFor(async () => (await nothingIsLeft()) || (await unfinished()) < ROUND, {
          timeout: 60_000,
          what: 'the work to go on',
        });
        await mishap;
        mishap = mishaps[round % mishaps.length]!();
      }
      await mishap;
      await waitFor(nothingIsLeft, { timeout: TIMEOUT_MS - 30_000, interval: 1000, what: 'an empty queue' });

      const shown = await contactsShown(database.pool);
      for (const number of ids.keys()) {
        const contact = shown.get(number);
        expect(contact).toEqual(expectedBeside(world.stateOf(number)!, contact));
      }
      expect(shown.size).toBeGreaterThanOrEqual(ids.size);
      expect(await rows('select * from public.went_back')).toEqual([]);
      expect(
        await rows(`select type, state, error_code from service_queue.message where state in ('held', 'parked')`),
      ).toEqual([]);
      // Each change was announced, and no change was announced twice.
      const announced = await rows<{ versions: string; told: string }>(
        `select (select sum(version) from contacts.contact) as versions,
                (select count(*) from service_queue.message
                  where kind = 'event' and type in ('contact.created.v1', 'contact.changed.v1')) as told`,
      );
      expect(announced[0]?.told).toEqual(announced[0]?.versions);
      expect(await rows(`select from service_queue.message where kind = 'event' and state <> 'done'`)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  /** Updates that are still to be done; what is planned for a later day is another kind of task. */
  async function unfinished(): Promise<number> {
    const found = await persistently(() =>
      rows<{ n: number }>(
        `select count(*)::int as n from service_queue.message
          where type = '${UPDATE}' and state in ('open', 'claimed', 'waiting')`,
      ),
    );
    return found[0]?.n ?? -1;
  }

  /** What a killed broker forgot, or a killed relay had not sent yet, is published again ten minutes later: here at once. */
  async function nothingIsLeft(): Promise<boolean> {
    await persistently(() =>
      rows(`update service_queue.message set due_at = clock_timestamp()
             where (type = '${UPDATE}' or kind = 'event') and state = 'open'
               and due_at > clock_timestamp() + interval '1 minute'`),
    );
    const told = await persistently(() =>
      rows(`select from service_queue.message where kind = 'event' and state = 'open'`),
    );
    return told.length === 0 && (await unfinished()) === 0;
  }

  async function rows<T>(sql: string): Promise<T[]> {
    return (await database.pool.query(sql)).rows as T[];
  }
});

/** Writes down every clock that is set back: nobody but this test has a table for it. */
async function watchClocks(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table public.went_back (contact_id bigint, was text, became text);
    grant insert, select on public.went_back to public;
    create function public.note_went_back() returns trigger language plpgsql as $$
      begin insert into public.went_back values (new.contact_id, old.clock, new.clock); return new; end $$;
    create trigger went_back after update on contacts.freshness
      for each row when (new.clock < old.clock) execute function public.note_went_back();`);
  await client.end();
}

/** The test's own connection is lost with the server: it asks again. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  const { answer } = await waitFor(async () => ({ answer: await ask() }), {
    timeout: 60_000,
    interval: 100,
    what: 'the database to answer',
  });
  return answer;
}
