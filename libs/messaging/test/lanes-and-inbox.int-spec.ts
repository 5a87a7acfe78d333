import { inTransaction } from '@contact-sync/database';
import { findPausedLanes, notYetApplied, pauseLane, purge, resumeLane } from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { admitWaiting, awaitLane, passLane } from '../src/queue/lanes';
import { aTask, freshServiceQueue, idsOf, states, writeTasks } from './service-queue';

let database: FreshDatabase;
beforeAll(async () => (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message; delete from service_queue.register_lane'));
afterAll(() => database.drop());

const problem = { code: 'http-503', text: 'the office is closed' };
const dueSubjects = async (): Promise<string[]> =>
  (
    await database.pool.query<{ subject: string }>(
      'select subject from service_queue.message where due_at <= clock_timestamp() order by subject',
    )
  ).rows.map(({ subject }) => subject);

describe('a lane', () => {
  beforeEach(() => writeTasks(database, [aTask('d1'), aTask('d2')]));
  const ids = async (): Promise<string[]> => [...(await idsOf(database, 'd1')), ...(await idsOf(database, 'd2'))];

  it('is new once, and shows why and when it is tried', async () => {
    expect(await pauseLane(database.pool, 'cpr-office', { afterMs: 60_000, problem })).toBe(true);
    expect(await pauseLane(database.pool, 'cpr-office', { afterMs: 90_000, problem })).toBe(false);
    expect(await findPausedLanes(database.pool)).toMatchObject([
      { lane: 'cpr-office', errorCode: 'http-503', probes: 0 },
    ]);
  });

  it('lets no work through while paused, and then one probe of all who ask', async () => {
    expect(await passLane(database.pool, 'cpr-office')).toBe('open');
    await pauseLane(database.pool, 'cpr-office', { afterMs: 60_000, problem });
    expect(await passLane(database.pool, 'cpr-office')).toBe('paused');
    await pauseLane(database.pool, 'cpr-office', { afterMs: 0, problem });
    const passages = await Promise.all(Array.from({ length: 6 }, () => passLane(database.pool, 'cpr-office')));
    expect(passages.filter((passage) => passage === 'probe')).toHaveLength(1);
    expect(passages.filter((passage) => passage === 'paused')).toHaveLength(5);
    expect(await findPausedLanes(database.pool)).toMatchObject([{ probes: 1 }]);
  });

  it('keeps its tasks from being published, admits one as probe, and all when it opens', async () => {
    await pauseLane(database.pool, 'cpr-office', { afterMs: 60_000, problem });
    await awaitLane(database.pool, 'cpr-office', await ids());
    await admitWaiting(database.pool);
    expect(await dueSubjects()).toEqual([]);
    expect(await states(database)).toEqual({ open: 2 });

    await pauseLane(database.pool, 'cpr-office', { afterMs: 0, problem });
    await admitWaiting(database.pool);
    expect(await dueSubjects()).toHaveLength(1);

    expect(await resumeLane(database.pool, 'cpr-office')).toBe(true);
    expect(await resumeLane(database.pool, 'cpr-office')).toBe(false);
    expect(await dueSubjects()).toEqual(['d1', 'd2']);
  });

  it('that opened before its tasks were put to wait does not leave them behind', async () => {
    await awaitLane(database.pool, 'cpr-office', await ids());
    await admitWaiting(database.pool);
    expect(await dueSubjects()).toEqual(['d1', 'd2']);
  });
});

describe('the inbox', () => {
  const message = (id: string, source = 'esdh'): { id: string; source: string } => ({ id, source });
  const apply = (consumer: string, messages: { id: string; source: string }[]): Promise<string[]> =>
    inTransaction(database.pool, async (tx) => (await notYetApplied(tx, consumer, messages)).map(({ id }) => id));

  it('gives each message of each source once to each consumer', async () => {
    expect(await apply('cases', [message('1'), message('2'), message('1'), message('1', 'other')])).toEqual([
      '1',
      '2',
      '1',
    ]);
    expect(await apply('cases', [message('2'), message('3')])).toEqual(['3']);
    expect(await apply('parties', [message('2')])).toEqual(['2']);
  });

  it('gives it again when the transaction that took it was rolled back', async () => {
    await inTransaction(database.pool, async (tx) => {
      await notYetApplied(tx, 'cases', [message('9')]);
      throw new Error('no');
    }).catch(() => undefined);
    expect(await apply('cases', [message('9')])).toEqual(['9']);
  });
});

it('finished messages are removed after their time, others never', async () => {
  await writeTasks(
    database,
    ['old', 'new', 'open'].map((subject) => aTask(subject)),
  );
  const now = new Date('2026-06-01T00:00:00Z');
  await database.pool.query(
    `update service_queue.message set state = 'done', due_at = null, done_at = $1::timestamptz - case subject when 'old' then interval '31 days' else interval '29 days' end
     where subject <> 'open'`,
    [now],
  );
  expect(await purge(database.pool, { now: () => now })).toMatchObject({ messages: 1 });
  expect(await states(database)).toEqual({ open: 1, done: 1 });
});
