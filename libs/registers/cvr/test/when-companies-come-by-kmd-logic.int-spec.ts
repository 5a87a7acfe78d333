import { floorAndDoor, type Address } from '@contact-sync/contacts-model';
import { CallFailed } from '@contact-sync/outbound';
import type { Fault, UnitState } from '@contact-sync/register-simulator';
import { describeWithPublished } from '@contact-sync/testing';
import type { CvrUnit, EventPage, UnitReading } from '../src';
import { contractOf } from './published-requests';
import { CONTEXT, logicScene, type LogicScene } from './logic-scene';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = '2026-11-22T10:00:00.000Z';

let scene: LogicScene;
beforeAll(async () => {
  scene = await logicScene(START);
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.faults.clear());

const everyone = (): CvrUnit[] => [...scene.simulator.world.identities()].map(({ kind, number }) => ({ kind, number }));
const company = (place = 0): { number: string; id: string } =>
  [...scene.simulator.world.identities()].filter(
    ({ kind, number }) => kind === 'company' && scene.simulator.world.stateOf(number)?.active,
  )[place]!;
const unitOf = (number: string): CvrUnit => ({ kind: number.length === 8 ? 'company' : 'production-unit', number });

async function readOne(number: string, more: Partial<CvrUnit> = {}): Promise<UnitReading> {
  const [reading] = await scene.register.read([{ ...unitOf(number), ...more }], CONTEXT);
  return reading!;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CallFailed);
  const { failure, code, more } = error as CallFailed;
  return { failure, code, ...(more.retryAfterMs !== undefined && { retryAfterMs: more.retryAfterMs }) };
}

async function pagesSince(mark: string, register = scene.register): Promise<EventPage[]> {
  const pages: EventPage[] = [];
  for await (const page of register.eventsSince(mark)) pages.push(page);
  return pages;
}

const subjectsOf = (pages: readonly EventPage[]): string[] =>
  pages.flatMap(({ events }) => events.map(({ objectId }) => objectId));

const marksOf = (pages: readonly EventPage[]): string[] => [...new Set(pages.map(({ mark }) => mark))];

/** So many changes of everybody else, ten milliseconds apart. */
function othersChange(count: number, mine: string): void {
  const { world } = scene.simulator;
  const others = everyone().filter(({ number }) => number !== mine && world.stateOf(number)?.active);
  for (let done = 0; done < count; done += 1) {
    scene.clock.now += 10;
    world.apply({ kind: 'phone', number: others[done % others.length]!.number });
  }
  scene.clock.now += MINUTE;
}

describe('reading', () => {
  /** Written apart from the mapper: what the contact has to show of what the register holds. */
  const shown = ({ kind, address, industries, ...state }: UnitState) => ({
    name1: state.name === '' ? undefined : state.name.slice(0, 150),
    address1: address?.road == null ? undefined : [address.road, address.houseFrom].filter(Boolean).join(' '),
    address2:
      kind === 'company' && address?.freeText == null
        ? floorAndDoor(address?.floor ?? undefined, address?.door ?? undefined)
        : undefined,
    postcode: address?.postcode ?? undefined,
    municipality: address?.municipality ?? undefined,
    phoneNo: state.phone ?? undefined,
    email: state.email ?? undefined,
    Branche: industries.slice(0, kind === 'company' ? 1 : 4).map(({ code }) => code),
    started: kind === 'company' ? state.started : undefined,
    ended: kind === 'company' ? (state.ceased ?? undefined) : undefined,
  });

  it('every company and production unit becomes what the register holds of it', async () => {
    const units = everyone();
    const readings = await scene.register.read(units, CONTEXT);
    readings.forEach((reading, place) => {
      const number = units[place]!.number;
      const state = scene.simulator.world.stateOf(number)!;
      if (reading.outcome !== 'found') throw new Error(`${number}: ${JSON.stringify(reading)}`);
      const { groups } = reading.observation;
      const address: Address = groups.main_address?.address ?? {};
      expect(reading.objectId).toBe(state.id);
      expect({
        name1: groups.name?.fields?.name1,
        address1: address.address1,
        address2: address.address2,
        postcode: address.postcode,
        municipality: address.municipality,
        ...{ phoneNo: undefined, email: undefined, ...groups.contact_lines?.contactLines },
        Branche: (groups.industry?.info?.Branche ?? []).map(({ value }) => value),
        started: groups.lifetime?.started?.date,
        ended: groups.lifetime?.ended?.date,
      }).toEqual(shown(state));
      expect(groups.main_unit?.references?.Hovedvirksomhed?.[0]?.relative).toEqual(
        state.company === null ? undefined : { kind: 'number', nameType: 'J', nameCode: state.company },
      );
    });
  });

  it("finds the guide's KMD A/S - Ballerup", async () => {
    expect(await readOne('1003387453')).toMatchObject({
      outcome: 'found',
      observation: {
        subject: { nameType: 'V', nameCode: '1003387453' },
        groups: { name: { fields: { name1: 'KMD A/S - Ballerup' } } },
      },
    });
  });

  it('a number that is nobody’s is not found; one that Logic will not take is left by itself', async () => {
    // Logic takes no CVR number that begins with 0.
    const readings = await scene.register.read(
      [unitOf('10000009'), unitOf('01234567'), unitOf(company().number)],
      CONTEXT,
    );
    expect(readings).toMatchObject([
      { outcome: 'not-found' },
      { outcome: 'unusable', code: 'http-400' },
      { outcome: 'found' },
    ]);
  });

  it('at most four calls are in flight', async () => {
    scene.simulator.faults.add({ target: 'gateway', fault: { kind: 'hang' }, times: 8 });
    const before = scene.simulator.requestCount('gateway');
    const reading = failureOf(scene.open({}).read(everyone().slice(0, 8), CONTEXT));
    expect(await reading).toEqual({ failure: 'unavailable', code: 'timeout' });
    expect(scene.simulator.requestCount('gateway') - before).toBe(4);
  });

  it('cannot search by name', async () => {
    expect(await failureOf(scene.register.findByName('KMD A/S', 10))).toEqual({
      failure: 'wrong',
      code: 'no-name-search',
    });
  });
});

describe('when Logic is away', () => {
  it.each<[string, Fault, object]>([
    ['401', { kind: 'status', status: 401 }, { failure: 'refused', code: 'http-401' }],
    ['403', { kind: 'status', status: 403 }, { failure: 'refused', code: 'http-403' }],
    ["404 of the gateway's own", { kind: 'status', status: 404 }, { failure: 'unavailable', code: 'version-retired' }],
    [
      '429 with Retry-After',
      { kind: 'status', status: 429, retryAfter: '7' },
      { failure: 'unavailable', code: 'http-429', retryAfterMs: 7000 },
    ],
    ['500', { kind: 'status', status: 500 }, { failure: 'unavailable', code: 'http-500' }],
    ['half JSON', { kind: 'half-json' }, { failure: 'unavailable', code: 'half-json' }],
    ['nothing', { kind: 'hang' }, { failure: 'unavailable', code: 'timeout' }],
  ])('%s concerns the register, whatever is asked', async (_, fault, failure) => {
    scene.simulator.faults.add({ target: 'gateway', fault });
    const { id } = company();
    const asked = [
      readOne(company().number),
      scene.register.resolve([unitOf('1003387453')]),
      scene.register.testConnection(),
      ...(fault.kind === 'half-json' ? [] : [scene.register.subscribe(id), scene.register.unsubscribe(id)]),
    ];
    for (const one of await Promise.all(asked.map(failureOf))) expect(one).toEqual(failure);
  });

  it.each<Fault>([
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'mid-body' },
  ])('a connection that breaks concerns the register: %j', async (fault) => {
    scene.simulator.faults.add({ target: 'gateway', fault });
    expect(await failureOf(readOne(company().number))).toMatchObject({ failure: 'unavailable' });
  });

  it('a version that is retired is no unknown company', async () => {
    const retired = scene.open({ settings: { logicVersion: 'v9' } });
    expect(await failureOf(retired.read([unitOf(company().number)], CONTEXT))).toEqual({
      failure: 'unavailable',
      code: 'version-retired',
    });
  });

  it('a token that is refused is renewed once, and nobody notices', async () => {
    await readOne(company().number);
    const before = scene.credentials.tokens();
    scene.simulator.withdrawTokens();
    expect(await readOne(company().number)).toMatchObject({ outcome: 'found' });
    expect(scene.credentials.tokens()).toBe(before + 1);
  });
});

describe('subscriptions', () => {
  it('made twice there is one, cancelled twice there is none', async () => {
    const { number, id } = company();
    expect(await scene.register.resolve([unitOf(number), unitOf('10000009')])).toEqual([id, undefined]);
    await scene.register.subscribe(id);
    await scene.register.subscribe(id);
    expect(scene.simulator.subscriptions().map(({ objectId }) => objectId)).toEqual([id]);
    await scene.register.unsubscribe(id);
    await scene.register.unsubscribe(id);
    expect(scene.simulator.subscriptions()).toEqual([]);
  });

  it('of an object that Logic does not know concerns that object alone', async () => {
    expect(await failureOf(scene.register.subscribe('4999999999'))).toEqual({ failure: 'wrong', code: 'http-400' });
  });

  it('a product that Logic does not know concerns everybody, and cancels nothing', async () => {
    const { number, id } = company();
    await scene.register.subscribe(id);
    const other = scene.open({ fields: { configurationId: '00000000-0000-4000-8000-000000000000' } });
    const refused = { failure: 'refused', code: 'configuration-refused' };
    expect(await failureOf(other.unsubscribe(id))).toEqual(refused);
    expect(await failureOf(other.subscribe(id))).toEqual(refused);
    expect(await failureOf(other.read([unitOf(number)], CONTEXT))).toEqual(refused);
    expect(scene.simulator.subscriptions()).toHaveLength(1);
    await scene.register.unsubscribe(id);
  });
});

describe('events', () => {
  it('of subscribed objects alone, behind pages of the events of others', async () => {
    const mine = company();
    await scene.register.subscribe(mine.id);
    const mark = await scene.register.currentMark();
    othersChange(1100, mine.number);
    scene.simulator.world.apply({ kind: 'name', number: mine.number });
    scene.clock.now += MINUTE;
    const pages = await pagesSince(mark);
    expect(new Set(subjectsOf(pages))).toEqual(new Set([mine.id]));
    expect(pages.at(-1)?.mark).toBe(new Date(scene.clock.now).toISOString());
    await scene.register.unsubscribe(mine.id);
  });

  it('that are told late are found by the next reading, and those told before are known by their key', async () => {
    const { number, id } = company(2);
    await scene.register.subscribe(id);
    scene.clock.now += 2 * DAY;
    const mark = await scene.register.currentMark();
    scene.clock.now += MINUTE;
    const phoned = scene.clock.now;
    scene.simulator.world.apply({ kind: 'phone', number }, { repeats: 2 });
    scene.simulator.world.apply({ kind: 'email', number }, { lateByMs: 30 * MINUTE });
    scene.clock.now += MINUTE;
    const first = await pagesSince(mark);
    scene.clock.now += 40 * MINUTE;
    const second = await pagesSince(first.at(-1)!.mark);
    const keys = (pages: readonly EventPage[]): string[] => pages.flatMap(({ events }) => events.map(({ key }) => key));
    // Told three times, given once.
    expect(scene.simulator.world.notices().filter(({ told }) => told === phoned)).toHaveLength(3);
    expect(keys(first)).toHaveLength(1);
    expect(keys(second)).toEqual(expect.arrayContaining(keys(first)));
    expect(keys(second)).toHaveLength(2);
    await scene.register.unsubscribe(id);
  });

  it('leave the mark where it was until the last page was passed', async () => {
    const mine = company(3);
    await scene.register.subscribe(mine.id);
    scene.clock.now += 2 * DAY;
    const mark = await scene.register.currentMark();
    scene.clock.now += MINUTE;
    scene.simulator.world.apply({ kind: 'phone', number: mine.number });
    othersChange(1500, mine.number);
    const passed: EventPage[] = [];
    const broken = async (): Promise<void> => {
      for await (const page of scene.register.eventsSince(mark)) passed.push(page);
    };
    // With a token that holds at this time, two pages come and the third does not.
    await scene.register.testConnection();
    scene.simulator.faults.add({ target: 'gateway', fault: { kind: 'slow', ms: 0 }, times: 2 });
    scene.simulator.faults.add({ target: 'gateway', fault: { kind: 'status', status: 503 } });
    expect(await failureOf(broken())).toEqual({ failure: 'unavailable', code: 'http-503' });
    expect(passed.map((page) => page.mark)).toEqual([mark]);
    scene.simulator.faults.clear();
    const pages = await pagesSince(mark);
    expect(subjectsOf(pages)).toEqual(subjectsOf(passed));
    expect(pages.at(-1)!.mark > mark).toBe(true);
    await scene.register.unsubscribe(mine.id);
  });

  it('after a long pause are asked for by thirty days at a time', async () => {
    const mark = new Date(scene.clock.now - 70 * DAY).toISOString();
    const before = scene.simulator.requests('gateway').length;
    const pages = await pagesSince(mark);
    const windows = scene.simulator
      .requests('gateway')
      .slice(before)
      .filter(({ query }) => query.pageNo === '1')
      .map(({ query }) => [Date.parse(query.dateFrom!), Date.parse(query.dateTo!)] as const);
    // 70 days and the hour of overlap: 30, 30, and the rest.
    const begin = Date.parse(mark) - 60 * MINUTE;
    expect(windows).toEqual([
      [begin, begin + 30 * DAY],
      [begin + 30 * DAY, begin + 60 * DAY],
      [begin + 60 * DAY, scene.clock.now],
    ]);
    expect(marksOf(pages)).toEqual(windows.map(([, to]) => new Date(to).toISOString()));
  });

  it('a clock that was put back leaves the mark where it is, and asks for a time that is one', async () => {
    const mark = new Date(scene.clock.now + 10 * MINUTE).toISOString();
    const before = scene.simulator.requests('gateway').length;
    const pages = await pagesSince(mark, scene.open({ settings: { pollOverlapMinutes: 5 } }));
    expect(marksOf(pages)).toEqual([mark]);
    const asked = scene.simulator.requests('gateway').slice(before);
    expect(asked.map(({ query }) => Date.parse(query.dateTo!) - Date.parse(query.dateFrom!))).toEqual([5 * MINUTE]);
  });

  it('tell that a production unit ceased, which no answer does; reading it then ends it', async () => {
    const closing = [...scene.simulator.world.identities()].find(
      ({ kind, number }) =>
        kind === 'production-unit' && number !== '1003387453' && scene.simulator.world.stateOf(number)?.active,
    )!;
    await scene.register.subscribe(closing.id);
    scene.clock.now += 2 * DAY;
    const mark = await scene.register.currentMark();
    scene.clock.now += MINUTE;
    scene.simulator.world.apply({ kind: 'unit-closed', number: closing.number });
    scene.clock.now += MINUTE;
    const ceased = (await pagesSince(mark)).flatMap(({ events }) => events.flatMap((event) => event.ceased ?? []));
    const today = scene.simulator.world.stateOf(closing.number)!.ceased!;
    expect(ceased).toEqual([today]);
    expect(await readOne(closing.number, { ceased: today })).toMatchObject({
      observation: { groups: { lifetime: { ended: { date: today }, undelivered: { started: true } } } },
    });
    const told = await readOne(closing.number);
    expect(told).not.toHaveProperty('observation.groups.lifetime');
    await scene.register.unsubscribe(closing.id);
  });
});

describeWithPublished('the published contract', ['specs/kmd-logic/data/cvr/cvr.swagger.json'], ([file]) => {
  it('is kept by every request', async () => {
    const departs = contractOf(file!);
    const { number, id } = company();
    await scene.register.read([unitOf(number), unitOf('1003387453')], CONTEXT);
    await scene.register.subscribe(id);
    await scene.register.unsubscribe(id);
    await scene.register.testConnection();
    const requests = scene.simulator.requests('gateway').filter(({ path }) => !path.startsWith('/cvr/v9/'));
    const operations = new Set(requests.map(({ method, path }) => `${method} ${path.split('/')[6]}`));
    expect(operations).toEqual(
      new Set([
        'GET by-cvr',
        'GET production-unit-detail',
        'POST subscribe',
        'DELETE unsubscribe',
        'GET subscribed-events',
      ]),
    );
    expect(new Set(requests.flatMap((request) => departs(request) ?? []))).toEqual(new Set());
    // The client of the publisher always sends the configuration; where, differs.
    expect(requests.every(({ method, query }) => (query.configurationId === undefined) === (method === 'POST'))).toBe(
      true,
    );
  });

  it('is a measure: departures are seen', () => {
    const departs = contractOf(file!);
    const ID = 'a1b2c3d4-0000-4000-8000-000000000001';
    const path = `/cvr/v1/subscriptions/${ID}/cvr`;
    const request = { target: 'gateway', method: 'GET', query: {} } as const;
    expect(departs({ ...request, path: `${path}/by-cvr/1`, query: { configurationId: ID } })).toBeUndefined();
    expect(departs({ ...request, path: `${path}/by-cvr/1`, query: { configurationId: 'x' } })).toMatch(/does not fit/);
    expect(departs({ ...request, path: `${path}/by-cvr/1`, query: { other: '1' } })).toMatch(
      /not published in the query/,
    );
    expect(departs({ ...request, path: `${path}/by-name/1` })).toMatch(/not published for the path/);
    expect(departs({ ...request, path: `${path}/events`, query: { dateFrom: START } })).toMatch(/dateTo is required/);
    expect(departs({ ...request, path: `${path}/events`, query: { dateFrom: '2026', dateTo: START } })).toMatch(
      /does not fit/,
    );
    expect(departs({ ...request, method: 'POST', path: `${path}/subscribe/1`, body: { configurationId: 7 } })).toMatch(
      /request does not fit/,
    );
  });
});
