import { LogicAddresses } from './addresses';
import { windowsOf } from './event-window';

const SUBSCRIPTION = 'a1b2c3d4-0000-4000-8000-000000000002';
const CONFIGURATION = 'a1b2c3d4-0000-4000-8000-000000000003';
const addresses = new LogicAddresses({
  gatewayHost: 'https://gateway.kmdlogic.io/',
  version: 'v1',
  subscriptionId: SUBSCRIPTION,
  configurationId: CONFIGURATION,
});
const BASE = `https://gateway.kmdlogic.io/cvr/v1/subscriptions/${SUBSCRIPTION}/cvr`;

it('the configuration stands in the query', () => {
  expect(addresses.company('10000009')).toEqual({
    method: 'GET',
    url: `${BASE}/by-cvr/10000009?configurationId=${CONFIGURATION}`,
  });
  expect(addresses.unsubscribe('4010427449').url).toBe(
    `${BASE}/unsubscribe/4010427449?configurationId=${CONFIGURATION}`,
  );
});

it('but for a subscription, in the body', () => {
  expect(addresses.subscribe('4010427449')).toMatchObject({
    method: 'POST',
    url: `${BASE}/subscribe/4010427449`,
    body: `{"configurationId":"${CONFIGURATION}"}`,
    repeatable: true,
  });
});

it('times are in UTC and escaped', () => {
  const { url } = addresses.subscribedEvents({
    from: new Date('2026-11-22T10:00:00+01:00'),
    to: new Date('2026-11-22T11:00:00+01:00'),
    pageNo: 2,
    pageSize: 1000,
  });
  expect(url).toBe(
    `${BASE}/subscribed-events?dateFrom=2026-11-22T09%3A00%3A00.000Z&dateTo=2026-11-22T10%3A00%3A00.000Z` +
      `&configurationId=${CONFIGURATION}&pageNo=2&pageSize=1000`,
  );
});

it('an id leads nowhere else', () => {
  expect(new URL(addresses.subscribe('../../x?y=1#z').url).pathname).toBe(
    `${new URL(BASE).pathname}/subscribe/..%2F..%2Fx%3Fy%3D1%23z`,
  );
});

it.each(['', '.', '..'])('%j is no id', (id) => expect(() => addresses.unsubscribe(id)).toThrow('that is no id'));

it.each([
  ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z', [['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z']]],
  ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', [['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z']]],
  [
    '2026-11-01T00:00:00Z',
    '2026-12-01T00:00:01Z',
    [
      ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
      ['2026-12-01T00:00:00Z', '2026-12-01T00:00:01Z'],
    ],
  ],
])('from %s to %s is cut into thirty days at most', (from, to, windows) => {
  expect(windowsOf({ from: new Date(from), to: new Date(to) })).toEqual(
    windows.map(([begin = '', end = '']) => ({ from: new Date(begin), to: new Date(end) })),
  );
});
