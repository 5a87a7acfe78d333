import { type Fault, type RunningSimulator, startSimulator } from '../src';
import { type Answer, call, cvrApi, logicToken } from './calling';

let simulator: RunningSimulator;
let authorization: string;
let now = new Date('2026-11-20T09:00:00.000Z');
let company: string;
let unit: string;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 30, now: () => now, services: { tokenSeconds: 864_000 } });
  authorization = await logicToken(simulator);
  company = simulator.world.company('26911745')!.id;
  unit = simulator.world.unit('1003387453')!.id;
});

afterAll(() => simulator.stop());

const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

const ask = (path: string, method = 'GET', json?: object): Promise<Answer> =>
  call(simulator, `${cvrApi(simulator)}${path}`, { method, headers: { authorization }, ...(json && { json }) });

const subscribe = (objectId: string, configurationId: string | undefined = simulator.secrets.logic.configurationId) =>
  ask(`/subscribe/${objectId}`, 'POST', { configurationId });
const unsubscribe = (objectId: string) =>
  ask(`/unsubscribe/${objectId}?configurationId=${simulator.secrets.logic.configurationId}`, 'DELETE');

interface Page {
  events: { id: string; objectType: string; action: string; actionDateTime: string }[];
  actualCount: number;
}

async function page(from: string, to: string, pageNo = 1, pageSize = 100): Promise<Page> {
  const query = `dateFrom=${from}&dateTo=${to}&pageNo=${pageNo}&pageSize=${pageSize}`;
  return JSON.parse((await ask(`/subscribed-events?${query}`)).text);
}

it('there is one subscription of each object, however often it is asked for', async () => {
  expect((await subscribe(company)).status).toBe(200);
  expect(JSON.parse((await subscribe(company)).text)).toMatch(/^[0-9a-f-]{36}$/);
  expect((await subscribe(unit)).status).toBe(200);
  expect(simulator.subscriptions().map(({ objectId, requests }) => [objectId, requests])).toEqual([
    [company, 2],
    [unit, 1],
  ]);
});

it('the configuration stands in the body when subscribing and in the query when cancelling', async () => {
  const { configurationId } = simulator.secrets.logic;
  const inQuery = await ask(`/subscribe/${company}?configurationId=${configurationId}`, 'POST', {});
  expect([inQuery.status, Object.keys(JSON.parse(inQuery.text))]).toEqual([400, ['configurationId']]);
  expect((await subscribe('4009999999')).status).toBe(400);
  expect((await unsubscribe('4009999999')).status).toBe(400);
});

it('a call that meets a fault changes nothing; one whose answer breaks off is done', async () => {
  const { id } = [...simulator.world.identities()].at(-1)!;
  const broken = async (fault: Fault) => {
    simulator.faults.add({ target: 'gateway', fault, times: 1 });
    await subscribe(id).catch(() => undefined);
    return simulator.subscriptions().some(({ objectId }) => objectId === id);
  };
  expect(await broken({ kind: 'status', status: 503 })).toBe(false);
  expect(await broken({ kind: 'reset', when: 'before' })).toBe(false);
  expect(await broken({ kind: 'reset', when: 'mid-body' })).toBe(true);
  expect((await unsubscribe(id)).status).toBe(200);
});

it('a page that holds only the events of others is empty and counts them', async () => {
  const [stranger] = [...simulator.world.identities()].filter(({ id }) => id !== company && id !== unit).slice(-1);
  later(1);
  simulator.world.apply({ kind: 'phone', number: stranger!.number });
  later(1);
  simulator.world.apply({ kind: 'name', number: '26911745', name: 'KMD Ny A/S' });
  later(1);
  const [from, to] = ['2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z'];
  expect(await page(from, to, 1, 1)).toEqual({ events: [], actualCount: 1 });
  expect(await page(from, to, 2, 1)).toEqual({
    events: [{ id: company, objectType: 'Navn', action: 'Aendret', actionDateTime: '2026-11-20T09:02:00.000Z' }],
    actualCount: 1,
  });
  expect(await page(from, to, 3, 1)).toEqual({ events: [], actualCount: 0 });
  // The end does not belong to the time.
  expect((await page(from, '2026-11-20T09:02:00Z')).actualCount).toBe(1);
});

it('what happened before the subscription is not told', async () => {
  const opened = simulator.world.apply({ kind: 'unit-opened', number: '26911745' });
  later(1);
  await subscribe(opened.ids[0]!);
  simulator.world.apply({ kind: 'unit-closed', number: opened.numbers[0]! });
  later(1);
  const { events } = await page('2026-11-20T09:03:00Z', '2026-11-20T10:00:00Z');
  expect(events.map(({ id, action }) => [id, action])).toEqual([[opened.ids[0], 'Ophoert']]);
});

it('late ones come under the time when they happened', async () => {
  const at = later(10).toISOString();
  simulator.world.apply({ kind: 'phone', number: '26911745' }, { lateByMs: 45 * 60_000 });
  later(44);
  expect((await page(at, '2026-11-21T00:00:00Z')).events).toEqual([]);
  later(1);
  expect((await page(at, '2026-11-21T00:00:00Z')).events.map(({ actionDateTime }) => actionDateTime)).toEqual([at]);
});

it('a day to come is told when it is registered and when it has come', async () => {
  const at = now.toISOString();
  simulator.world.apply({ kind: 'address', number: '1003387453', on: '2026-11-25' });
  later(1);
  expect((await page(at, '2026-12-31T00:00:00Z')).events).toHaveLength(1);
  now = new Date('2026-11-25T05:00:00Z');
  expect((await page(at, '2026-12-31T00:00:00Z')).events.map(({ actionDateTime }) => actionDateTime)).toEqual([
    at,
    '2026-11-25T00:00:00.000Z',
  ]);
});

it('a cancelled one is told nothing more, and cannot be cancelled again', async () => {
  expect(await unsubscribe(company)).toMatchObject({ status: 200, text: '' });
  expect((await unsubscribe(company)).status).toBe(400);
  const at = now.toISOString();
  simulator.world.apply({ kind: 'phone', number: '26911745' });
  later(1);
  expect((await page(at, '2026-12-31T00:00:00Z')).events).toEqual([]);
  expect(simulator.subscriptions().map(({ objectId }) => objectId)).not.toContain(company);
});
