import { inTransaction } from '@contact-sync/database';
import {
  claim,
  ClaimLost,
  countMessages,
  listMessages,
  makeObsolete,
  parkMessages,
  releaseMessages,
  replayEvents,
  retryMessages,
  settle,
  type Outcome,
} from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { aTask, anEvent, freshServiceQueue, idsOf, states, writeEvents, writeTasks } from './service-queue';

let database: FreshDatabase;
beforeAll(async () => (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message'));
afterAll(() => database.drop());

const problem = { code: 'fork', text: 'two numbers claim to be valid' };
async function taskIn(outcome: Outcome, subject = 'd1'): Promise<string> {
  await writeTasks(database, [aTask(subject)]);
  const [id = ''] = (await idsOf(database, subject)).slice(-1);
  const token = randomUUID();
  await claim(database.pool, [id], { token, leaseMs: 60_000 });
  await inTransaction(database.pool, (tx) => settle(tx, [{ delivery: { claim: { id, token } }, outcome }]));
  return id;
}

it('lists newest first, page by page, by state, type and subject, without the data', async () => {
  await writeTasks(
    database,
    Array.from({ length: 5 }, (_, i) => aTask(`d${i}`)),
  );
  await writeEvents(database, [anEvent('c1')]);
  const held = await taskIn({ kind: 'held', problem }, 'x');
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await listMessages(database.pool, { limit: 3, ...(after === undefined ? {} : { after }) });
    seen.push(...page.map(({ id }) => id));
    after = page.at(-1)?.id;
    if (after === undefined) break;
  }
  expect(new Set(seen).size).toBe(7);
  expect(seen).toEqual([...seen].sort().reverse());
  const [only, ...others] = await listMessages(database.pool, {
    states: ['held'],
    type: 'cpr-sync.delivery.import.v1',
    subject: 'x',
  });
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    id: held,
    kind: 'task',
    state: 'held',
    attempts: 1,
    errorCode: 'fork',
    errorText: problem.text,
  });
  expect(only).not.toHaveProperty('data');
});

it('counts what is unfinished by state, with the oldest', async () => {
  await writeTasks(database, [aTask('a'), aTask('b')]);
  await taskIn({ kind: 'parked', problem }, 'p');
  await taskIn({ kind: 'done' }, 'done');
  const counts = await countMessages(database.pool);
  expect(counts.map(({ state, kind, count }) => [state, kind, count])).toEqual([
    ['open', 'task', 2],
    ['parked', 'task', 1],
  ]);
  expect(counts[0]?.oldest).toBeInstanceOf(Date);
});

it.each(['held', 'parked'] as const)('a %s task that is retried begins anew', async (kind) => {
  const id = await taskIn({ kind, problem });
  expect(await retryMessages(database.pool, [id])).toEqual([id]);
  expect(await claim(database.pool, [id], { token: randomUUID(), leaseMs: 1000 })).toMatchObject([{ id, attempts: 1 }]);
});

it('retrying does not disturb what is open, done or in hand, nor collide with a newer task of the subject', async () => {
  const held = await taskIn({ kind: 'held', problem });
  const done = await taskIn({ kind: 'done' }, 'other');
  await writeTasks(database, [aTask('d1')]);
  const [, open = ''] = await idsOf(database, 'd1');
  expect(await retryMessages(database.pool, [held, done, open])).toEqual([held]);
  expect(await states(database)).toEqual({ waiting: 1, done: 1, open: 1 });
});

it('only held tasks are released', async () => {
  const held = await taskIn({ kind: 'held', problem }, 'h');
  const parked = await taskIn({ kind: 'parked', problem }, 'p');
  expect(await releaseMessages(database.pool, [held, parked])).toEqual([held]);
});

it('parking and making obsolete take a task out of the hands of whoever works on it', async () => {
  for (const act of [
    (id: string) => parkMessages(database.pool, [id], 'see 6101801234'),
    (id: string) => makeObsolete(database.pool, [id]),
  ]) {
    await writeTasks(database, [aTask('d1')]);
    const [id = ''] = (await idsOf(database, 'd1')).slice(-1);
    const token = randomUUID();
    await claim(database.pool, [id], { token, leaseMs: 60_000 });
    expect(await act(id)).toEqual([id]);
    const late = inTransaction(database.pool, (tx) =>
      settle(tx, [{ delivery: { claim: { id, token } }, outcome: { kind: 'done' } }]),
    );
    await expect(late).rejects.toBeInstanceOf(ClaimLost);
  }
  expect(await states(database)).toEqual({ parked: 1, obsolete: 1 });
  expect((await listMessages(database.pool, { states: ['parked'] }))[0]?.errorText).not.toContain('6101801234');
});

it('an event that was published can be published again, under the same id', async () => {
  await writeEvents(database, [anEvent('c1')]);
  const ids = await idsOf(database, 'c1');
  expect(await replayEvents(database.pool, ids)).toEqual([]);
  await database.pool.query(`update service_queue.message set state = 'done', due_at = null, done_at = now()`);
  expect(await replayEvents(database.pool, ids)).toEqual(ids);
  expect(await states(database)).toEqual({ open: 1 });
});

it('a permanent rule: no state without its columns', async () => {
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
