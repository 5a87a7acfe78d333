import { Running } from './running';

let running: Running;
let numbers: string[];

beforeAll(async () => {
  running = await Running.fresh();
  numbers = running.someNumbers(10);
  await running.contacts(numbers);
  await running.useLogic({ cvrUpdate: true });
  await running.reach({ subscribed: numbers.length });
});
afterAll(() => running.end());

it('the subscriptions at the old provider are cancelled first, with the profile they were made with', async () => {
  await running.set({ subscribeRate: 4 });
  await running.rows(`delete from service_queue.message where kind = 'task'`);
  await running.useDatafordeler({ subscribeRate: 4 });
  expect(await running.status()).toMatchObject({ provider: 'datafordeler', subscribedAt: 'logic' });
  expect(running.profiles.used).toEqual(
    new Map([
      ['cvr-subscription', 'graphql-client-secret'],
      ['cvr-subscription: until cancelled', 'kmd-logic'],
    ]),
  );
  // Nothing is asked of the new one as long as something is left at the old one.
  await running.until(async () => running.simulator.subscriptions().length <= numbers.length - 4, 'the first to go');
  expect(running.simulator.requests('graphql').filter(({ body }) => /Virksomhed/.test(JSON.stringify(body)))).toEqual(
    [],
  );
});

it('a second change is refused meanwhile', async () => {
  const { status, body } = await running.ask('PATCH', 'settings', { provider: 'logic', authProfile: 'kmd-logic' });
  expect({ status, body }).toMatchObject({ status: 409, body: { code: 'provider-change-under-way' } });
});

it('then they are made at the new one, with a mark of its own, and everybody is updated', async () => {
  await running.set({ subscribeRate: 1000 });
  await running.reach({ subscribed: numbers.length });
  expect(running.simulator.subscriptions()).toEqual([]);
  const { subscribedAt, events } = await running.status();
  expect(subscribedAt).toBe('datafordeler');
  expect(Number(events.mark)).toBe(running.simulator.world.importStatus().lastEventId);
  expect(await running.tasks()).toHaveLength(numbers.length);
  const { body } = await running.ask<{ subscriptions: { provider: string }[] }>('GET', 'subscriptions');
  expect(new Set(body.subscriptions.map(({ provider }) => provider))).toEqual(new Set(['datafordeler']));
  await running.until(() => Promise.resolve(running.profiles.used.size === 1), 'the old profile to be free');
});

it('and back again', async () => {
  await running.useLogic();
  await running.until(async () => (await running.status()).subscribedAt === 'logic', 'the other provider');
  await running.reach({ subscribed: numbers.length });
  expect(running.simulator.subscriptions()).toHaveLength(numbers.length);
});
