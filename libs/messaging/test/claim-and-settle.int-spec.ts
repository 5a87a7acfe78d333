import { inTransaction } from '@contact-sync/database';
import { allDone, claim, ClaimLost, extendClaim, settle, type Outcome } from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { aTask, freshServiceQueue, idsOf, states, writeTasks } from './service-queue';

const LEASE = 60_000;
let database: FreshDatabase;
let ids: string[];
beforeAll(async () => (database = await freshServiceQueue()));
beforeEach(async () => {
  await writeTasks(database, [aTask('d1'), aTask('d2'), aTask('d3')]);
  ids = [...(await idsOf(database, 'd1')), ...(await idsOf(database, 'd2')), ...(await idsOf(database, 'd3'))];
});
afterEach(() => database.pool.query('delete from service_queue.message; drop table if exists effect'));
afterAll(() => database.drop());

const claimAll = async (leaseMs = LEASE): Promise<{ token: string; got: string[] }> => {
  const token = randomUUID();
  return { token, got: (await claim(database.pool, ids, { token, leaseMs })).map(({ id }) => id) };
};
const settleAll = (token: string, outcome: Outcome): Promise<void> =>
  inTransaction(database.pool, (tx) =>
    settle(
      tx,
      ids.map((id) => ({ delivery: { claim: { id, token } }, outcome })),
    ),
  );
const expireLeases = (): Promise<unknown> =>
  database.pool.query(`update service_queue.message set free_at = now() - interval '1 s' where state = 'claimed'`);
const row = async (): Promise<Record<string, unknown>> =>
  (
    await database.pool.query(
      `select state, attempts, claim, error_code, error_text, due_at is null as at_rest, round(extract(epoch from due_at - clock_timestamp()))::int as due_in,
              done_at is not null as finished from service_queue.message where id = $1`,
      [ids[0]],
    )
  ).rows[0];

it('each task is claimed by one only, however many try at once', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimAll()));
  expect(claims.flatMap(({ got }) => got).sort()).toEqual([...ids].sort());
});

it('a lease that ran out lets another claim, and the first can settle nothing', async () => {
  const slow = await claimAll();
  await expireLeases();
  const next = await claimAll();
  expect(next.got).toHaveLength(3);

  await database.pool.query('create table effect (id int)').catch(() => undefined);
  await expect(settleAll(slow.token, { kind: 'done' })).rejects.toBeInstanceOf(ClaimLost);
  expect(await states(database)).toEqual({ claimed: 3 });
  await settleAll(next.token, { kind: 'done' });
  expect(await states(database)).toEqual({ done: 3 });
  expect(await row()).toMatchObject({ attempts: 2, at_rest: true, finished: true, claim: null });
});

it('one stale token among many rolls the whole transaction back', async () => {
  const { token } = await claimAll();
  const stale = { claim: { id: ids[1] ?? '', token: randomUUID() } };
  const work = inTransaction(database.pool, (tx) =>
    settle(tx, allDone([{ claim: { id: ids[0] ?? '', token } }, stale])),
  );
  await expect(work).rejects.toMatchObject({ count: 1 });
  expect(await states(database)).toEqual({ claimed: 3 });
});

it('a settled task is not claimed again, nor settled twice', async () => {
  const { token } = await claimAll();
  await settleAll(token, { kind: 'done' });
  expect((await claimAll()).got).toEqual([]);
  await expect(settleAll(token, { kind: 'done' })).rejects.toBeInstanceOf(ClaimLost);
});

it('claiming again with the same token is the same attempt', async () => {
  const { token } = await claimAll();
  expect(await claim(database.pool, ids, { token, leaseMs: LEASE })).toHaveLength(3);
  expect(await row()).toMatchObject({ state: 'claimed', attempts: 1 });
});

it('a claim is prolonged by its holder only', async () => {
  const { token } = await claimAll(1_000);
  expect(await extendClaim(database.pool, ids, { token: randomUUID(), leaseMs: 100_000 })).toBe(0);
  expect(await extendClaim(database.pool, ids, { token, leaseMs: 100_000 })).toBe(3);
  expect(await row()).toMatchObject({ due_in: 100 });
});

it('a task to be tried again waits, is not claimable before, and is after', async () => {
  const { token } = await claimAll();
  await settleAll(token, { kind: 'again', afterMs: 60_000, problem: { code: 'locked', text: 'see 6101801234' } });
  const waiting = await row();
  expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, error_code: 'locked', due_in: 60 });
  expect(waiting['error_text']).not.toContain('6101801234');
  expect((await claimAll()).got).toEqual([]);
  await database.pool.query(`update service_queue.message set free_at = now()`);
  expect((await claimAll()).got).toHaveLength(3);
});

it.each(['held', 'parked'] as const)('%s tasks rest until a person acts', async (kind) => {
  const { token } = await claimAll();
  await settleAll(token, { kind, problem: { code: 'x', text: 'y' } });
  expect(await row()).toMatchObject({ state: kind, at_rest: true, finished: false });
  expect((await claimAll()).got).toEqual([]);
});

it('an obsolete task is finished', async () => {
  const { token } = await claimAll();
  await settleAll(token, { kind: 'obsolete' });
  expect(await row()).toMatchObject({ state: 'obsolete', at_rest: true, finished: true });
});

it('a task given back is due at once and its attempt does not count', async () => {
  const { token } = await claimAll();
  await settleAll(token, { kind: 'given-back' });
  expect(await row()).toMatchObject({ state: 'waiting', attempts: 0, at_rest: false });
  expect((await claimAll()).got).toHaveLength(3);
});
