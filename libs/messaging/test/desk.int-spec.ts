import { inTransaction } from '@contact-sync/database';
import { actOnRow, claim, countRows, findRows, settle, type DeskAction, type Outcome } from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { aTask, anEvent, freshServiceQueue, idsOf, states, writeEvents, writeTasks } from './service-queue';

let database: FreshDatabase;
beforeAll(async () => (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message'));
afterAll(() => database.drop());

const problem = { code: 'fork', text: 'two numbers claim to be valid' };
const act = (action: DeskAction, id: string): ReturnType<typeof actOnRow> => actOnRow(database.pool, action, id);

async function taskIn(outcome: Outcome, subject = 'd1'): Promise<string> {
  await writeTasks(database, [aTask(subject)]);
  const [id = ''] = (await idsOf(database, subject)).slice(-1);
  const token = randomUUID();
  await claim(database.pool, [id], { token, leaseMs: 60_000 });
  await inTransaction(database.pool, (tx) => settle(tx, [{ delivery: { claim: { id, token } }, outcome }]));
  return id;
}

it('lists newest first, page by page, by state and type, without the data', async () => {
  await writeTasks(
    database,
    Array.from({ length: 5 }, (_, i) => aTask(`d${i}`)),
  );
  await writeEvents(database, [anEvent('c1')]);
  const held = await taskIn({ kind: 'held', problem }, 'x');
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await findRows(database.pool, { limit: 3, ...(after === undefined ? {} : { after }) });
    seen.push(...page.map(({ id }) => id));
    after = page.at(-1)?.id;
    if (after === undefined) break;
  }
  expect(new Set(seen).size).toBe(7);
  expect(seen).toEqual([...seen].sort().reverse());
  const [only, ...others] = await findRows(database.pool, {
    state: 'held',
    type: 'cpr-sync.delivery.import.v1',
    limit: 9,
  });
  expect(others).toEqual([]);
  expect(only).toMatchObject({ id: held, kind: 'task', state: 'held', attempts: 1, errorCode: 'fork' });
  expect(only).not.toHaveProperty('data');
});

it('counts what is unfinished by state, with the oldest', async () => {
  await writeTasks(database, [aTask('a'), aTask('b')]);
  await taskIn({ kind: 'parked', problem }, 'p');
  await taskIn({ kind: 'done' }, 'done');
  const counts = await countRows(database.pool);
  expect(counts.map(({ state, kind, count }) => [state, kind, count])).toEqual([
    ['open', 'task', 2],
    ['parked', 'task', 1],
  ]);
  expect(counts[0]?.oldest).toBeInstanceOf(Date);
});

it.each(['held', 'parked'] as const)('a %s task that is retried begins anew', async (kind) => {
  const id = await taskIn({ kind, problem });
  expect(await act('retry', id)).toMatchObject({ kind: 'done', row: { state: 'waiting', attempts: 0 } });
  const token = randomUUID();
  expect(await claim(database.pool, [id], { token, leaseMs: 1000 })).toMatchObject([{ id, attempts: 1 }]);
});

it('retrying one does not collide with a newer task of its subject', async () => {
  const held = await taskIn({ kind: 'held', problem });
  await writeTasks(database, [aTask('d1')]);
  expect(await act('retry', held)).toMatchObject({ kind: 'done' });
  expect(await states(database)).toEqual({ waiting: 1, open: 1 });
});

it.each(['retry', 'park', 'release', 'obsolete'] as const)(
  '%s disturbs neither what is in hand nor what is done',
  async (action) => {
    const done = await taskIn({ kind: 'done' }, 'done');
    await writeTasks(database, [aTask('claimed')]);
    const [claimed = ''] = await idsOf(database, 'claimed');
    await claim(database.pool, [claimed], { token: randomUUID(), leaseMs: 60_000 });
    expect(await act(action, done)).toMatchObject({ kind: 'refused', row: { state: 'done' } });
    expect(await act(action, claimed)).toMatchObject({ kind: 'refused', row: { state: 'claimed' } });
    expect(await act(action, randomUUID())).toEqual({ kind: 'unknown' });
  },
);

it('a parked event is open again when retried: the relay wants it so', async () => {
  await writeEvents(database, [anEvent('c1')]);
  const [id = ''] = await idsOf(database, 'c1');
  expect(await act('park', id)).toMatchObject({ kind: 'done', row: { state: 'parked' } });
  expect(await act('retry', id)).toMatchObject({ kind: 'done', row: { state: 'open' } });
});

it('the table allows no state without its columns', async () => {
  await writeTasks(database, [aTask('d1')]);
  for (const impossible of [
    `update service_queue.message set state = 'claimed'`,
    `update service_queue.message set state = 'done', due_at = null`,
    `update service_queue.message set state = 'held'`,
    `update service_queue.message set state = 'sent'`,
  ]) {
    await expect(database.pool.query(impossible)).rejects.toMatchObject({ code: '23514' });
  }
});
