import { purge } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import { createLogger, listRuns, Runs } from '@contact-sync/service';
import { purgeQueue } from '../src/queue/purge-queue';
import { SCHEMA } from '../src/schema';
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
    const { pool } = desk.database;
    const logger = createLogger({ service: 'test', level: 'silent' });
    const runs = new Runs({ pool, schema: SCHEMA, replica: 'test', logger });
    await runs.run({ name: 'in-a-year', requestedBy: 'test' }, (run) =>
      purgeQueue({ pool, days: 30, now: () => inAYear }, run),
    );
    expect(await left()).toBe(0);
    const [run] = await listRuns(pool, SCHEMA, { name: 'in-a-year', limit: 1 });
    expect(run?.counts).toEqual({ messages: 1 });
  });
});
