import { InProcessPublisher, productTopology, Relay } from '@contact-sync/messaging';
import { waitFor, type FreshDatabase } from '@contact-sync/testing';
import { Client } from 'pg';
import { takeDue } from '../src/relay/due-messages';
import { anEvent, aTask, freshServiceQueue, writeEvents, writeTasks } from './service-queue';

describe('when a relay dies with messages on the way', () => {
  let database: FreshDatabase;
  let relay: Relay | undefined;
  beforeEach(async () => void (database = await freshServiceQueue()));
  afterEach(async () => {
    await relay?.stop();
    await database.drop();
  });

  /** Takes messages as a relay does, and dies before it publishes any. */
  const takeAndDie = async (limit: number): Promise<void> => {
    const session = new Client({ connectionString: database.runUrl });
    await session.connect();
    expect(await takeDue(session, { limit, republishAfterMs: 600_000 })).toHaveLength(limit);
    await session.end();
  };
  const publications = async (kind: string): Promise<number[]> => {
    const { rows } = await database.pool.query<{ publications: number }>(
      'select publications from service_queue.message where kind = $1 order by position',
      [kind],
    );
    return rows.map((row) => row.publications);
  };
  const start = (batch: number): void => {
    const publisher = new InProcessPublisher({ url: database.runUrl, topology: productTopology() });
    relay = new Relay({ url: database.runUrl, publisher, batch });
    relay.start();
  };

  it('the next one publishes every event at once', async () => {
    await writeEvents(
      database,
      Array.from({ length: 10 }, (_, n) => anEvent(`c${n}`)),
    );
    await takeAndDie(10);
    start(1);
    const open = () => database.pool.query(`select from service_queue.message where state <> 'done'`);
    await waitFor(async () => (await open()).rowCount === 0, { what: 'every event to be done' });
    expect(await publications('event')).toEqual(Array(10).fill(2));
  });

  it('and of the tasks those that were taken last, not all that wait in the queue', async () => {
    const tasks = (from: number): Promise<void> => writeTasks(database, [aTask(`d${from}`), aTask(`d${from + 1}`)]);
    for (const from of [0, 2, 4]) {
      await tasks(from);
      await takeAndDie(2);
    }
    start(2);
    await waitFor(async () => (await publications('task')).filter((times) => times === 2).length === 4, {
      what: 'the last two batches to be published again',
    });
    await writeEvents(database, [anEvent('c')]);
    await waitFor(async () => (await publications('event'))[0] === 1, { what: 'the relay to be past the tasks' });
    expect(await publications('task')).toEqual([1, 1, 2, 2, 2, 2]);
  });
});
