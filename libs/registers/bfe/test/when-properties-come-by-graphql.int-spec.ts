import { CallFailed } from '@contact-sync/outbound';
import { SAMPLE_PROPERTIES as SAMPLES } from '@contact-sync/register-simulator';
import type { PropertyReading, ReadContext } from '../src';
import { datafordelerScene, type DatafordelerScene } from './datafordeler-scene';

let scene: DatafordelerScene;
beforeAll(async () => {
  scene = await datafordelerScene('2026-11-21T09:00:00.000Z', 200);
});
beforeEach(() => scene.simulator.faults.clear());
afterAll(() => scene.close());

const CONTEXT: ReadContext = {
  calledAt: '2026-11-21T09:00:00.000000Z',
  contactType: '1',
  companyType: 'J',
  owners: false,
};
type Found = Extract<PropertyReading, { outcome: 'found' }>;

async function readOne(number: number, own: Partial<ReadContext> = {}): Promise<Found> {
  const [reading] = await scene.register.read([String(number)], { ...CONTEXT, ...own });
  if (reading?.outcome !== 'found') throw new Error(`${number}: ${JSON.stringify(reading)}`);
  return reading;
}
const groupsOf = async (number: number) => (await readOne(number)).observation.groups;
const world = () => scene.simulator.properties;
const asked = () => scene.simulator.requestCount('graphql');

/** What a reading says, in the words of the simulator's own account of what is true. */
function said({ observation: { groups } }: Found) {
  const values = (group: 'parcels' | 'property_number' | 'property', label: string): string[] =>
    groups[group]?.info?.[label]?.map(({ value }) => value) ?? [];
  const { address } = groups.main_address ?? {};
  return {
    ended: groups.lifetime?.ended?.date ?? null,
    line: address?.address1 ?? null,
    postcode: address?.postcode ?? null,
    city: address?.city ?? null,
    municipality: address?.municipality ?? null,
    parcels: values('parcels', 'Matrikel').sort(),
    numbers: values('property_number', 'Ejendomsnummer'),
    kind: values('property', 'Ejendomstype')[0],
    notes: values('property', 'Notering').length,
  };
}

const KINDS = {
  land: 'Samlet fast ejendom',
  flat: 'Ejerlejlighed',
  'building-area': 'Bygning på fremmed grund',
  'building-point': 'Bygning på fremmed grund',
} as const;

function truth(bfe: number) {
  const state = world().stateOf(bfe);
  if (state === undefined) throw new Error(`${bfe} is nowhere`);
  const { address } = state;
  return {
    ended: state.ceased,
    line: address ? `${address.road} ${address.houseNumber}` : state.designation,
    postcode: address?.postcode ?? null,
    city: address?.town ?? null,
    municipality: state.municipality?.code ?? null,
    kind: KINDS[state.kind],
  };
}

describe('every living property', () => {
  it('is read as what it is, a hundred in some dozen calls', async () => {
    const numbers = [...world().identities()].map(({ bfe }) => String(bfe)).slice(0, 100);
    const before = asked();
    const readings = await scene.register.read(numbers, { ...CONTEXT, owners: true });
    expect(asked() - before).toBeLessThanOrEqual(21);
    const living = readings.flatMap((reading, at) => {
      const state = world().stateOf(numbers[at] ?? '');
      if (reading.outcome !== 'found') throw new Error(`${numbers[at]}: ${reading.outcome}`);
      return state?.ceased === null ? [{ reading, state }] : [];
    });
    expect(living.length).toBeGreaterThan(80);
    for (const { reading, state } of living) {
      const { parcels, numbers: told, notes, ...rest } = said(reading);
      expect(rest).toEqual(truth(state.bfe));
      expect(told).toEqual(
        [state.propertyNumber, state.valuationNumber].flatMap((number) => (number === null ? [] : [String(number)])),
      );
      const name = reading.observation.groups.name?.fields?.name1;
      expect(name?.length).toBeGreaterThan(0);
      if (state.address) expect(name).toBe(state.address.text);
      if (state.kind !== 'land') continue;
      if (state.status === 'Gældende')
        expect(parcels).toEqual(state.parcels.map(({ number, district }) => `${number}, ${district}`).sort());
      expect(reading.observation.groups.parcels?.info?.['Areal']).toEqual([{ value: String(state.area) }]);
      expect(notes).toBe(Object.keys(state.notes).length + (state.status === 'Foreløbig' ? 1 : 0));
    }
    const marked = living.filter(({ state }) => state.owners.some((owner) => owner.primary && owner.company !== null));
    expect(marked.length).toBeGreaterThan(0);
    for (const { reading, state } of living) {
      const companies = state.owners.flatMap(({ primary, company }) => (primary && company !== null ? [company] : []));
      const references = reading.observation.groups.owner?.references?.['Ejer'] ?? [];
      expect(references.map(({ relative }) => relative)).toEqual(
        companies.map((nameCode) => ({ kind: 'number', nameType: 'J', nameCode })),
      );
    }
  });
});

describe('the kinds of property', () => {
  it.each(['house', 'farm', 'divided', 'flat', 'buildingArea', 'buildingPoint'] as const)(
    '%s is told by what it is',
    async (sample) => {
      const { kind, postcode, municipality } = said(await readOne(SAMPLES[sample]));
      expect({ kind, postcode, municipality }).toEqual({
        kind: truth(SAMPLES[sample]).kind,
        postcode: truth(SAMPLES[sample]).postcode,
        municipality: truth(SAMPLES[sample]).municipality,
      });
    },
  );

  it('a flat in a building on foreign land has the parcels that the building stands on', async () => {
    const { observation, ids } = await readOne(SAMPLES.flatOnForeignLand);
    const parcels = observation.groups.parcels?.info;
    // The flat's number, then the land that it names through its building.
    const under = world().stateOf(ids[1]?.objectId ?? '');
    expect(under).toMatchObject({ kind: 'land' });
    expect(parcels?.['Matrikel']).toEqual(
      under?.parcels.map(({ number, district }) => ({ value: `${number}, ${district}` })),
    );
    expect(parcels?.['Areal']).toEqual([{ value: String(world().stateOf(SAMPLES.flatOnForeignLand)?.area) }]);
  });

  it('land without an address has its text as the address line and its parcel as the name', async () => {
    const { name, main_address } = await groupsOf(SAMPLES.withoutAddress);
    expect(main_address?.address?.address1).toBe(world().stateOf(SAMPLES.withoutAddress)?.designation);
    expect(name?.fields?.name1).toMatch(/^\d+[a-zæøå]*, /);
  });

  it('land of which no location is known says nothing of its address', async () => {
    const { observation, remarks } = await readOne(SAMPLES.withoutLocation);
    expect(observation.groups).not.toHaveProperty('main_address');
    expect(remarks).toContain('EBR gives no location, not even a former one; the address was left as it is');
  });

  it.each(['historic', 'historicWithoutRow'] as const)(
    'one that ceased (%s) is ended and keeps a name',
    async (sample) => {
      const { name, lifetime } = await groupsOf(SAMPLES[sample]);
      expect(lifetime?.ended?.date).toBe(world().stateOf(SAMPLES[sample])?.ceased);
      expect(name?.fields?.name1?.length).toBeGreaterThan(0);
    },
  );

  it('one that nobody knows is not found, and one that cannot be a number is not asked for', async () => {
    const before = asked();
    const readings = await scene.register.read(['1', '012', 'x', '12345678901'], CONTEXT);
    expect(readings.map(({ outcome }) => outcome)).toEqual(['not-found', 'unusable', 'unusable', 'unusable']);
    expect(asked() - before).toBeGreaterThan(0);
    await scene.register.read(['x'], CONTEXT);
    expect(await scene.register.read([], CONTEXT)).toEqual([]);
  });

  it('the municipality has a name where one is wanted, asked for once', async () => {
    const name = world().stateOf(SAMPLES.house)?.municipality?.name;
    expect(await readOne(SAMPLES.house, { municipalityName: true })).toMatchObject({ municipalityName: name });
    const before = asked();
    expect(await readOne(SAMPLES.house)).not.toHaveProperty('municipalityName');
    const between = asked();
    expect(await readOne(SAMPLES.house, { municipalityName: true })).toMatchObject({ municipalityName: name });
    expect(asked() - between).toBe(between - before);
  });
});

describe('a search by address', () => {
  it('finds the property of a house and of a flat by the beginning of the text', async () => {
    for (const sample of [SAMPLES.house, SAMPLES.flat]) {
      const text = world().stateOf(sample)?.address?.text ?? '';
      const found = await scene.register.findByAddress(`  ${text.slice(0, -2)} `.trimEnd(), 20);
      expect(found).toContainEqual({
        bfeNumber: String(sample),
        address: text,
        municipality: world().stateOf(sample)?.municipality?.code,
      });
    }
  });

  it('finds nothing where nothing is, and asks nothing for nothing', async () => {
    expect(await scene.register.findByAddress('Ingen Sådan Vej', 20)).toEqual([]);
    expect(await scene.register.findByAddress('  ', 20)).toEqual([]);
  });

  it('by ids of DAR finds the same', async () => {
    const { ids } = await readOne(SAMPLES.flat);
    const dar = ids.flatMap(({ register, objectId }) => (register === 'DAR' ? [objectId] : []));
    const found = await scene.register.numbersAt({ addressIds: dar });
    expect(found.map(({ bfeNumber }) => bfeNumber)).toEqual([String(SAMPLES.flat)]);
    expect(found[0]?.address).toBe(world().stateOf(SAMPLES.flat)?.address?.text);
  });
});

describe('owners', () => {
  it('are shown with whom to write to; a protected person is marked', async () => {
    const numbers = [SAMPLES.house, SAMPLES.farm, SAMPLES.buildingPoint, SAMPLES.protectedOwner].map(String);
    const owners = await scene.register.owners(numbers);
    expect(owners.map(({ bfeNumber }) => bfeNumber)).toEqual(numbers);
    const [house, farm, point, hidden] = owners.map((one) => one.owners.map(({ holder }) => holder));
    expect(house).toContainEqual({ kind: 'company', cvrNumber: world().stateOf(SAMPLES.house)?.owners[0]?.company });
    expect(farm?.[0]).toMatchObject({ kind: 'person', isProtected: false, name: expect.any(String) as string });
    expect(point?.[0]).toMatchObject({ kind: 'in-words' });
    expect(hidden).toContainEqual(expect.objectContaining({ kind: 'person', isProtected: true }));
    expect(owners[0]?.owners.filter(({ isPrimaryContact }) => isPrimaryContact).length).toBeGreaterThan(0);
  });

  it('that may not be read are refused, and everything else of the property is read all the same', async () => {
    const refused: unknown = await scene.byKey.owners([String(SAMPLES.house)]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CallFailed);
    expect(refused).toMatchObject({ failure: 'refused' });
    const [reading] = await scene.byKey.read([String(SAMPLES.house)], { ...CONTEXT, owners: true });
    expect(reading).toMatchObject({
      outcome: 'found',
      remarks: ['The profile may not read owners; the owner to write to was left as it is'],
    });
    expect(reading).not.toHaveProperty('observation.groups.owner');
  });
});

describe('events', () => {
  it('name objects that a reading named, or new ones whose property is found', async () => {
    const { register } = scene;
    const before = await readOne(SAMPLES.farm);
    const marks = await register.currentMarks(['MAT', 'EBR', 'DAR', 'BBR']);
    const farm = String(SAMPLES.farm);
    world().apply({ kind: 'road-renamed', bfe: SAMPLES.farm, name: 'Nyvejen' });
    world().apply({ kind: 'address', bfe: SAMPLES.house });
    world().apply({ kind: 'parcel-moved', bfe: SAMPLES.farm, to: SAMPLES.house });
    const { bfes } = world().apply({ kind: 'split-off', bfe: SAMPLES.farm });
    world().completeImport();
    const moved: Record<string, string | undefined> = { ...marks };
    const events: { register: string; entity: string; objectId: string }[] = [];
    for await (const page of register.eventsSince(marks)) {
      moved[page.register] = page.mark;
      events.push(...page.events.map(({ entity, objectId }) => ({ register: page.register, entity, objectId })));
    }
    const named = before.ids.map(({ register: of, objectId }) => `${of} ${objectId}`);
    expect(
      events.filter((event) => named.includes(`${event.register} ${event.objectId}`)).map((e) => e.entity),
    ).toContain('NavngivenVej');
    const idsOf = (entity: string): string[] => events.flatMap((e) => (e.entity === entity ? [e.objectId] : []));
    expect([...(await register.numbersOfLocations(idsOf('Ejendomsbeliggenhed'))).values()]).toContain(
      String(SAMPLES.house),
    );
    expect([...(await register.numbersOfParcels(idsOf('Jordstykke'))).values()]).toContain(String(SAMPLES.house));
    expect([...(await register.numbersOfRelations(idsOf('Ejendomsrelation'))).values()]).toContain(
      bfes.map(String).find((bfe) => bfe !== farm),
    );
    expect((await readOne(SAMPLES.farm)).observation.groups.main_address?.address?.address1).toMatch(/^Nyvejen /);

    const again: unknown[] = [];
    for await (const page of register.eventsSince(moved)) again.push(page);
    expect(again).toEqual([]);
    const one: string[] = [];
    for await (const page of register.eventsSince({ EBR: marks.EBR ?? '' })) one.push(page.register);
    expect(one).toEqual(['EBR']);
  });
});

describe('events of owners', () => {
  it('name the ownership that a reading named, and a new one whose property is found', async () => {
    const { register } = scene;
    const { ids } = await readOne(SAMPLES.house, { owners: true });
    const marks = await register.currentMarks(['EJF']);
    world().apply({ kind: 'sold', bfe: SAMPLES.house });
    world().completeImport();
    const named: string[] = [];
    for await (const page of register.eventsSince(marks)) named.push(...page.events.map(({ objectId }) => objectId));
    const [sold, ...more] = ids.flatMap(({ register: of, objectId }) => (of === 'EJF' ? [objectId] : []));
    expect(more).toEqual([]);
    expect(named).toContain(sold);
    const bought = named.filter((id) => id !== sold);
    expect([...(await register.numbersOfOwnerships(bought))]).toEqual([[bought[0], String(SAMPLES.house)]]);
    const { ids: after } = await readOne(SAMPLES.house, { owners: true });
    expect(after).toContainEqual({ register: 'EJF', objectId: bought[0] });
  });

  it('are refused without the access', async () => {
    const refused = { failure: 'refused', code: 'DAF-AUTH-0001' };
    await expect(scene.byKey.eventsSince({ EJF: '0' })[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused);
    await expect(scene.byKey.numbersOfOwnerships(['x'])).rejects.toMatchObject(refused);
  });
});

describe('a register that is away', () => {
  it('is told as what it is, and no half of a batch is given', async () => {
    scene.simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 503 } });
    await expect(scene.register.read([String(SAMPLES.house)], CONTEXT)).rejects.toMatchObject({
      failure: 'unavailable',
      code: 'http-503',
    });
    await expect(scene.register.testConnection()).rejects.toMatchObject({ failure: 'unavailable' });
    scene.simulator.faults.clear();
    await scene.register.testConnection();
  });
});
