import { SAMPLE_PROPERTIES as SAMPLES } from '@contact-sync/register-simulator';
import type { PropertyReading, ReadContext } from '../src';
import { datafordelerScene, type DatafordelerScene } from './datafordeler-scene';

let scene: DatafordelerScene;
beforeAll(async () => {
  scene = await datafordelerScene('2026-11-21T09:00:00.000Z', 60);
});
beforeEach(() => scene.simulator.faults.clear());
afterAll(() => scene.close());

const CONTEXT: ReadContext = {
  calledAt: '2026-11-21T09:00:00.000000Z',
  contactType: '1',
  companyType: 'J',
  owners: true,
};
type Found = Extract<PropertyReading, { outcome: 'found' }>;

const found = (reading: PropertyReading | undefined): Found => {
  if (reading?.outcome !== 'found') throw new Error(`it is ${reading?.outcome}`);
  return reading;
};

describe('REST with a certificate', () => {
  it('says the same as GraphQL, but for what it cannot say', async () => {
    const numbers = [...scene.simulator.properties.identities()]
      .map(({ bfe }) => String(bfe))
      // REST does not lead from a flat to the building on foreign land that it lies in.
      .filter((bfe) => ![SAMPLES.flatOnForeignLand, SAMPLES.historicWithoutRow].map(String).includes(bfe));
    const before = scene.simulator.requestCount('rest');
    const byRest = await scene.rest.read(numbers, CONTEXT);
    expect(scene.simulator.requestCount('rest') - before).toBeLessThanOrEqual(3);
    const byGraphql = await scene.register.read(numbers, CONTEXT);
    let compared = 0;
    for (const [at, reading] of byGraphql.entries()) {
      const { groups } = found(reading).observation;
      const rest = byRest[at];
      // What ended without a row of now is not there by REST.
      if (groups.lifetime?.ended !== undefined || rest?.outcome !== 'found') continue;
      const { property_number: _number, owner: _owner, lifetime: _lifetime, ...same } = groups;
      const { lifetime, ...told } = rest.observation.groups;
      if (same.parcels === undefined || told.parcels !== undefined) expect(told).toEqual(same);
      expect(lifetime).toEqual({ undelivered: { started: true } });
      expect(rest.kind).toBe(found(reading).kind);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it('tells each kind, what has no address, what ceased, and what is unknown', async () => {
    const of = ['house', 'flat', 'buildingArea', 'buildingPoint', 'withoutAddress', 'historic'] as const;
    const readings = await scene.rest.read([...of.map((sample) => String(SAMPLES[sample])), '1', '01'], CONTEXT);
    expect(readings.map((reading) => (reading.outcome === 'found' ? reading.kind : reading.outcome))).toEqual([
      'land',
      'flat',
      'building-on-foreign-land',
      'building-on-foreign-land',
      'land',
      'land',
      'not-found',
      'unusable',
    ]);
    const { ceased } = scene.simulator.properties.stateOf(SAMPLES.historic) ?? {};
    expect(found(readings[5]).observation.groups.lifetime?.ended).toEqual({ date: ceased });
  });

  it('finds properties by ids of DAR', async () => {
    const { ids } = found((await scene.rest.read([String(SAMPLES.house)], CONTEXT))[0]);
    const houseNumberIds = ids.flatMap(({ register, objectId }) => (register === 'DAR' ? [objectId] : []));
    const at = await scene.rest.numbersAt({ houseNumberIds });
    expect(at.map(({ bfeNumber }) => bfeNumber)).toContain(String(SAMPLES.house));
  });

  it('says of what it does not have that it does not have it', async () => {
    await expect(scene.rest.findByAddress('Prøvevej', 5)).rejects.toMatchObject({ code: 'no-address-search' });
    await expect(scene.rest.owners(['1'])).rejects.toMatchObject({ code: 'no-owners' });
    await expect(scene.rest.currentMarks(['MAT'])).rejects.toMatchObject({ code: 'no-events' });
    await expect(scene.rest.eventsSince({})[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'no-events',
    });
  });

  it('that is there no more is never read as one that knows no such property', async () => {
    await scene.rest.testConnection();
    scene.simulator.faults.add({ target: 'rest', fault: { kind: 'status', status: 404 } });
    await expect(scene.rest.read(['1'], CONTEXT)).rejects.toMatchObject({ failure: 'wrong', code: 'version-retired' });
    await expect(scene.rest.testConnection()).rejects.toMatchObject({ code: 'version-retired' });
  });
});
