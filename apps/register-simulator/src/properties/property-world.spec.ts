import fc from 'fast-check';
import { PROPERTY_LIFE_EVENT_KINDS, type PropertyLifeEvent } from './life-event';
import { createPropertyWorld } from './create-property-world';
import type { PropertyWorld } from './property-world';
import { KINDS_OF_PROPERTY, PROPERTY_ENTITIES, PROPERTY_REGISTERS, type PropertyEntity } from './rows';
import { SAMPLE_PROPERTIES as SAMPLE } from './samples';

const NOW = new Date('2026-11-22T09:00:00.000Z');
const MOMENT = '2026-11-22T09:00:00.000000Z';

const newWorld = (properties = 80, more: Partial<Parameters<typeof createPropertyWorld>[0]> = {}) =>
  createPropertyWorld({ seed: 3, properties, start: '2026-11-01', now: () => NOW, ...more });

const everything = (world: PropertyWorld) => PROPERTY_ENTITIES.map((entity) => [entity, [...world.allRows(entity)]]);

const stateOf = (world: PropertyWorld, bfe: number) => {
  const state = world.stateOf(bfe);
  if (state === undefined) throw new Error(`no property ${bfe}`);
  return state;
};

describe('the world of properties', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(everything(newWorld())).toEqual(everything(newWorld()));
    expect(everything(newWorld())).not.toEqual(everything(newWorld(80, { seed: 4 })));
  });

  it('has as many properties as are asked for, the samples always', () => {
    for (const properties of [0, 20, 21, 22, 23, 57, 200]) {
      const world = newWorld(properties);
      expect(world.size.properties).toBe(Math.max(properties, 20));
      const numbers = [...world.identities()].map(({ bfe }) => bfe);
      expect(new Set(numbers).size).toBe(world.size.properties);
      expect(Object.values(SAMPLE).filter((bfe) => !numbers.includes(bfe))).toEqual([]);
    }
  });

  it.each(['a', 'b', 'c'])('has the samples of every kind with seed %s', (seed) => {
    const world = newWorld(40, { seed });
    const kinds = Object.fromEntries(Object.entries(SAMPLE).map(([name, bfe]) => [name, stateOf(world, bfe).kind]));
    expect(kinds).toMatchObject({
      house: 'land',
      flat: 'flat',
      flatOnForeignLand: 'flat',
      buildingArea: 'building-area',
      buildingPoint: 'building-point',
    });
    expect(stateOf(world, SAMPLE.house).address?.text).toBe('Egernløkken 12, 2750 Ballerup');
    expect(stateOf(world, SAMPLE.flat).address).toMatchObject({ floor: 'st', door: 'tv', postcode: '2750' });
    expect(stateOf(world, SAMPLE.farm).parcels).toHaveLength(3);
    expect(new Set(stateOf(world, SAMPLE.farm).parcels.map(({ district }) => district)).size).toBeGreaterThan(1);
    expect(stateOf(world, SAMPLE.farm).notes).toHaveProperty('landbrugsnotering');
    expect(stateOf(world, SAMPLE.divided).notes).toEqual({ hovedejendomOpdeltIEjerlejligh: true });
    expect(stateOf(world, SAMPLE.withoutAddress)).toMatchObject({ address: null, designation: expect.any(String) });
    expect(stateOf(world, SAMPLE.withoutLocation)).toMatchObject({ address: null, municipality: null });
    expect(stateOf(world, SAMPLE.provisional).status).toBe('Foreløbig');
    expect(stateOf(world, SAMPLE.historic)).toMatchObject({ status: 'Historisk', address: null, parcels: [] });
    expect(stateOf(world, SAMPLE.historicWithoutRow).ceased).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(stateOf(world, SAMPLE.protectedOwner).owners).toEqual([
      { company: null, name: null, protected: true, primary: true },
    ]);
  });

  it('leads from every id and row id back to the row, and from foreign ones nowhere', () => {
    const world = newWorld(300);
    for (const entity of PROPERTY_ENTITIES) {
      for (const row of [...world.allRows(entity)].slice(-100)) {
        const found = world.rowsBy(entity, 'id_lokalId', [row.id_lokalId]) ?? [];
        expect(found).toContain(row);
      }
    }
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const value of [unknown, 'x', '', '1', '99999999999']) {
      const found = world.rowsBy('DAR_Adresse', 'id_lokalId', [value]) ?? [];
      expect(found.filter(({ id_lokalId }) => id_lokalId === value)).toEqual([]);
    }
  });

  it('finds the same addresses by their beginnings as by looking at all', () => {
    const world = newWorld(300);
    world.play(20, 'x', ['address', 'road-renamed', 'postcode-moved']);
    for (const begin of ['Egernløkken 1', 'Abildhavevej', 'Nordlys', 'Stjerne', 'Isfuglehaven 10', 'Ærtemarken 7, ']) {
      const fits = (text: unknown) => String(text).startsWith(begin);
      const all = [...world.allRows('DAR_Adresse')].filter((row) => fits(row['adressebetegnelse']));
      const found = [...world.rowsBeginning('DAR_Adresse', begin)].filter((row) => fits(row['adressebetegnelse']));
      expect(found).toEqual(all);
    }
  });
});

describe('what happens to properties', () => {
  it.each<[PropertyLifeEvent, (world: PropertyWorld) => unknown, unknown]>([
    [{ kind: 'area', bfe: SAMPLE.flat, area: 77 }, (world) => stateOf(world, SAMPLE.flat).area, 77],
    [{ kind: 'area', bfe: SAMPLE.house, area: 640 }, (world) => stateOf(world, SAMPLE.house).parcels[0]?.area, 640],
    [
      { kind: 'road-renamed', bfe: SAMPLE.house, name: 'Nyvej' },
      (world) => stateOf(world, SAMPLE.house).address?.text,
      'Nyvej 12, 2750 Ballerup',
    ],
    [
      { kind: 'postcode-moved', bfe: SAMPLE.house, postcode: '2740' },
      (world) => stateOf(world, SAMPLE.house).address?.text,
      'Egernløkken 12, 2740 Skovlunde',
    ],
    [
      { kind: 'municipality', bfe: SAMPLE.flat, municipality: '0751' },
      (world) => stateOf(world, SAMPLE.flat).municipality,
      { code: '0751', name: 'Aarhus' },
    ],
    [
      { kind: 'sold', bfe: SAMPLE.farm, company: '26911745' },
      (world) => stateOf(world, SAMPLE.farm).owners,
      [{ company: '26911745', name: null, protected: false, primary: true }],
    ],
    [
      { kind: 'note', bfe: SAMPLE.house, note: 'arbejderbolig' },
      (world) => stateOf(world, SAMPLE.house).notes,
      { arbejderbolig: true },
    ],
    [
      { kind: 'ceased', bfe: SAMPLE.house, way: 'status' },
      (world) => [stateOf(world, SAMPLE.house).status, stateOf(world, SAMPLE.house).ceased],
      ['Historisk', '2026-11-22'],
    ],
    [
      { kind: 'ceased', bfe: SAMPLE.house, way: 'no-row' },
      (world) => [stateOf(world, SAMPLE.house).status, stateOf(world, SAMPLE.house).ceased],
      ['Gældende', '2026-11-22'],
    ],
  ])('%j is so at once, and was not before', (event, seen, expected) => {
    const world = newWorld();
    const before = world.stateOf(event.bfe);
    expect(seen(world)).not.toEqual(expected);
    expect(world.apply(event).bfes).toContain(event.bfe);
    expect(seen(world)).toEqual(expected);
    expect(world.stateOf(event.bfe, new Date('2026-11-20T00:00:00Z'))).toEqual(before);
  });

  it('a parcel moves with its area, and is found by its new property', () => {
    const world = newWorld();
    const [farm, house] = [stateOf(world, SAMPLE.farm), stateOf(world, SAMPLE.house)];
    expect(world.apply({ kind: 'parcel-moved', bfe: SAMPLE.farm, to: SAMPLE.house }).bfes).toEqual([
      SAMPLE.farm,
      SAMPLE.house,
    ]);
    const [after, gained] = [stateOf(world, SAMPLE.farm), stateOf(world, SAMPLE.house)];
    expect([after.parcels.length, gained.parcels.length]).toEqual([2, 2]);
    expect((after.area ?? 0) + (gained.area ?? 0)).toBe((farm.area ?? 0) + (house.area ?? 0));
    const rows = world.rowsBy('MAT_Jordstykke', 'samletFastEjendomLokalId', [String(SAMPLE.house)]) ?? [];
    const here = rows.filter((row) => row['samletFastEjendomLokalId'] === String(SAMPLE.house));
    expect(here.filter(({ virkningTil, registreringTil }) => !virkningTil && !registreringTil)).toHaveLength(2);
  });

  it('a flat is split off with a number, an address, a number at BBR and an owner of its own', () => {
    const world = newWorld();
    const { bfes } = world.apply({ kind: 'split-off', bfe: SAMPLE.house });
    expect(bfes).toEqual([SAMPLE.house, 900_000_081]);
    expect(stateOf(world, 900_000_081)).toMatchObject({
      kind: 'flat',
      status: 'Gældende',
      address: { road: 'Egernløkken', houseNumber: '12', floor: expect.any(String) },
      propertyNumber: 1081,
      owners: [{ primary: true }],
    });
    expect(world.size.properties).toBe(81);
  });

  it('cannot happen to what is unknown, gone or of another kind', () => {
    const world = newWorld();
    const wishes: PropertyLifeEvent[] = [
      { kind: 'sold', bfe: 2_154_708 },
      { kind: 'sold', bfe: SAMPLE.historic },
      { kind: 'sold', bfe: SAMPLE.historicWithoutRow },
      { kind: 'note', bfe: SAMPLE.flat },
      { kind: 'parcel-moved', bfe: SAMPLE.house },
      { kind: 'address', bfe: SAMPLE.withoutLocation },
      { kind: 'postcode-moved', bfe: SAMPLE.house, postcode: '0000' },
    ];
    const before = everything(world);
    for (const wish of wishes) expect(() => world.apply(wish)).toThrow(RangeError);
    expect(everything(world)).toEqual(before);
  });

  it('is told by each register: what moved, under the object’s own id', () => {
    const world = newWorld();
    const told = (event: PropertyLifeEvent) => {
      const since = PROPERTY_REGISTERS.map((register) => world.importStatus(register).lastEventId);
      world.apply(event);
      return Object.fromEntries(
        PROPERTY_REGISTERS.flatMap((register, at) => {
          const events = world.events(register, since[at] ?? 0, 1000);
          expect(events.at(-1)?.eventid ?? since[at]).toBe(world.importStatus(register).lastEventId);
          return events.length === 0 ? [] : [[register, events]];
        }),
      );
    };
    const sold = told({ kind: 'sold', bfe: SAMPLE.flat });
    expect(Object.keys(sold)).toEqual(['EJF']);
    const moved = told({ kind: 'address', bfe: SAMPLE.flat });
    expect(Object.keys(moved).sort()).toEqual(['DAR', 'EBR']);
    const location = world.rowsBy('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', [String(SAMPLE.flat)]);
    const ids = location?.filter((row) => row['bestemtFastEjendomBFENr'] === String(SAMPLE.flat));
    // Not the BFE number: who wants to know it reads the row again.
    expect(new Set(moved['EBR']?.map(({ object_id }) => object_id))).toEqual(
      new Set(ids?.map(({ id_lokalId }) => id_lokalId)),
    );
    expect(moved['EBR']?.some(({ eventaction }) => eventaction === 'u')).toBe(true);
    const noted = told({ kind: 'note', bfe: SAMPLE.house, note: 'udskiltVej' });
    expect(noted['MAT']?.map(({ eventaction, entityname, object_id }) => [eventaction, entityname, object_id])).toEqual(
      expect.arrayContaining([
        ['d', 'SamletFastEjendom', String(SAMPLE.house)],
        ['i', 'SamletFastEjendom', String(SAMPLE.house)],
      ]),
    );
    const renamed = told({ kind: 'road-renamed', bfe: SAMPLE.house });
    expect(Object.keys(renamed)).toEqual(['DAR']);
    expect(new Set(renamed['DAR']?.map(({ entityname }) => entityname))).toEqual(
      new Set(['NavngivenVej', 'Husnummer', 'Adresse']),
    );
  });

  it('is the same again when it is told again to a new world', () => {
    const told: string[] = [];
    const world = newWorld(80, { happened: (entry) => told.push(JSON.stringify(entry)) });
    world.play(60, 'some');
    const again = newWorld();
    for (const entry of told.map(
      (line) => JSON.parse(line) as { at: string; event?: PropertyLifeEvent; telling?: object },
    )) {
      if (entry.event) again.apply(entry.event, entry.telling, new Date(entry.at));
      else again.completeImport(new Date(entry.at));
    }
    expect(everything(again)).toEqual(everything(world));
    for (const register of PROPERTY_REGISTERS) {
      expect(again.events(register, 0, 10_000)).toEqual(world.events(register, 0, 10_000));
      expect(again.importStatus(register)).toEqual(world.importStatus(register));
    }
  });

  it('leaves of every object at most one row at any moment, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PROPERTY_LIFE_EVENT_KINDS), { minLength: 1, maxLength: 8 }), (kinds) => {
        const world = newWorld(30);
        kinds.forEach((kind, at) => world.play(1, `${kind} ${at}`, [kind]));
        for (const entity of PROPERTY_ENTITIES) expect(doubled(world, entity)).toEqual([]);
        const numbers = [...world.identities()].flatMap(({ bfe }) =>
          KINDS_OF_PROPERTY.flatMap((entity) =>
            (world.rowsBy(entity, 'BFEnummer', [bfe]) ?? []).filter((row) => row['BFEnummer'] === bfe && holds(row)),
          ).map(() => bfe),
        );
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 10 },
    );
  });
});

const holds = (row: { virkningFra: string; virkningTil: string | null; registreringTil: string | null }) =>
  row.registreringTil === null && row.virkningFra <= MOMENT && (row.virkningTil === null || row.virkningTil > MOMENT);

/** Ids of objects with two rows at the present, and row ids that stand twice. */
function doubled(world: PropertyWorld, entity: PropertyEntity): string[] {
  const rows = [...world.allRows(entity)];
  const twice = (keys: string[]) => keys.filter((key, at) => keys.indexOf(key) !== at);
  const present = rows.filter(holds).map(({ id_lokalId }) => id_lokalId);
  const ids = rows.map(({ datafordelerRowId }) => datafordelerRowId);
  return entity === 'DAR_NavngivenVej' ? [] : [...twice(present), ...twice(ids)];
}
