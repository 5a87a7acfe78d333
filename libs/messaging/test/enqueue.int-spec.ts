import { inTransaction, openPool } from '@contact-sync/database';
import { claim, enqueueEvents, enqueueTasks, settle } from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import {
  aTask,
  anEvent,
  freshServiceQueue,
  idsOf,
  IMPORT,
  states,
  TIME,
  writeEvents,
  writeTasks,
} from './service-queue';

let database: FreshDatabase;
beforeAll(async () => (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message'));
afterAll(() => database.drop());

describe('events', () => {
  it.each([3, 1000])('%i of them are stored in their order, whole', async (count) => {
    await writeEvents(
      database,
      Array.from({ length: count }, (_, i) => anEvent(`c${i}`, i + 1)),
    );
    const { rows } = await database.pool.query(
      'select subject, sequence, kind, type, state, source, data, occurred_at, due_at <= now() as due from service_queue.message order by position',
    );
    expect(rows).toHaveLength(count);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(rows[2]).toEqual({
      subject: 'c2',
      sequence: 3,
      kind: 'event',
      type: 'contact.changed.v1',
      state: 'open',
      source: '/contact-sync/test',
      data: { nameType: 'C', register: 'cpr', groups: ['name'] },
      occurred_at: TIME,
      due: true,
    });
  });

  it('of a transaction that is rolled back are not there', async () => {
    const work = inTransaction(database.pool, async (tx) => {
      await enqueueEvents(tx, [anEvent('c1')]);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await states(database)).toEqual({});
  });

  it('wake a listener once per transaction, when it commits', async () => {
    const pool = openPool(database.url, { max: 1, applicationName: 'listener' });
    const listener = await pool.connect();
    let woken = 0;
    listener.on('notification', () => (woken += 1));
    await listener.query('listen service_queue_due');
    await inTransaction(database.pool, async (tx) => {
      await enqueueEvents(tx, [anEvent('c1')]);
      await enqueueEvents(
        tx,
        Array.from({ length: 300 }, (_, i) => anEvent(`d${i}`)),
      );
      await listener.query('select 1');
      expect(woken).toBe(0);
    });
    await listener.query('select 1');
    expect(woken).toBe(1);
    listener.release();
    await pool.end();
  });

  it('with a person number are refused', async () => {
    await expect(writeEvents(database, [anEvent('6101801234')])).rejects.toThrow('person number');
  });
});

describe('tasks', () => {
  it('for a subject that waits unclaimed go into that one, with the newer data and the earlier time', async () => {
    const later = new Date(Date.now() + 3600_000);
    await writeTasks(database, [aTask('d1', { data: { deliveryId: 'old' }, dueAt: later })]);
    await writeTasks(database, [aTask('d1', { data: { deliveryId: 'new' } }), aTask('d2')]);
    const { rows } = await database.pool.query(
      `select subject, data->>'deliveryId' as delivery, free_at <= now() as free, due_at <= now() as due from service_queue.message order by subject`,
    );
    expect(rows).toEqual([
      { subject: 'd1', delivery: 'new', free: true, due: true },
      { subject: 'd2', delivery: 'd2', free: true, due: true },
    ]);
  });

  it('that stand twice in one call become one, the last', async () => {
    await writeTasks(database, [
      aTask('d1', { data: { deliveryId: 'a' } }),
      aTask('d1', { data: { deliveryId: 'b' } }),
    ]);
    const { rows } = await database.pool.query(`select data->>'deliveryId' as d from service_queue.message`);
    expect(rows).toEqual([{ d: 'b' }]);
  });

  it('for a subject that is being worked on get a successor, which waits until that is settled', async () => {
    await writeTasks(database, [aTask('d1')]);
    const [first = ''] = await idsOf(database, 'd1');
    const token = randomUUID();
    expect(await claim(database.pool, [first], { token, leaseMs: 60_000 })).toHaveLength(1);
    await writeTasks(database, [aTask('d1')]);
    const [, second = ''] = await idsOf(database, 'd1');
    expect(await claim(database.pool, [second], { token: randomUUID(), leaseMs: 60_000 })).toEqual([]);
    await database.pool.query(
      `update service_queue.message set publications = 1, due_at = now() + '10 min' where id = $1`,
      [second],
    );

    await inTransaction(database.pool, (tx) =>
      settle(tx, [{ delivery: { claim: { id: first, token } }, outcome: { kind: 'done' } }]),
    );
    const { rows } = await database.pool.query(
      'select due_at <= clock_timestamp() as due from service_queue.message where id = $1',
      [second],
    );
    expect(rows).toEqual([{ due: true }]);
    expect(await claim(database.pool, [second], { token: randomUUID(), leaseMs: 60_000 })).toHaveLength(1);
  });

  it('written by two transactions at once coalesce without deadlock', async () => {
    const tasks = Array.from({ length: 200 }, (_, i) => aTask(`d${i}`));
    await Promise.all([
      writeTasks(database, tasks),
      writeTasks(database, [...tasks].reverse()),
      writeTasks(database, tasks),
    ]);
    expect(await states(database)).toEqual({ open: 200 });
  });

  it('a claim waits for the transaction that coalesces into the row, and sees its data', async () => {
    await writeTasks(database, [aTask('d1', { data: { deliveryId: 'old' } })]);
    const [id = ''] = await idsOf(database, 'd1');
    let claimed: Promise<{ data: object }[]> | undefined;
    await inTransaction(database.pool, async (tx) => {
      await enqueueTasks(tx, [aTask('d1', { data: { deliveryId: 'new' } })]);
      claimed = claim(database.pool, [id], { token: randomUUID(), leaseMs: 60_000 });
      await tx.query('select pg_sleep(0.05)');
    });
    expect(await claimed).toMatchObject([{ data: { deliveryId: 'new' } }]);
  });

  it('are named by type and subject only', async () => {
    await writeTasks(database, [aTask('d1')]);
    expect((await database.pool.query('select type, subject from service_queue.message')).rows).toEqual([
      { type: IMPORT, subject: 'd1' },
    ]);
  });
});
