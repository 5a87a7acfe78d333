import { purge } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import { QueueRetention } from '../src/queue/queue-retention';
import { createLogger } from '@contact-sync/service';
import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

describe('when messages have had their time', () => {
  let desk: RunningDesk;
  beforeAll(async () => void (desk = await runningDesk()));
  afterAll(() => desk.stop());

  const left = async () => (await desk.rows('select from service_queue.message')).length;

  it('finished ones are removed, and nothing else', async () => {
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 3)]);
    await waitFor(async () => (await desk.rows(`select from service_queue.message where state = 'done'`)).length === 1);
    expect(await purge(desk.database.pool, { now: () => new Date() })).toMatchObject({ messages: 0 });
    const inAYear = new Date(Date.now() + 366 * 24 * 3_600_000);
    const retention = new QueueRetention({
      pool: desk.database.pool,
      days: 30,
      now: () => inAYear,
      logger: createLogger({ service: 'test', level: 'silent' }),
    });
    retention.onApplicationBootstrap();
    await waitFor(async () => (await left()) === 0, { what: 'the message to be gone' });
    await retention.onModuleDestroy();
  });
});
