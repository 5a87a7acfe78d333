import {
  InProcessPublisher,
  InProcessTransport,
  pauseLane,
  RegisterUnavailable,
  Relay,
  findPausedLanes,
} from '@contact-sync/messaging';
import { openPool } from '@contact-sync/database';
import { waitFor, type FreshDatabase } from '@contact-sync/testing';
import { createEffects, effects, ownTopology, recordEvents, recordTasks, serve } from './broker';
import { aTask, anEvent, freshServiceQueue, states, writeEvents, writeTasks } from './service-queue';

let database: FreshDatabase;
const topology = ownTopology();
let relay: Relay;
const services: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  database = await freshServiceQueue();
  const owner = openPool(database.url, { max: 1, applicationName: 'owner' });
  await createEffects(owner);
  await owner.end();
  relay = new Relay({
    url: database.runUrl,
    publisher: new InProcessPublisher({ url: database.runUrl, topology }),
    pollMs: 50,
    refusedAfterMs: 100,
  });
  relay.start();
});
afterEach(async () => {
  await Promise.all([relay.stop(), ...services.splice(0).map((service) => service.close())]);
  await database.drop();
});

const listen = async (queue: string, handlers: Parameters<typeof serve>[1]): Promise<void> => {
  const transport = new InProcessTransport({ url: database.runUrl, queue, pool: database.pool, pollMs: 100 });
  services.push(await serve(transport, handlers));
};
const deliveries = async (): Promise<number> =>
  (await database.pool.query('select from service_queue.delivery')).rowCount ?? -1;

it('tasks and events are handled once each, and no delivery is left', async () => {
  await listen(topology.tasks, { tasks: recordTasks(database.pool) });
  await listen(topology.events, { events: recordEvents(database.pool) });
  await writeTasks(
    database,
    Array.from({ length: 1200 }, (_, i) => aTask(`d${i}`)),
  );
  await writeEvents(
    database,
    Array.from({ length: 1200 }, (_, i) => anEvent(`c${i}`)),
  );
  await waitFor(async () => (await effects(database.pool))['1'] === 2400);
  await waitFor(async () => (await states(database))['done'] === 2400);
  await waitFor(async () => (await deliveries()) === 0);
});

it('two services on one queue share its messages, each handled once', async () => {
  await listen(topology.tasks, { tasks: recordTasks(database.pool) });
  await listen(topology.tasks, { tasks: recordTasks(database.pool) });
  await writeTasks(
    database,
    Array.from({ length: 2000 }, (_, i) => aTask(`d${i}`)),
  );
  await waitFor(async () => (await states(database))['done'] === 2000);
  expect(await effects(database.pool)).toEqual({ '1': 2000 });
});

it('a task without a queue stays open, an event without one is done', async () => {
  await relay.stop();
  const lonely = { ...topology, queues: [] };
  relay = new Relay({
    url: database.runUrl,
    publisher: new InProcessPublisher({ url: database.runUrl, topology: lonely }),
    pollMs: 50,
    refusedAfterMs: 50,
  });
  relay.start();
  await writeTasks(database, [aTask('d1')]);
  await writeEvents(database, [anEvent('c1')]);
  await waitFor(async () => (await states(database))['done'] === 1);
  await waitFor(
    async () =>
      (await database.pool.query(`select from service_queue.message where kind = 'task' and publications > 1`))
        .rowCount === 1,
  );
  expect(await states(database)).toEqual({ open: 1, done: 1 });
});

it('a register that is away pauses its lane: tasks wait with no attempt counted, one probe at a time, and all go on when it is back', async () => {
  let away = true;
  let calls = 0;
  const record = recordTasks(database.pool);
  await listen(topology.tasks, {
    lane: 'cpr-office',
    batch: 10,
    tasks: async (batch) => {
      calls += 1;
      if (away) throw new RegisterUnavailable('cpr-office', 'http-503');
      await record(batch);
    },
  });
  await writeTasks(
    database,
    Array.from({ length: 200 }, (_, i) => aTask(`d${i}`)),
  );
  await waitFor(
    async () =>
      (await database.pool.query('select from service_queue.message where lane is not null')).rowCount === 200,
  );
  await waitFor(async () => (await deliveries()) === 0);
  // Three batches may have been in flight when the first failed.
  expect(calls).toBeLessThanOrEqual(3);
  expect((await database.pool.query('select max(attempts) as most from service_queue.message')).rows).toEqual([
    { most: 0 },
  ]);
  expect(await findPausedLanes(database.pool)).toMatchObject([{ lane: 'cpr-office', errorCode: 'http-503' }]);

  const problem = { code: 'http-503', text: 'away' };
  calls = 0;
  await pauseLane(database.pool, 'cpr-office', { afterMs: 0, problem });
  await waitFor(() => calls === 1);
  await waitFor(async () => (await findPausedLanes(database.pool))[0]?.probes === 1);
  await waitFor(
    async () =>
      (await database.pool.query('select from service_queue.message where lane is not null and due_at is null'))
        .rowCount === 200,
  );
  expect(calls).toBe(1);

  away = false;
  await pauseLane(database.pool, 'cpr-office', { afterMs: 0, problem });
  await waitFor(async () => (await states(database))['done'] === 200);
  expect(await findPausedLanes(database.pool)).toEqual([]);
  expect(await effects(database.pool)).toEqual({ '1': 200 });
});
