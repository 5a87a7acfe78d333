import { logicTokenFailureText } from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { Running } from './running';

type Rule = Parameters<RunningSimulator['faults']['add']>[0];
type Fault = Rule['fault'];

let running: Running;
let numbers: string[];
let ids: Map<string, string>;

const wanted = async (): Promise<string[]> => (await running.tasks()).map(({ subject }) => subject);
const warnings = async (): Promise<number> =>
  (await running.log()).split('\n').filter((line) => line.includes('CVR is away: its work waits')).length;
/** The lane's times are the database's. */
const probeIsDue = (): Promise<unknown> =>
  running.rows('update service_queue.register_lane set next_probe = clock_timestamp()');
const readiness = async (path: string): Promise<{ status: number; text: string; ms: number }> => {
  const began = performance.now();
  const answer = await fetch(`${running.service.url}${path}`);
  return { status: answer.status, text: await answer.text(), ms: performance.now() - began };
};

beforeAll(async () => {
  running = await Running.fresh({ env: { CVR_CHECK_SECONDS: '1', CVR_CALL_LIMIT: '1' } });
  numbers = running.someNumbers(5);
  ids = await running.contacts(numbers);
});
afterAll(() => running.end());

const AWAY: readonly (readonly [string, Fault, string])[] = [
  ['limits us', { kind: 'status', status: 429, retryAfter: '3600' }, 'http-429'],
  ['is out of order', { kind: 'status', status: 503 }, 'http-503'],
  ['breaks off', { kind: 'reset', when: 'mid-body' }, ''],
  ['gives half an answer', { kind: 'half-json' }, ''],
  ['does not answer at all', { kind: 'hang' }, 'timeout'],
  ['refuses us', { kind: 'status', status: 401 }, ''],
  ['has retired the version', { kind: 'status', status: 404 }, ''],
];

describe.each([
  ['KMD Logic', 'gateway', () => running.useLogic({ cvrUpdate: true })],
  ['Datafordeler', 'graphql', () => running.useDatafordeler({ cvrUpdate: true })],
] as const)('%s', (_name, target, use) => {
  beforeAll(async () => {
    await use();
    await running.until(
      async () => (await running.status()).subscribedAt === (await running.status()).provider,
      'the provider',
    );
    await running.reach({ subscribed: numbers.length });
  });

  /** The last probe of an outage may have begun a reading besides the one that was waited for. */
  beforeEach(() =>
    running.until(
      async () =>
        !(await running.status()).events.readingWanted &&
        (await running.rows(`select from cvr.run where state = 'running'`)).length === 0,
      'the readings to end',
    ),
  );
  afterEach(() => running.simulator.faults.clear());

  it.each(AWAY)('%s for an hour: one pause, one warning, and then nothing is missing', async (_what, fault, code) => {
    await running.rows(`delete from service_queue.message where kind = 'task'`);
    const before = { warnings: await warnings(), mark: (await running.status()).events.mark };
    running.simulator.faults.add({ target, fault });
    const { problems } = await running.readEvents();
    expect(problems).toMatchObject([{ code: 'register-away' }]);
    // It happens while nobody hears of it.
    running.simulator.world.apply({ kind: 'name', number: numbers[0] ?? '', name: 'Under Udfaldet ApS' });
    for (let probe = 0; probe < 2; probe += 1) {
      const calls = running.simulator.requestCount(target);
      await running.until(async () => {
        await probeIsDue();
        return running.simulator.requestCount(target) > calls;
      }, 'a probe');
      running.pass(30 * 60_000);
    }
    const { lane, events } = await running.status();
    expect(lane?.code).toContain(code);
    expect(events).toMatchObject({ mark: before.mark, readingWanted: true });
    expect(await warnings()).toBe(before.warnings + 1);
    expect((await running.status()).subscriptions).toMatchObject({ subscribed: numbers.length });
    running.simulator.faults.clear();
    await running.until(async () => {
      await probeIsDue();
      return (await wanted()).length > 0;
    }, 'what happened meanwhile');
    expect(await wanted()).toEqual([ids.get(numbers[0] ?? '')]);
    await running.until(async () => (await running.status()).lane === null, 'the lane to open');
    expect(await warnings()).toBe(before.warnings + 1);
  });
});

describe('the probes while the provider hangs', () => {
  const DURATIONS = /"((?:totalD|d)uration)":"\d\d:\d\d:\d\d(?:\.\d{7})?"/g;
  const asDocumented = (text: string): string => text.replaceAll(DURATIONS, '"$1":"…"');
  const HEALTHY =
    '{"status":"Healthy","totalDuration":"…","entries":{"self":{"data":{},"duration":"…","status":"Healthy","tags":["liveness","readiness"]},"OData":{"data":{},"duration":"…","status":"Healthy","tags":["readiness"]},"Logic":{"data":{},"duration":"…","status":"Healthy","tags":["readiness"]}}}';

  beforeAll(() => running.useDatafordeler());

  it('healthy, it is the documented text but for the durations, on both addresses', async () => {
    for (const path of ['/CvrSubscriptionService/readiness', '/cvr-subscription/readiness', '/readiness'])
      await running.until(async () => asDocumented((await readiness(path)).text) === HEALTHY, path);
    expect(await readiness('/CvrSubscriptionService/liveness')).toMatchObject({ status: 200, text: 'Healthy' });
    const { headers } = await fetch(`${running.service.url}/CvrSubscriptionService/readiness`);
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'application/json',
      'no-store, no-cache',
    ]);
  });

  it('it answers within 50 ms what was last found, and readiness is degraded', async () => {
    running.simulator.faults.add({ target: 'graphql', fault: { kind: 'hang' } });
    await running.until(async () => (await readiness('/readiness')).text.includes('timeout'), 'the check to notice');
    const times: number[] = [];
    for (let ask = 0; ask < 50; ask += 1) {
      const { status, text, ms } = await readiness('/CvrSubscriptionService/readiness');
      times.push(ms);
      expect([status, JSON.parse(text)]).toMatchObject([
        503,
        { status: 'Unhealthy', entries: { Logic: { status: 'Unhealthy' } } },
      ]);
    }
    // Nothing is waited for; the slowest of them may have met a busy machine.
    expect(times.sort((a, b) => a - b)[45]).toBeLessThan(50);
    expect(await readiness('/readiness')).toMatchObject({ status: 200 });
    expect(JSON.parse((await readiness('/readiness')).text)).toMatchObject({
      status: 'Degraded',
      entries: { Logic: { status: 'Degraded' }, OData: { status: 'Healthy' } },
    });
    running.simulator.faults.clear();
  });

  it('a token issuer that refuses us is quoted as the original quotes it', async () => {
    const said = logicTokenFailureText({ status: 400, error: 'unauthorized_client' });
    expect(said).toBe('Unable to access the token issuer, request returned BadRequest. Reason: unauthorized_client.');
    running.profiles.refuses = said;
    // An hour may have come while it hung.
    await running.rows('delete from service_queue.register_lane');
    // It holds no token any more.
    await running.restart();
    await running.until(async () => (await readiness('/readiness')).text.includes(said), 'the refusal');
    const { status, text } = await readiness('/CvrSubscriptionService/readiness');
    expect(status).toBe(503);
    // What is paused, and until when, stands in the data.
    expect(asDocumented(text).replace(/"data":\{"pausedAt[^}]*\}/, '"data":{}')).toContain(
      `"Logic":{"data":{},"description":"${said}","duration":"…","exception":"${said}","status":"Unhealthy","tags":["readiness"]}`,
    );
  });
});
