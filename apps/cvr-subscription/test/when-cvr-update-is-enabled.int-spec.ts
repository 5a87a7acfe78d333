import { Running } from './running';

/** Valid by its check digits, and no company of the simulator's. */
const NOBODY = '99999993';

let running: Running;
let numbers: string[];
let ids: Map<string, string>;

beforeAll(async () => {
  running = await Running.fresh();
  numbers = running.someNumbers(10);
  ids = await running.contacts([...numbers, NOBODY]);
});
afterAll(() => running.end());

const objectIds = (): string[] => running.simulator.subscriptions().map(({ objectId }) => objectId);

it('is off after installation: nothing is subscribed, and a reading says why there is nothing to read', async () => {
  const { cvrIntegration, cvrUpdate } = await running.status();
  expect({ cvrIntegration, cvrUpdate }).toEqual({ cvrIntegration: false, cvrUpdate: false });
  expect((await running.readEvents()).problems).toMatchObject([{ code: 'cvr-update-off' }]);
  expect(running.simulator.requestCount('gateway')).toBe(0);
});

it('is refused without the integration, without a profile, and with one of another kind', async () => {
  const { graphql: graphqlHost, restCertificate: restHost } = running.simulator.addresses;
  const refused = async (wanted: object): Promise<unknown> => {
    const { status, body } = await running.ask<{ errors: { field: string }[] }>('PATCH', 'settings', {
      graphqlHost,
      restHost,
      ...wanted,
    });
    return [status, body.errors.map(({ field }) => field)];
  };
  expect(await refused({ cvrUpdate: true, authProfile: 'kmd-logic', provider: 'logic' })).toEqual([409, ['cvrUpdate']]);
  expect(await refused({ cvrUpdate: true, cvrIntegration: true })).toEqual([409, ['authProfile']]);
  expect(await refused({ authProfile: 'nobody' })).toEqual([409, ['authProfile']]);
  expect(await refused({ authProfile: 'kmd-logic' })).toEqual([409, ['authProfile']]);
  expect(await refused({ odataProfile: 'kmd-logic' })).toEqual([409, ['odataProfile']]);
  expect((await running.status()).provider).toBe('datafordeler');
});

it('an old CVR-J string and an old configuration of CVR Update become settings, without a secret in the answer', async () => {
  const parameters = 'Level:1, UserID:bruger, Password:hemmelig; Jtype=J; Ptype=V; ForceUpdate=N';
  const taken = await running.ask<{ report: unknown[] }>('POST', 'settings/legacy-parameters', { parameters });
  expect(taken.status).toBe(200);
  expect(taken.body.report).toHaveLength(6);
  expect(await running.rows(`select value from cvr_register.setting where name = 'forceUpdate'`)).toEqual([
    { value: false },
  ]);
  const text = "Update-CvrUpdateServiceConfiguration -OAuth2ClientId 'wz' -LogicClientSecret 'l-hemmelig'";
  const configured = await running.ask('POST', 'settings/legacy-cvr-update', { text });
  expect(configured).toMatchObject({
    status: 200,
    body: {
      profiles: [
        { kind: 'kmd-logic', secrets: ['clientSecret'] },
        { kind: 'odata', fields: { clientId: 'wz' } },
      ],
    },
  });
  expect(JSON.stringify([taken.body, configured.body])).not.toContain('hemmelig');
});

describe('enabled', () => {
  it('every company and production unit is subscribed once, through a stop in the midst of it', async () => {
    // Slow enough to be stopped on the way.
    running.simulator.faults.add({ target: 'gateway', fault: { kind: 'status', status: 503 }, times: 1 });
    await running.useLogic({ cvrUpdate: true, subscribeRate: 4 });
    // Away at first, and then there.
    await running.until(async () => (await running.status()).lane !== null, 'the register to be found away');
    expect(objectIds()).toEqual([]);
    await running.rows('update service_queue.register_lane set next_probe = clock_timestamp()');
    await running.until(async () => (await running.status()).subscriptions.subscribed >= 4, 'the first subscriptions');
    await running.restart();
    const before = objectIds().length;
    expect(before).toBeLessThan(numbers.length);
    await running.set({ subscribeRate: 1000 });
    await running.reach({ subscribed: numbers.length, unknown: 1 });
    expect(new Set(objectIds()).size).toBe(numbers.length);
    expect(objectIds()).toHaveLength(numbers.length);
    const units = numbers.map((number) => running.simulator.world.byNumber(number)?.id);
    expect(objectIds().sort()).toEqual(units.sort());
    expect(running.profiles.used).toEqual(new Map([['cvr-subscription', 'kmd-logic']]));
  });

  it('each is updated for the first time after it was subscribed', async () => {
    const tasks = await running.tasks();
    expect(tasks.map(({ subject }) => subject)).toEqual(
      numbers.map((number) => ids.get(number)).sort((a, b) => Number(a) - Number(b)),
    );
    expect(tasks[0]?.data).toEqual({ contactId: tasks[0]?.subject, activeTasksToken: '1' });
  });

  it('one that CVR does not know is an import failure, and asked for again in a week', async () => {
    const { body } = await running.ask('GET', 'failures');
    expect(body).toMatchObject({ failures: [{ contactId: ids.get(NOBODY), code: 'not-in-register', failures: 1 }] });
    const { body: subscription } = await running.ask('GET', `subscriptions/${ids.get(NOBODY)}`);
    expect(subscription).toMatchObject({ state: 'unknown', error: { code: 'not-in-register' } });
    const path = `/by-cvr/${NOBODY}`;
    const asked = (): number => running.simulator.requests('gateway').filter((one) => one.path.endsWith(path)).length;
    expect(asked()).toBe(1);
    for (let day = 0; day < 8; day += 1) running.pass(24 * 3_600_000);
    await running.until(() => Promise.resolve(asked() === 2), 'it to be asked for again');
  });

  it('contacts that are created from now on subscribe themselves', async () => {
    const [fresh = ''] = running.someNumbers(11).slice(10, 11);
    const made = await running.contacts([fresh]);
    await running.reach({ subscribed: numbers.length + 1, unknown: 1 });
    expect(objectIds()).toContain(running.simulator.world.byNumber(fresh)?.id);
    expect((await running.tasks()).map(({ subject }) => subject)).toContain(made.get(fresh));
  });

  it('one that the provider will not take stops no other, and is tried again in an hour', async () => {
    const [odd = '', good = ''] = running.someNumbers(13).slice(11, 13);
    const path = `/subscribe/${running.simulator.world.byNumber(odd)?.id}`;
    running.simulator.faults.add({ target: 'gateway', path, fault: { kind: 'status', status: 400 }, times: 1 });
    const made = await running.contacts([odd, good]);
    await running.reach({ subscribed: numbers.length + 2, subscribing: 1, unknown: 1 });
    const { body } = await running.ask('GET', `subscriptions/${made.get(odd)}`);
    expect(body).toMatchObject({ state: 'subscribing', error: { code: 'http-400' } });
    expect((await running.status()).lane).toBeNull();
    running.passHour();
    await running.reach({ subscribed: numbers.length + 3, unknown: 1 });
  });

  it('what is told of it is counted', async () => {
    const metrics = await running.service.metrics.text();
    expect(metrics).toContain('cvr_subscriptions{state="subscribed",service="cvr-subscription"} 23');
    expect(metrics).toContain('cvr_subscriptions{state="unknown",service="cvr-subscription"} 1');
    expect(metrics).toContain('cvr_update_tasks{state="open",service="cvr-subscription"} 23');
    const { body } = await running.ask('GET', 'subscriptions?state=subscribed&limit=20');
    expect(body).toMatchObject({ subscriptions: { length: 20 }, next: expect.any(String) });
    const { next } = body as { next: string };
    const last = await running.ask('GET', `subscriptions?state=subscribed&limit=20&cursor=${next}`);
    expect(last.body).toMatchObject({ subscriptions: { length: 3, 0: { state: 'subscribed', provider: 'logic' } } });
    expect(last.body).not.toHaveProperty('next');
  });

  it('no secret and no token is in the log', async () => {
    const log = await running.log();
    expect(log).toContain('run ended');
    const { clientSecret } = running.simulator.profiles['kmd-logic'];
    expect(log).not.toContain(clientSecret);
    expect(log).not.toMatch(/eyJ|Bearer /);
  });
});
