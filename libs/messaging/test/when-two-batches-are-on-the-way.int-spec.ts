import { FEED_START, publishedEvents, Relay, type Publisher } from '@contact-sync/messaging';
import { waitFor, type FreshDatabase } from '@contact-sync/testing';
import { anEvent, freshServiceQueue, states, writeEvents } from './service-queue';

describe('when two batches are on the way', () => {
  let database: FreshDatabase;
  let relay: Relay | undefined;

  beforeEach(async () => void (database = await freshServiceQueue()));
  afterEach(async () => {
    await relay?.stop();
    await database.drop();
  });

  const subjectsFrom = async (after: string): Promise<{ subjects: string[]; next: string }> => {
    const { events, next } = await publishedEvents(database.pool, { after, limit: 10 });
    return { subjects: events.map((event) => (JSON.parse(event) as { subject: string }).subject), next };
  };

  it('and the second is confirmed first, no reader of the feed passes the first', async () => {
    let confirmFirst: () => void = () => undefined;
    const firstConfirmed = new Promise<void>((resolve) => (confirmFirst = resolve));
    const batches: string[] = [];
    // A broker whose confirms of two queues come in the order it likes.
    const publisher: Publisher = {
      start: () => undefined,
      ready: () => Promise.resolve(),
      publish: async (messages) => {
        batches.push(...messages.map(({ subject }) => subject));
        if (batches.length === 1) await firstConfirmed;
        return { accepted: messages, refused: [] };
      },
      stop: () => Promise.resolve(),
    };
    await writeEvents(database, [anEvent('c1'), anEvent('c2')]);
    relay = new Relay({ url: database.runUrl, publisher, batch: 1, pollMs: 20 });
    relay.start();
    await waitFor(() => batches.length === 2);
    // Whatever the feed shows by now, a reader goes on from there.
    const early = await subjectsFrom(FEED_START);
    confirmFirst();
    await waitFor(async () => (await states(database))['done'] === 2);
    const late = await subjectsFrom(early.next);
    expect([...early.subjects, ...late.subjects]).toEqual(['c1', 'c2']);
  });

  it('and the server’s clock was set back, what is published later stands later in the feed', async () => {
    await writeEvents(database, [anEvent('c1')]);
    const publisher: Publisher = {
      start: () => undefined,
      ready: () => Promise.resolve(),
      publish: (messages) => Promise.resolve({ accepted: messages, refused: [] }),
      stop: () => Promise.resolve(),
    };
    relay = new Relay({ url: database.runUrl, publisher, pollMs: 20 });
    relay.start();
    await waitFor(async () => (await states(database))['done'] === 1);
    // As if the clock had been an hour ahead until now.
    await database.pool.query(`update service_queue.message set done_at = done_at + interval '1 hour'`);
    const { next } = await subjectsFrom(FEED_START);
    await writeEvents(database, [anEvent('c2'), anEvent('c3')]);
    await waitFor(async () => (await states(database))['done'] === 3);
    expect((await subjectsFrom(next)).subjects).toEqual(['c2', 'c3']);
  });
});
