import type { CompanyWorld, CompanyWorldOptions } from './company-world';
import { createCompanyWorld } from './create-company-world';
import { LIFE_EVENT_KINDS } from './life-event';
import { cvrNumber } from './numbers';
import { ENTITY_NAMES, FACT_NAMES } from './rows';
import { holdsOn } from './turning';

const TODAY = '2026-11-20';

function world(more: Partial<CompanyWorldOptions> = {}): CompanyWorld {
  return createCompanyWorld({
    seed: 7,
    companies: 150,
    start: '2026-11-01',
    now: () => new Date(`${TODAY}T09:00:00Z`),
    ...more,
  });
}

/** Everything, as text. */
function whole(of: CompanyWorld): string {
  return JSON.stringify([...of.identities()].map(({ number }) => of.stateOf(number)));
}

describe('the invented companies', () => {
  it('are the same for the same seed and others for another, whatever the clock', () => {
    expect(whole(world())).toBe(whole(world({ now: () => new Date('2026-11-21T00:00:00Z') })));
    expect(whole(world())).not.toBe(whole(world({ seed: 8 })));
  });

  it('are as many as asked for, with numbers that occur once and ids that lead back', () => {
    const of = world();
    const all = [...of.identities()];
    expect(of.size.companies).toBe(150);
    expect(all.length).toBe(of.size.companies + of.size.units);
    expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
    for (const each of all) {
      expect(each.number).toMatch(each.kind === 'company' ? /^\d{8}$/ : /^\d{10}$/);
      expect(each.id).toMatch(/^40\d{8}$/);
      expect(of.byId(each.id)).toEqual(each);
      expect(of.byNumber(each.number)).toEqual(each);
    }
    const companies = all.filter(({ kind }) => kind === 'company').map(({ number }) => number);
    expect(companies.every((number) => cvrNumber(Number(number.slice(0, 7))) === Number(number))).toBe(true);
  });

  it("hold the guide's test: 1003387453 is KMD A/S - Ballerup", () => {
    expect(world().stateOf('1003387453')).toMatchObject({
      kind: 'production-unit',
      name: 'KMD A/S - Ballerup',
      company: '26911745',
      active: true,
      address: { road: 'Lautrupparken', houseFrom: '40', postcode: '2750', district: 'Ballerup', municipality: '0151' },
    });
  });

  it('show every case: foreign, c/o, several names, ceased, history, protection, fax, long names', () => {
    const of = world({ companies: 1500 });
    const states = [...of.identities()].map(({ number }) => of.stateOf(number)!);
    const some = (what: string, test: (state: (typeof states)[number]) => boolean) =>
      expect([what, states.some(test)]).toEqual([what, true]);
    some('foreign', ({ address }) => address?.freeText !== null && address?.country !== 'DK');
    some('c/o', ({ address }) => !!address?.coName);
    some('floor and door', ({ address }) => !!address?.floor && !!address.door);
    some('second name', ({ otherNames }) => otherNames.length > 0);
    some('ceased', ({ ceased, name }) => ceased !== null && name !== '');
    some('fax', ({ fax }) => fax !== null);
    some('four industries', ({ industries }) => industries.length === 4);
    some('protected', ({ advertisingProtected }) => advertisingProtected === true);
    some('nothing said of protection', ({ advertisingProtected }) => advertisingProtected === null);
    some('only a postal address', ({ address, postalAddress }) => address === null && postalAddress !== null);
    some('long name', ({ name }) => name.length > 150);
    expect(
      of
        .rowsOf(
          'Navn',
          [...of.identities()].map(({ id }) => id),
        )
        .some(({ virkningTil }) => virkningTil),
    ).toBe(true);
  });

  it('leave no fact of a ceased unit that holds today', () => {
    const of = world();
    const ceased = [...of.identities()].filter(({ number }) => of.stateOf(number)!.ceased !== null);
    expect(ceased.length).toBeGreaterThan(5);
    for (const entity of FACT_NAMES) {
      const rows = of.rowsOf(
        entity,
        ceased.map(({ id }) => id),
      );
      expect(rows.filter((row) => holdsOn(row, TODAY))).toEqual([]);
    }
  });

  it('are found by their exact names, former and secondary ones too', () => {
    const of = world();
    for (const { id } of [...of.identities()].slice(0, 200)) {
      for (const { vaerdi } of of.rowsOf('Navn', [id]))
        expect(of.findByName(vaerdi).map((unit) => unit.id)).toContain(id);
    }
    expect(of.findByName('KMD A/S - Ballerup').map(({ number }) => number)).toEqual(['1003387453']);
    expect(of.findByName('KMD A/S').map(({ number }) => number)).toContain('26911745');
    expect(of.findByName('kmd a/s')).toEqual([]);
  });

  it('are found by the ids of their rows', () => {
    const of = world();
    const ids = [...of.identities()].slice(0, 50).map(({ id }) => id);
    for (const entity of ENTITY_NAMES) {
      for (const row of of.rowsOf(entity, ids)) {
        expect(row.datafordelerRowId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(of.rowsByRowId(entity, [row.datafordelerRowId])).toEqual([row]);
      }
    }
    expect(of.rowsByRowId('Navn', ['00000000-0000-4000-8000-000000000000'])).toEqual([]);
  });
});

describe('life events', () => {
  it('happen the same way again', () => {
    const [one, other] = [world(), world()];
    expect(one.play(400, 'a')).toEqual(other.play(400, 'a'));
    expect(whole(one)).toBe(whole(other));
    expect(one.events(0, 100_000)).toEqual(other.events(0, 100_000));
  });

  it('are told so that whoever follows the events holds every row that there is, and no other', () => {
    const of = world();
    const held = new Map<string, string>();
    for (const entity of ENTITY_NAMES) {
      for (const { id } of of.identities()) {
        for (const row of of.rowsOf(entity, [id])) held.set(row.datafordelerRowId, `${entity} ${id}`);
      }
    }
    const kinds = new Set(of.play(900, 'b').map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...LIFE_EVENT_KINDS].sort());
    let last = 0;
    const wrong: unknown[] = [];
    for (const event of of.events(0, 1_000_000)) {
      const { eventid, eventaction, object_datafordelerRowId: rowId } = event;
      const what = `${event.entityname} ${event.object_id}`;
      if (eventid <= last || held.get(rowId) !== (eventaction === 'i' ? undefined : what)) wrong.push(event);
      last = eventid;
      if (eventaction === 'i') held.set(rowId, what);
      else held.delete(rowId);
    }
    expect(wrong).toEqual([]);
    expect(of.importStatus().lastEventId).toBe(last);
    const now = new Map<string, string>();
    for (const entity of ENTITY_NAMES) {
      for (const { id } of of.identities()) {
        for (const row of of.rowsOf(entity, [id])) now.set(row.datafordelerRowId, `${entity} ${id}`);
      }
    }
    expect(held).toEqual(now);
  });

  it('delete rows under the number of the import that brought them', () => {
    const of = world();
    of.apply({ kind: 'name', number: '26911745', name: 'KMD Nyt A/S' });
    const events = of.events(0, 100);
    const gone = events.filter(({ eventaction }) => eventaction === 'd');
    const come = events.filter(({ eventaction }) => eventaction === 'i');
    expect(gone.length).toBeGreaterThan(0);
    for (const { datafordelerRegisterImportSequenceNumber } of gone) {
      expect(datafordelerRegisterImportSequenceNumber).toBeLessThan(350_000);
    }
    for (const { datafordelerRegisterImportSequenceNumber } of come) {
      expect(datafordelerRegisterImportSequenceNumber).toBe(of.importStatus().lastSequenceNumber);
    }
    expect(of.stateOf('26911745')!.name).toBe('KMD Nyt A/S');
  });

  it('never leave two values of one kind at once, nor an active unit without a name', () => {
    const of = world();
    of.play(900, 'c');
    for (const { id, number } of of.identities()) {
      const { active } = of.stateOf(number)!;
      const names = of.rowsOf('Navn', [id]).filter((row) => row.registreringTil === null && holdsOn(row, TODAY));
      expect([number, names.filter(({ sekvens }) => sekvens === 0).length]).toEqual([number, active ? 1 : 0]);
      const phones = of
        .rowsOf('Telefonnummer', [id])
        .filter((row) => row.registreringTil === null && holdsOn(row, TODAY));
      expect(phones.length).toBeLessThanOrEqual(1);
      const rows = FACT_NAMES.flatMap((entity) => of.rowsOf(entity, [id]));
      expect(rows.filter((row) => row.virkningTil !== null && row.virkningFra >= row.virkningTil)).toEqual([]);
    }
  });

  it('may take effect on a later day', () => {
    const of = world();
    of.apply({ kind: 'name', number: '26911745', name: 'KMD Morgen A/S', on: '2026-12-01' });
    expect(of.stateOf('26911745')!.name).toBe('KMD A/S');
    expect(of.stateOf('26911745', '2026-11-30')!.name).toBe('KMD A/S');
    expect(of.stateOf('26911745', '2026-12-01')!.name).toBe('KMD Morgen A/S');
    expect(
      of.events(0, 100).some(({ object_virkningfra }) => object_virkningfra === '2026-12-01T00:00:00.000000Z'),
    ).toBe(true);
  });

  it('end a company with its units, and take it back', () => {
    const of = world();
    const before = of.stateOf('26911745')!;
    of.apply({ kind: 'phone', number: '26911745', value: null });
    const applied = of.apply({ kind: 'ceased', number: '26911745' });
    expect(applied.numbers).toEqual(expect.arrayContaining(['26911745', '1003387453']));
    expect(of.stateOf('26911745')).toEqual({ ...before, phone: null, active: false, ceased: TODAY });
    expect(of.stateOf('1003387453')).toMatchObject({ active: false, ceased: TODAY, name: 'KMD A/S - Ballerup' });
    expect(() => of.apply({ kind: 'name', number: '26911745' })).toThrow('has ceased');
    of.apply({ kind: 'reopened', number: '26911745' });
    expect(of.stateOf('26911745')).toEqual({ ...before, phone: null });
    expect(of.stateOf('1003387453')!.active).toBe(false);
  });

  it('open, move and close units', () => {
    const of = world();
    const [other] = [...of.identities()].filter(({ kind, number }) => kind === 'company' && number !== '26911745');
    const opened = of.apply({ kind: 'unit-opened', number: '26911745' }).numbers[0]!;
    expect(of.stateOf(opened)).toMatchObject({ company: '26911745', active: true });
    of.apply({ kind: 'unit-moved', number: opened, company: other!.number });
    expect(of.stateOf(opened)!.company).toBe(other!.number);
    expect(of.unitsOf(other!.number).map(({ number }) => number)).toContain(opened);
    of.apply({ kind: 'unit-closed', number: opened });
    expect(of.stateOf(opened)).toMatchObject({ active: false, ceased: TODAY });
  });

  it('begin companies that nobody knew', () => {
    const of = world();
    const { numbers } = of.apply({ kind: 'new-company', name: 'Helt Ny ApS' });
    expect(of.stateOf(numbers[0]!)).toMatchObject({ kind: 'company', name: 'Helt Ny ApS', active: true });
    expect(of.stateOf(numbers[1]!)).toMatchObject({ company: numbers[0], active: true });
    expect(of.findByName('Helt Ny ApS').map(({ number }) => number)).toContain(numbers[0]);
  });
});

describe('telling', () => {
  it('keeps an open package above the last event id', () => {
    const of = world();
    const { lastEventId } = of.importStatus();
    of.apply({ kind: 'phone', number: '26911745', value: '12345678' }, { open: true });
    expect(of.events(lastEventId, 100).length).toBeGreaterThan(0);
    expect(of.importStatus().lastEventId).toBe(lastEventId);
    of.completeImport();
    expect(of.importStatus().lastEventId).toBe(of.events(lastEventId, 100).at(-1)!.eventid);
  });

  it('tells of a failed import with rows that never were, and then rightly', () => {
    const of = world();
    of.apply({ kind: 'address', number: '1003387453' }, { failedImport: true });
    const events = of.events(0, 1000);
    const half = events.length / 2;
    expect(events.map(({ fromfailedimport }) => fromfailedimport)).toEqual(events.map((_, at) => at < half));
    expect(
      of.rowsByRowId(
        'Adressering',
        events.slice(0, half).map((event) => event.object_datafordelerRowId),
      ),
    ).toEqual([]);
  });

  it('repeats, and is late', () => {
    let now = new Date(`${TODAY}T09:00:00Z`);
    const of = world({ now: () => now });
    of.apply({ kind: 'email', number: '26911745', value: 'ny@kmd.example' }, { repeats: 1, lateByMs: 60_000 });
    expect(of.stateOf('26911745')!.email).toBe('ny@kmd.example');
    expect([of.events(0, 10), of.notices()]).toEqual([[], []]);
    now = new Date(now.getTime() + 60_000);
    const events = of.events(0, 1000);
    expect(events.slice(0, events.length / 2).map(({ object_datafordelerRowId }) => object_datafordelerRowId)).toEqual(
      events.slice(events.length / 2).map(({ object_datafordelerRowId }) => object_datafordelerRowId),
    );
    expect(of.importStatus().lastEventId).toBe(events.at(-1)!.eventid);
    expect(of.notices().map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-20T09:00:00.000Z',
      '2026-11-20T09:00:00.000Z',
    ]);
  });

  it('says in Danish time, marked as UTC, when it was updated', () => {
    const summer = world({ now: () => new Date('2026-07-01T10:04:24.934Z') });
    summer.completeImport();
    expect(summer.importStatus().lastUpdated).toBe('2026-07-01T12:04:24.934000Z');
  });
});
