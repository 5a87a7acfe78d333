import { inTransaction } from '@contact-sync/database';
import {
  claim,
  endTasks,
  enqueueTasks,
  findFailedTasks,
  findFinishedTasks,
  pauseLane,
  settle,
  takeUnfinished,
  type Outcome,
} from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { aTask, freshServiceQueue, IMPORT, idsOf, states, writeTasks } from './service-queue';

let database: FreshDatabase;
beforeAll(async () => (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message; delete from service_queue.register_lane'));
afterAll(() => database.drop());

const problem = { code: 'not-in-register', text: 'the register knows no such company' };

async function inHand(subject: string): Promise<{ readonly id: string; readonly token: string }> {
  await writeTasks(database, [aTask(subject)]);
  const [id = ''] = (await idsOf(database, subject)).slice(-1);
  const token = randomUUID();
  await claim(database.pool, [id], { token, leaseMs: 60_000 });
  return { id, token };
}

async function taskIn(outcome: Outcome, subject: string): Promise<void> {
  const held = await inHand(subject);
  await inTransaction(database.pool, (tx) => settle(tx, [{ delivery: { claim: held }, outcome }]));
}

const take = (newerOf: readonly string[] = []): Promise<string[]> =>
  inTransaction(database.pool, async (tx) =>
    (await takeUnfinished(tx, IMPORT, { newerOf })).map(({ subject }) => subject).sort(),
  );

it('ends what is due, waits to be tried again or waits for its register, and nothing that is in hand or planned', async () => {
  await writeTasks(database, [aTask('open'), aTask('planned', { dueAt: new Date(Date.now() + 3_600_000) })]);
  await taskIn({ kind: 'again', afterMs: 60_000, problem }, 'failed');
  await pauseLane(database.pool, 'cvr', { afterMs: 60_000, problem });
  await taskIn({ kind: 'given-back', lane: 'cvr' }, 'away');
  await inHand('claimed');
  await taskIn({ kind: 'held', problem }, 'held');
  expect(await take()).toEqual(['away', 'failed', 'open']);
  expect(await states(database)).toEqual({ obsolete: 3, open: 1, claimed: 1, held: 1 });
});

it('returns their data, and makes room for newer ones in the same transaction', async () => {
  await writeTasks(database, [aTask('a'), aTask('b')]);
  await inTransaction(database.pool, async (tx) => {
    const taken = await takeUnfinished(tx, IMPORT);
    expect(taken).toContainEqual({ subject: 'a', data: { deliveryId: 'a' } });
    await enqueueTasks(tx, [...taken.map(({ subject }) => aTask(subject)), aTask('c')]);
  });
  expect(await states(database)).toEqual({ obsolete: 2, open: 3 });
});

it('a held task ends only when there is something newer of its subject', async () => {
  await taskIn({ kind: 'held', problem }, 'x');
  await taskIn({ kind: 'parked', problem }, 'y');
  expect(await take(['z'])).toEqual([]);
  expect(await take(['x', 'y'])).toEqual(['x', 'y']);
});

it('tells what failed and what is finished', async () => {
  const began = new Date(Date.now() - 60_000);
  await writeTasks(database, [aTask('open')]);
  await taskIn({ kind: 'done' }, 'done');
  await taskIn({ kind: 'obsolete' }, 'needless');
  await taskIn({ kind: 'held', problem }, 'held');
  await taskIn({ kind: 'again', afterMs: 60_000, problem }, 'failed');
  const [first] = await findFailedTasks(database.pool, IMPORT, { limit: 1 });
  expect(first).toMatchObject({ subject: 'held', state: 'held', attempts: 1, errorCode: 'not-in-register' });
  const rest = await findFailedTasks(database.pool, IMPORT, { after: first?.id ?? '', limit: 9 });
  expect(rest.map(({ subject, state }) => [subject, state])).toEqual([['failed', 'waiting']]);
  const finished = await findFinishedTasks(database.pool, IMPORT, { since: began, limit: 9 });
  expect(finished.map(({ subject, state }) => [subject, state])).toEqual([
    ['done', 'done'],
    ['needless', 'obsolete'],
  ]);
  const [, last] = finished;
  const again = await findFinishedTasks(database.pool, IMPORT, { since: last?.doneAt ?? began, limit: 9 });
  expect(again.map(({ subject }) => subject)).toContain('needless');
});

it('ends all that is about some subjects, planned, held and waiting too, but what is in hand, and nothing of others', async () => {
  await writeTasks(database, [
    aTask('a'),
    aTask('b', { dueAt: new Date(Date.now() + 3_600_000) }),
    aTask('other', { dueAt: new Date(Date.now() + 3_600_000) }),
  ]);
  await taskIn({ kind: 'held', problem }, 'c');
  await taskIn({ kind: 'again', afterMs: 60_000, problem }, 'd');
  await inHand('e');
  const ended = await inTransaction(database.pool, (tx) => endTasks(tx, IMPORT, ['a', 'b', 'c', 'd', 'e']));
  expect(ended.map(({ subject }) => subject).sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(await states(database)).toEqual({ obsolete: 4, open: 1, claimed: 1 });
});
