import { inTransaction } from '@contact-sync/database';
import { claim, settle, type Outcome } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { Running } from './running';

const REREAD = 'cvr-update.company.reread.v1';

let running: Running;
let numbers: string[];
let ids: Map<string, string>;

const company = (n: number): string => numbers[n] ?? '';
const idOf = (number: string): string => ids.get(number) ?? '';
const world = (): Running['simulator']['world'] => running.simulator.world;
/** Contacts with an update task, in the order of their ids. */
const wanted = async (): Promise<string[]> => (await running.tasks()).map(({ subject }) => subject);
const inOrder = (contactIds: string[]): string[] => contactIds.sort((a, b) => Number(a) - Number(b));

/** Plays cvr-update: every task that is there comes to this end, those too that a reading replaces meanwhile. */
async function allEnd(outcome: Outcome): Promise<void> {
  await waitFor(async () => {
    const open = await running.rows<{ id: string }>(
      `select id from service_queue.message where state in ('open', 'waiting') and type = 'cvr-update.company.update.v1'`,
    );
    const token = randomUUID();
    const ids = open.map(({ id }) => id);
    const claimed = await claim(running.database.pool, ids, { token, leaseMs: 60_000 });
    await inTransaction(running.database.pool, (tx) =>
      settle(
        tx,
        claimed.map(({ id }) => ({ delivery: { claim: { id, token } }, outcome })),
      ),
    );
    return open.length === 0;
  });
}

beforeAll(async () => {
  running = await Running.fresh();
  numbers = running.someNumbers(12);
  ids = await running.contacts(numbers);
  await running.useDatafordeler({ cvrUpdate: true });
  await running.reach({ subscribed: numbers.length });
  expect(running.simulator.requestCount('gateway')).toBe(0);
  await allEnd({ kind: 'done' });
});
afterAll(() => running.end());
afterEach(() => allEnd({ kind: 'done' }));

it('finding what Datafordeler calls them takes one call for a hundred', () => {
  const documents = running.simulator.requests('graphql').map(({ body }) => JSON.stringify(body));
  // Companies, production units, and the mark of the events; more only to see whether it answers.
  expect(documents.filter((text) => /CVR_(Virksomhed|Produktionsenhed)\b/.test(text))).toHaveLength(2);
});

it('nothing happened: nothing is to be updated', async () => {
  expect((await running.readEvents()).counts).toEqual({});
  expect(await wanted()).toEqual([]);
});

it('each that changed is updated once, however many events tell it, and strangers are only counted', async () => {
  world().apply({ kind: 'name', number: company(0), name: 'Nyt Navn ApS' });
  world().apply({ kind: 'address', number: company(0) }, { repeats: 3 });
  world().apply({ kind: 'phone', number: numbers.at(-1) ?? '', value: '33445566' });
  const [stranger = ''] = running.someNumbers(13).slice(12, 13);
  world().apply({ kind: 'name', number: stranger, name: 'En Anden ApS' });
  const { counts } = await running.readEvents();
  expect(await wanted()).toEqual(inOrder([idOf(company(0)), idOf(numbers.at(-1) ?? '')]));
  expect(counts).toMatchObject({ updates: 2, unknown: 1 });
});

it('what an import package that is still open holds is read when it is whole, and a failed one is passed by', async () => {
  world().apply({ kind: 'name', number: company(1), name: 'Delvis ApS' }, { open: true, failedImport: true });
  await running.readEvents();
  expect(await wanted()).toEqual([]);
  world().completeImport();
  await running.readEvents();
  expect(await wanted()).toEqual([idOf(company(1))]);
});

it('tasks that were not done get the new token with those of new events, and the old ones are obsolete', async () => {
  world().apply({ kind: 'name', number: company(2), name: 'Første ApS' });
  await running.readEvents();
  const [old] = await running.tasks();
  world().apply({ kind: 'name', number: company(3), name: 'Anden ApS' });
  await running.readEvents();
  const tasks = await running.tasks();
  expect(tasks.map(({ subject }) => subject)).toEqual(inOrder([idOf(company(2)), idOf(company(3))]));
  const tokens = new Set(tasks.map(({ data }) => data['activeTasksToken']));
  expect(tokens.size).toBe(1);
  expect(Number([...tokens][0])).toBe(Number(old?.data['activeTasksToken']) + 1);
  expect((await running.status()).events.activeTasksToken).toBe([...tokens][0]);
  const obsolete = await running.rows<{ subject: string }>(
    `select subject from service_queue.message where state = 'obsolete' and type = 'cvr-update.company.update.v1'`,
  );
  expect(obsolete.map(({ subject }) => subject)).toEqual([idOf(company(2))]);
});

it('what takes effect later is read again at 06:00 of that day, besides now', async () => {
  world().apply({ kind: 'name', number: company(4), name: 'Fremtid ApS', on: '2027-01-01' });
  await running.readEvents();
  expect(await wanted()).toEqual([idOf(company(4))]);
  const rereads = await running.rows<{ subject: string; due_at: Date }>(
    `select subject, due_at from service_queue.message where type = $1`,
    [REREAD],
  );
  expect(rereads).toEqual([{ subject: idOf(company(4)), due_at: new Date('2027-01-01T05:00:00Z') }]);
});

describe('what becomes of updates is known per contact', () => {
  const failure = { code: 'not-in-register', text: 'CVR knows no such company' };

  it('a failure stands there with its code until an update goes well', async () => {
    world().apply({ kind: 'name', number: company(5), name: 'Ukendt ApS' });
    await running.readEvents();
    await allEnd({ kind: 'held', problem: failure });
    const { body } = await running.ask('GET', 'failures');
    expect(body).toMatchObject({ failures: [{ contactId: idOf(company(5)), ...failure, failures: 1 }] });
    expect((await running.status()).tasks).toMatchObject({ held: 1 });
  });

  it('a new event tries it again at once, in place of the one at rest', async () => {
    world().apply({ kind: 'phone', number: company(5), value: '55667788' });
    await running.readEvents();
    expect((await running.status()).tasks).toMatchObject({ open: 1 });
    expect((await running.status()).tasks).not.toHaveProperty('held');
    await allEnd({ kind: 'held', problem: failure });
  });

  it('the next readings leave it at rest, and in a week it is tried again', async () => {
    await running.readEvents();
    expect(await running.tasks()).toMatchObject([{ subject: idOf(company(5)) }]);
    expect((await running.status()).tasks).toMatchObject({ held: 1 });
    for (let day = 0; day < 8; day += 1) running.pass(24 * 3_600_000);
    await running.until(async () => (await running.status()).tasks['open'] === 1, 'it to be tried again');
    expect((await running.status()).tasks).not.toHaveProperty('held');
    await allEnd({ kind: 'done' });
    const { body } = await running.ask('GET', 'failures');
    expect(body).toEqual({ failures: [] });
    const [row] = await running.rows('select failures, failure_code from cvr.cvrupdate_import where contact_id = $1', [
      idOf(company(5)),
    ]);
    expect(row).toEqual({ failures: 0, failure_code: null });
  });
});

describe('at KMD Logic', () => {
  const lastUnit = (): string => numbers.at(-1) ?? '';

  beforeAll(async () => {
    await running.useLogic();
    await running.until(async () => (await running.status()).subscribedAt === 'logic', 'the other provider');
    await running.reach({ subscribed: numbers.length });
    await running.readEvents();
    await allEnd({ kind: 'done' });
  });
  afterAll(async () => {
    await running.useDatafordeler();
    await running.until(async () => (await running.status()).subscribedAt === 'datafordeler', 'the provider');
    await running.reach({ subscribed: numbers.length });
    await allEnd({ kind: 'done' });
  });

  it('the day on which a production unit ceased goes with its task, and with the one that replaces it', async () => {
    world().apply({ kind: 'unit-closed', number: lastUnit() });
    const ceased = world().stateOf(lastUnit())?.ceased;
    expect(ceased).toMatch(/^\d{4}-\d\d-\d\d$/);
    await running.readEvents();
    expect(await running.tasks()).toMatchObject([{ subject: idOf(lastUnit()), data: { ceased } }]);
    world().apply({ kind: 'name', number: company(6), name: 'En Til ApS' });
    await running.readEvents();
    expect(await running.tasks()).toMatchObject([
      { subject: idOf(company(6)) },
      { subject: idOf(lastUnit()), data: { ceased } },
    ]);
  });

  it('what the overlap tells again, or late, is not updated again', async () => {
    await running.readEvents();
    await allEnd({ kind: 'done' });
    await running.readEvents();
    expect(await wanted()).toEqual([]);
    world().apply({ kind: 'phone', number: company(7), value: '44556677' }, { lateByMs: 20 * 60_000 });
    await running.readEvents();
    expect(await wanted()).toEqual([]);
    running.pass(25 * 60_000);
    await running.readEvents();
    expect(await wanted()).toEqual([idOf(company(7))]);
  });
});

it('a mark that the register does not know is taken anew, and everybody is updated', async () => {
  await running.rows(`update cvr.cvrupdate_setting set event_mark = '999999999999'`);
  expect((await running.readEvents()).problems).toMatchObject([{ code: 'mark-lost' }]);
  await running.until(async () => (await wanted()).length === numbers.length, 'everybody to be updated');
  const { mark } = (await running.status()).events;
  expect(Number(mark)).toBe(world().importStatus().lastEventId);
});
