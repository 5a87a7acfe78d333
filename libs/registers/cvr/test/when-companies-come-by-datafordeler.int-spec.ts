import { CallFailed } from '@contact-sync/outbound';
import type { UnitState } from '@contact-sync/register-simulator';
import type { CvrUnit, EventPage, ReadContext, UnitReading } from '../src';
import { datafordelerScene, type DatafordelerScene } from './datafordeler-scene';

const DAY = 86_400_000;
const START = '2026-11-22T10:00:00.000Z';
const KMD = '26911745';
const BALLERUP = '1003387453';
const CONTEXT: ReadContext = {
  calledAt: '2026-11-22T10:11:12.123456Z',
  companyType: 'J',
  unitType: 'V',
  lifetime: true,
};

let scene: DatafordelerScene;
beforeAll(async () => {
  scene = await datafordelerScene(START, 120);
});
afterAll(() => scene.close());

const unitOf = (number: string): CvrUnit => ({ kind: number.length === 8 ? 'company' : 'production-unit', number });
const everyone = (): CvrUnit[] => [...scene.simulator.world.identities()].map(({ number }) => unitOf(number));
const today = (): string => new Date(scene.clock.now).toISOString().slice(0, 10);

type Found = Extract<UnitReading, { outcome: 'found' }>;

async function readOne(number: string): Promise<Found> {
  const [reading] = await scene.register.read([unitOf(number)], CONTEXT);
  if (reading?.outcome !== 'found') throw new Error(`${number} is ${reading?.outcome}`);
  return reading;
}

/** A reading in the words of the simulator, which tells what the register holds by code of its own. */
function said(reading: UnitReading | undefined): object | undefined {
  if (reading?.outcome !== 'found') return reading;
  const { groups } = reading.observation;
  const [owner] = groups.main_unit?.references?.Hovedvirksomhed ?? [];
  return {
    number: reading.observation.subject.nameCode,
    id: reading.objectId,
    name: groups.name?.fields?.name1,
    address: groups.main_address?.address,
    phone: groups.contact_lines?.contactLines?.phoneNo,
    email: groups.contact_lines?.contactLines?.email,
    industries: groups.industry?.info?.Branche?.map(({ value }) => value) ?? [],
    advertisement: groups.advertisement?.advertisement,
    started: groups.lifetime?.started?.date,
    ceased: groups.lifetime?.ended?.date,
    company: owner?.relative.kind === 'number' ? owner.relative.nameCode : undefined,
  };
}

function expected(number: string): object {
  const state = scene.simulator.world.stateOf(number, today())!;
  return {
    number,
    id: state.id,
    name: [...state.name].slice(0, 150).join('').trimEnd(),
    address: expectedAddress(state),
    phone: state.phone ?? undefined,
    email: state.email ?? undefined,
    industries: state.industries.map(({ code }) => code),
    advertisement: state.advertisingProtected ?? undefined,
    started: state.started,
    ceased: state.ceased ?? undefined,
    company: state.company ?? undefined,
  };
}

function expectedAddress({ address: location, postalAddress }: UnitState): object | undefined {
  const address = location ?? postalAddress;
  if (address === null) return undefined;
  const { road, houseFrom, houseTo, floor, door, coName, postcode, district, municipality, country } = address;
  const house = houseTo === null || houseTo === houseFrom ? houseFrom : `${houseFrom}-${houseTo}`;
  const floorAndDoor = [floor === null ? null : `${floor}.`, door].filter((part) => part !== null).join(' ');
  const free = address.freeText?.split('\n') ?? [];
  const box = address.postBox === null ? null : `Postboks ${address.postBox}`;
  const lines =
    free.length > 0 && road === null
      ? coName === null
        ? [free[0], free[1], free.slice(2).join(', ')]
        : [free[0], free.slice(1).join(', '), coName]
      : [road === null ? box : `${road} ${house ?? ''}`.trim(), floorAndDoor, coName];
  const told = {
    address1: lines[0],
    address2: lines[1],
    address3: lines[2] === null ? null : [...(lines[2] ?? '')].slice(0, 150).join('').trimEnd(),
    municipality,
    postcode,
    city: district,
    country_code: country,
  };
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

describe('a reading', () => {
  it('tells every company and production unit as the register holds it, after whatever happened to it', async () => {
    scene.simulator.world.play(300, 'a busy day');
    const units = everyone();
    const readings = await scene.register.read(units, CONTEXT);
    expect(readings.map(said)).toEqual(units.map(({ number }) => expected(number)));
    const states = units.map(({ number }) => scene.simulator.world.stateOf(number)!);
    // Else it would prove little.
    expect(states.some(({ ceased }) => ceased === today())).toBe(true);
    expect(states.some(({ address }) => address?.coName)).toBe(true);
    expect(states.some(({ address }) => address?.country !== 'DK')).toBe(true);
  });

  it('takes at most nine calls for a hundred units, whichever they are', async () => {
    const units = everyone();
    const hundred = [
      ...units.filter(({ kind }) => kind === 'company').slice(0, 50),
      ...units.filter(({ kind }) => kind === 'production-unit').slice(0, 50),
    ];
    const calls = () => scene.simulator.requestCount('graphql');
    // An import status serves for a minute; this one shall be asked for too.
    scene.clock.now += 61_000;
    const before = calls();
    await scene.register.read(hundred, CONTEXT);
    expect(hundred).toHaveLength(100);
    expect(calls() - before).toBe(9);
    const companies = units.filter(({ kind }) => kind === 'company').slice(0, 100);
    const again = calls();
    await scene.register.read(companies, CONTEXT);
    expect(calls() - again).toBe(7);
  });

  it('says of which import it is, and that a fax number is not told', async () => {
    const { lastSequenceNumber } = scene.simulator.world.importStatus();
    const { observation } = await readOne(BALLERUP);
    expect(observation).toMatchObject({
      register: 'cvr',
      subject: { nameType: 'V', nameCode: BALLERUP },
      clock: '20261122101112123456 datafordeler',
      asOf: today(),
      origin: { road: 'datafordeler', source: `CVR import ${lastSequenceNumber}` },
    });
    expect(observation.groups.contact_lines?.undelivered).toEqual({ contactLines: ['fax'] });
  });

  it('keeps the order of the units, with those that are unknown or cannot be', async () => {
    const readings = await scene.register.read(
      [unitOf('10000009'), unitOf(KMD), { kind: 'company', number: '123' }, unitOf(KMD)],
      CONTEXT,
    );
    expect(readings.map(({ outcome }) => outcome)).toEqual(['not-found', 'found', 'unusable', 'found']);
  });

  it('of nobody calls nobody for facts', async () => {
    const before = scene.simulator.requestCount('graphql');
    expect(await scene.register.read([unitOf('10000009')], CONTEXT)).toEqual([{ outcome: 'not-found' }]);
    expect(scene.simulator.requestCount('graphql') - before).toBeLessThanOrEqual(2);
  });

  it('has the same fingerprint after the register loaded the same anew', async () => {
    const { world } = scene.simulator;
    const one = await readOne(BALLERUP);
    world.apply({ kind: 'phone', number: KMD, value: '70701234' });
    world.apply({ kind: 'phone', number: BALLERUP, value: world.stateOf(BALLERUP)!.phone });
    expect((await readOne(BALLERUP)).observation.fingerprint).toBe(one.observation.fingerprint);
  });

  it('shows what is stored for a later day on that day, and names the day', async () => {
    const on = new Date(scene.clock.now + 10 * DAY).toISOString().slice(0, 10);
    scene.simulator.world.apply({ kind: 'name', number: KMD, name: 'KMD Siden A/S', on });
    const now = await readOne(KMD);
    expect(now.observation.groups.name?.fields?.name1).toBe('KMD A/S');
    expect(now.nextChange).toBe(on);
    scene.clock.now += 10 * DAY;
    const then = await readOne(KMD);
    scene.clock.now -= 10 * DAY;
    expect(then.observation.groups.name?.fields?.name1).toBe('KMD Siden A/S');
    expect(then.nextChange).toBeUndefined();
  });
});

describe('a search', () => {
  it('by exactly this name finds what the guide looks up', async () => {
    const [found, ...more] = await scene.register.findByName('KMD A/S - Ballerup', 10);
    const { id, address } = scene.simulator.world.stateOf(BALLERUP)!;
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      unit: { kind: 'production-unit', number: BALLERUP, objectId: id },
      name: 'KMD A/S - Ballerup',
      status: 'aktiv',
    });
    expect(found?.address).toContain(address?.road);
    expect(await scene.register.findByName('kmd a/s - ballerup', 10)).toEqual([]);
  });

  it('for ids gives them in order', async () => {
    const { world } = scene.simulator;
    const units = [unitOf(BALLERUP), unitOf('10000009'), unitOf(KMD)];
    expect(await scene.register.resolve(units)).toEqual([world.unit(BALLERUP)!.id, undefined, world.company(KMD)!.id]);
  });
});

describe('the events', () => {
  const { apply, completeImport } = {
    apply: (...args: Parameters<DatafordelerScene['simulator']['world']['apply']>) =>
      scene.simulator.world.apply(...args),
    completeImport: () => scene.simulator.world.completeImport(),
  };

  async function since(mark: string): Promise<{ ids: string[]; mark: string }> {
    const pages: EventPage[] = [];
    for await (const page of scene.register.eventsSince(mark)) pages.push(page);
    const ids = pages.flatMap(({ events }) => events.map(({ objectId }) => objectId));
    return { ids: [...new Set(ids)].sort(), mark: pages.at(-1)?.mark ?? mark };
  }

  it('name each unit that changed since the mark, and nobody twice for nothing', async () => {
    const mark = await scene.register.currentMark();
    const changed = [
      apply({ kind: 'address', number: KMD }),
      apply({ kind: 'name', number: BALLERUP, name: 'KMD A/S - Ballerup' }, { repeats: 2 }),
    ];
    const heard = await since(mark);
    expect(heard.ids).toEqual([...new Set(changed.flatMap(({ ids }) => ids))].sort());
    expect(heard.mark).toBe(await scene.register.currentMark());
    expect(await since(heard.mark)).toEqual({ ids: [], mark: heard.mark });
  });

  it('of a package that is not complete wait for it', async () => {
    const mark = await scene.register.currentMark();
    const { ids } = apply({ kind: 'address', number: KMD }, { open: true });
    expect(await since(mark)).toEqual({ ids: [], mark });
    completeImport();
    expect((await since(mark)).ids).toEqual(ids);
  });

  it('that come late are heard of then', async () => {
    const mark = await scene.register.currentMark();
    const { ids } = apply({ kind: 'address', number: KMD }, { lateByMs: 60_000 });
    const early = await since(mark);
    expect(early.ids).toEqual([]);
    scene.clock.now += 61_000;
    expect((await since(early.mark)).ids).toEqual(ids);
  });

  it('of a failed import are heard of when it comes again', async () => {
    const mark = await scene.register.currentMark();
    const { ids } = apply({ kind: 'address', number: KMD }, { failedImport: true });
    expect((await since(mark)).ids).toEqual(ids);
  });

  it.each(['2026-11-22T10:00:00.000Z', '', '99999999999'])(
    'after %p, which is no mark of this register, are refused',
    async (mark) => {
      await expect(since(mark)).rejects.toMatchObject({ failure: 'wrong', code: 'event-mark-unknown' });
    },
  );
});

describe('by REST with a certificate', () => {
  it('the same is told of those that live', async () => {
    const living = everyone()
      .filter(({ number }) => scene.simulator.world.stateOf(number)!.active)
      .slice(0, 12);
    const readings = await scene.rest.read(living, CONTEXT);
    expect(readings.map(said)).toEqual(living.map(({ number }) => expected(number)));
  });

  it.each(['404', 'empty'] as const)('an unknown number is not found, said as %s', async (way) => {
    scene.simulator.services.restNotFound = way;
    expect(await scene.rest.read([unitOf('10000009')], CONTEXT)).toEqual([{ outcome: 'not-found' }]);
  });

  it('a service that is there no more is not read as an unknown number', async () => {
    const fresh = await datafordelerScene(START, 1);
    try {
      fresh.simulator.faults.add({ target: 'rest', fault: { kind: 'status', status: 404 } });
      const reading = fresh.rest.read([unitOf(KMD)], CONTEXT);
      await expect(reading).rejects.toMatchObject({ failure: 'wrong', code: 'version-retired' });
      await expect(fresh.rest.testConnection()).rejects.toBeInstanceOf(CallFailed);
    } finally {
      await fresh.close();
    }
  });

  it('there is neither search by name nor events', async () => {
    await expect(scene.rest.findByName('KMD A/S', 1)).rejects.toMatchObject({ code: 'no-name-search' });
    await expect(scene.rest.currentMark()).rejects.toMatchObject({ code: 'no-events' });
    await expect(scene.rest.testConnection()).resolves.toBeUndefined();
  });
});
