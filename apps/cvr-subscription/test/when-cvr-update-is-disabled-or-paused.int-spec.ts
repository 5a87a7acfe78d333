import { Running } from './running';

let running: Running;
let numbers: string[];
let ids: Map<string, string>;

const idOf = (at: number): string => ids.get(numbers[at] ?? '') ?? '';
const wanted = async (): Promise<string[]> => (await running.tasks()).map(({ subject }) => subject);
const subscribed = (): string[] => running.simulator.subscriptions().map(({ objectId }) => objectId);
const objectOf = (at: number): string => running.simulator.world.byNumber(numbers[at] ?? '')?.id ?? '';
/** Another name, so that a later word of the register is not the one before. */
const rename = (at: number, name: string): void =>
  void running.simulator.world.apply({ kind: 'name', number: numbers[at] ?? '', name });
const forgetTasks = (): Promise<unknown> => running.rows(`delete from service_queue.message where kind = 'task'`);

beforeAll(async () => {
  running = await Running.fresh();
  numbers = running.someNumbers(5);
  ids = await running.contacts(numbers);
  await running.useLogic({ cvrUpdate: true });
  await running.reach({ subscribed: numbers.length });
});
afterAll(() => running.end());
beforeEach(forgetTasks);

describe('paused', () => {
  it('no events are read, the subscriptions stay, and new contacts subscribe themselves', async () => {
    await running.set({ paused: true });
    rename(0, 'I Pausen ApS');
    expect((await running.readEvents()).problems).toMatchObject([{ code: 'cvr-update-paused' }]);
    expect(await wanted()).toEqual([]);
    const [fresh = ''] = running.someNumbers(6).slice(5, 6);
    ids = new Map([...ids, ...(await running.contacts([fresh]))]);
    numbers = [...numbers, fresh];
    await running.reach({ subscribed: numbers.length });
    expect(subscribed()).toHaveLength(numbers.length);
  });

  it('resumed, what happened meanwhile is read at once', async () => {
    await running.set({ paused: false });
    await running.until(async () => (await wanted()).includes(idOf(0)), 'what happened in the pause');
    // The tasks are there before the reading has ended.
    await running.until(async () => !(await running.status()).events.readingWanted, 'the end of the reading');
  });
});

describe('a contact that is exempted', () => {
  it('is cancelled, is not updated, and its tasks are ended', async () => {
    rename(1, 'Fritaget ApS');
    await running.readEvents();
    expect(await wanted()).toEqual([idOf(1)]);
    const { status, body } = await running.ask('PUT', `subscriptions/${idOf(1)}/exemption`, { reason: 'own register' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { exemption: { reason: 'own register', by: 'local' } },
    });
    expect(await wanted()).toEqual([]);
    await running.reach({ subscribed: numbers.length - 1, exempt: 1 });
    expect(subscribed()).not.toContain(objectOf(1));
    rename(1, 'Stadig Fritaget ApS');
    await running.readEvents();
    expect(await wanted()).toEqual([]);
  });

  it('stays exempt when CVR update is turned off and on, and is not gathered again', async () => {
    await running.set({ cvrUpdate: false });
    await running.reach({ cancelled: numbers.length - 1, exempt: 1 });
    await running.set({ cvrUpdate: true });
    await running.reach({ subscribed: numbers.length - 1, exempt: 1 });
    expect(subscribed()).not.toContain(objectOf(1));
  });

  it('is subscribed again and updated when the exemption is lifted', async () => {
    expect((await running.ask('DELETE', `subscriptions/${idOf(1)}/exemption`)).status).toBe(200);
    await running.reach({ subscribed: numbers.length });
    expect(subscribed()).toContain(objectOf(1));
    expect(await wanted()).toContain(idOf(1));
    expect((await running.ask('DELETE', `subscriptions/${idOf(1)}/exemption`)).status).toBe(404);
  });

  it('must be a company or production unit', async () => {
    expect((await running.ask('PUT', 'subscriptions/987654/exemption', { reason: 'nobody' })).status).toBe(404);
    expect((await running.ask('GET', 'subscriptions/987654')).status).toBe(404);
  });
});

describe('disabled', () => {
  it('every subscription is cancelled, tasks are obsolete, and the contacts stay as they are', async () => {
    rename(2, 'Sidste Nyt ApS');
    await running.readEvents();
    expect(await wanted()).toEqual([idOf(2)]);
    const contacts = await running.rows('select * from contacts.contact order by id');
    await running.set({ cvrUpdate: false, subscribeRate: 4 });
    expect(await wanted()).toEqual([]);
    await running.until(async () => (await running.status()).subscriptions.cancelled >= 4, 'the first cancellations');
    // Stopped in the midst of it, it goes on.
    await running.restart();
    await running.set({ subscribeRate: 1000 });
    await running.reach({ cancelled: numbers.length });
    expect(subscribed()).toEqual([]);
    expect(await running.rows('select * from contacts.contact order by id')).toEqual(contacts);
    await running.until(async () => (await running.status()).subscribedAt === null, 'the end of the cancelling');
  });

  it('contacts that are created now are not subscribed, and are when it is enabled again', async () => {
    const [fresh = ''] = running.someNumbers(7).slice(6, 7);
    const made = await running.contacts([fresh]);
    await running.until(
      async () =>
        (await running.rows(`select from service_queue.delivery where queue like '%cvr-subscription.contacts'`))
          .length === 0,
      'the event of the new contact to be handled',
    );
    await running.reach({ cancelled: numbers.length });
    await running.set({ cvrUpdate: true });
    await running.reach({ subscribed: numbers.length + 1 });
    expect(await wanted()).toContain(made.get(fresh));
  });

  it('enabled before all is cancelled, nothing that happened meanwhile is missed', async () => {
    await running.readEvents();
    await forgetTasks();
    running.simulator.faults.add({ target: 'gateway', path: '/unsubscribe/', fault: { kind: 'status', status: 503 } });
    await running.set({ cvrUpdate: false });
    await running.until(async () => (await running.status()).lane !== null, 'the register to be found away');
    rename(3, 'Imens ApS');
    running.simulator.faults.clear();
    await running.set({ cvrUpdate: true });
    await running.rows('update service_queue.register_lane set next_probe = clock_timestamp()');
    await running.reach({ subscribed: numbers.length + 1 });
    await running.until(async () => (await wanted()).includes(idOf(3)), 'what happened meanwhile');
  });
});
