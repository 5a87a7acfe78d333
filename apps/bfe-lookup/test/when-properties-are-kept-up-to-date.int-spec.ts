import { SAMPLE_PROPERTIES } from '@contact-sync/register-simulator';
import { waitFor } from '@contact-sync/testing';
import { contactsShown, expectedOf } from './expected-property';
import { Running } from './running';

interface Found {
  readonly found: readonly (Record<string, unknown> & { bfeNumber: string; name: string })[];
  readonly unknown?: readonly string[];
  readonly code?: string;
  readonly errors?: readonly { field: string }[];
}

interface Imported {
  readonly imported: readonly { bfeNumber: string; contactId?: string; outcome: string }[];
  readonly code?: string;
}

const SAMPLES = Object.values(SAMPLE_PROPERTIES).map(String);
const { house, farm, flat, buildingArea, withoutAddress, historic, protectedOwner } = SAMPLE_PROPERTIES;
const UNKNOWN = '899999999';
/** Ten digits of a person, who was born on the 61st. */
const A_PERSON = '6101801234';

describe('when properties are kept up to date', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh();
  });
  afterAll(() => running.end());

  const world = (): Running['simulator']['properties'] => running.simulator.properties;
  const stateOf = (bfe: number | string) => world().stateOf(bfe)!;
  const lookUp = (body: object) => running.ask<Found>('POST', 'lookups', body);
  const importThese = (...bfeNumbers: string[]) => running.ask<Imported>('POST', 'imports', { bfeNumbers });
  const calls = () => running.simulator.requestCount('graphql');
  async function allAsTheWorld(): Promise<void> {
    const shown = await contactsShown(running.database.pool);
    for (const [number, contact] of shown)
      expect([number, contact]).toEqual([number, expectedOf(running.simulator, number)]);
  }

  const owners = () =>
    running.rows<{ bfe: string; type: string; code: string }>(
      `select c.name_code as bfe, r.ref_name_type as type, r.ref_name_code as code
         from contacts.reference r join contacts.contact c on c.id = r.contact_id where r.custom_label = 'Ejer' and r.end_date is null`,
    );

  it('without a profile everything refuses with that reason, and what does not fit is refused by field', async () => {
    expect(await lookUp({ bfeNumbers: [String(house)] })).toMatchObject({ status: 409, body: { code: 'no-profile' } });
    expect(await importThese(String(house))).toMatchObject({ status: 409, body: { code: 'no-profile' } });
    expect((await running.run('read-events')).problems).toMatchObject([{ code: 'no-profile' }]);
    for (const [wanted, field] of [
      [{ graphqlHost: 'https://example.org' }, 'graphqlHost'],
      [{ authProfile: 'kmd-logic', graphqlHost: running.simulator.addresses.graphql }, 'authProfile'],
      [{ authProfile: 'of nobody', graphqlHost: running.simulator.addresses.graphql }, 'authProfile'],
    ] as const)
      expect(await running.set(wanted)).toMatchObject({ status: 409, body: { errors: [{ field }] } });
    await running.open();
    expect([...running.profiles.used]).toEqual([['bfe-lookup', 'graphql-client-secret']]);
    expect(await running.ask('POST', 'connection-tests')).toMatchObject({ status: 200, body: { ok: true } });
  });

  it('each kind is looked up in a few calls together, and nothing is stored', async () => {
    const before = calls();
    const { status, body } = await lookUp({ bfeNumbers: [...SAMPLES, `00${house}`, UNKNOWN] });
    expect(status).toBe(200);
    expect(calls() - before).toBeLessThanOrEqual(25);
    expect(body.unknown).toEqual([UNKNOWN]);
    expect(body.found.map(({ bfeNumber }) => bfeNumber)).toEqual(SAMPLES);
    const of = (bfe: number) => body.found.find(({ bfeNumber }) => bfeNumber === String(bfe));
    expect(of(house)).toMatchObject({ kind: 'land', name: stateOf(house).address?.text, status: 'Gældende' });
    expect(of(flat)).toMatchObject({ kind: 'flat', area: String(stateOf(flat).area) });
    expect(of(buildingArea)).toMatchObject({ kind: 'building-on-foreign-land' });
    const { designation, parcels } = stateOf(withoutAddress);
    expect(of(withoutAddress)).toMatchObject({
      name: `${parcels[0]?.number}, ${parcels[0]?.district}`,
      address: { address1: designation },
    });
    expect(of(historic)).toMatchObject({ status: 'Historisk', ended: { date: stateOf(historic).ceased } });
    expect(await running.rows('select from contacts.contact')).toEqual([]);
  });

  it('by address, as it begins; a number that is none is refused by field, and asks nobody', async () => {
    const { text } = stateOf(house).address!;
    const { body } = await lookUp({ address: text });
    expect(body.found.map(({ bfeNumber }) => bfeNumber)).toContain(String(house));
    expect((await lookUp({ address: `${text} findes ikke` })).body.found).toEqual([]);
    const rows = world().rowsBy('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', [String(house)]) ?? [];
    const houseNumberId = rows.find(({ bestemtFastEjendomBFENr: bfe }) => bfe === String(house))?.['husnummerLokalId'];
    expect((await lookUp({ houseNumberId })).body).toMatchObject({
      match: 'address-id',
      found: [{ bfeNumber: String(house) }],
    });
    const before = calls();
    expect(await lookUp({ bfeNumbers: [String(house), A_PERSON, 'x'] })).toMatchObject({
      status: 422,
      body: { code: 'not-a-bfe-number', errors: [{ field: 'bfeNumbers[1]' }, { field: 'bfeNumbers[2]' }] },
    });
    expect(await lookUp({ address: `Skovvej ${A_PERSON}` })).toMatchObject({ status: 422 });
    expect(await lookUp({ bfeNumbers: [String(house)], address: text })).toMatchObject({ status: 400 });
    expect(calls()).toBe(before);
    expect(await lookUp({ bfeNumbers: [UNKNOWN] })).toMatchObject({ status: 404, body: { code: 'not-in-register' } });
    expect(await importThese(UNKNOWN)).toMatchObject({ status: 404, body: { code: 'not-in-register' } });
  });

  it('owners need a purpose and are recorded; protected persons are marked', async () => {
    const wish = { bfeNumbers: [String(protectedOwner)], owners: true };
    expect(await lookUp(wish)).toMatchObject({ status: 400, body: { errors: [{ field: 'purpose' }] } });
    const { body } = await lookUp({ ...wish, purpose: 'case 2026-17' });
    expect(body.found[0]?.['owners']).toMatchObject([{ kind: 'person', protected: true, primaryContact: true }]);
    expect(await running.rows('select fields, result_count from contacts.audit order by id')).toMatchObject([
      { fields: ['owners'], result_count: null },
      { fields: null, result_count: 1 },
      { result_count: 1 },
    ]);
  });

  it('an import makes contacts as the registers have them; again it changes nothing', async () => {
    const { body } = await importThese(...SAMPLES, UNKNOWN);
    expect(body.imported.map(({ outcome }) => outcome)).toEqual([...SAMPLES.map(() => 'created'), 'not-in-register']);
    await allAsTheWorld();
    expect(new Set((await importThese(...SAMPLES)).body.imported.map(({ outcome }) => outcome))).toEqual(
      new Set(['unchanged']),
    );
  });

  it('a hundred are read with as few calls as one of each kind', async () => {
    const hundred = [...world().identities()].map(({ bfe }) => String(bfe)).slice(0, 100);
    const before = calls();
    expect((await importThese(...hundred)).body.imported).toHaveLength(100);
    expect(calls() - before).toBeLessThanOrEqual(20);
    await allAsTheWorld();
  });

  it('two who ask for one property at once make one contact', async () => {
    const number = [...world().identities()].map(({ bfe }) => String(bfe)).at(-2)!;
    const both = await Promise.all([importThese(number), importThese(number)]);
    expect(both.map(({ body }) => body.imported[0]?.outcome).sort()).toEqual(['created', 'unchanged']);
    expect(new Set(both.map(({ body }) => body.imported[0]?.contactId)).size).toBe(1);
  });

  it('what happens to a property is read once, with the next reading of events', async () => {
    const first = await running.run('read-events');
    expect(first).toMatchObject({ state: 'finished', problems: [] });
    await running.settled();
    const versions = () =>
      running.rows<{ code: string; version: string }>(
        `select name_code as code, version::text from contacts.contact where name_type = '1' order by name_code`,
      );
    const before = new Map((await versions()).map(({ code, version }) => [code, version]));
    const happened = [
      world().apply({ kind: 'area', bfe: farm }),
      world().apply({ kind: 'address', bfe: flat }),
      world().apply({ kind: 'road-renamed', bfe: house }),
      world().apply({ kind: 'ceased', bfe: buildingArea }),
    ].flatMap(({ bfes }) => bfes.map(String));
    const { counts } = await running.run('read-events');
    expect(counts['updates']).toBeGreaterThanOrEqual(4);
    await running.settled();
    await allAsTheWorld();
    for (const { code, version } of await versions())
      expect([code, Number(version)]).toEqual([code, Number(before.get(code)) + (happened.includes(code) ? 1 : 0)]);
    expect((await running.run('read-events')).counts).toEqual({});
  });

  it('the owner to write to is kept where it is a company, once that is turned on, and no person ever', async () => {
    await running.set({ readOwners: true });
    await importThese(String(house), String(farm));
    expect(await owners()).toEqual([{ bfe: String(house), type: 'J', code: stateOf(house).owners[0]?.company }]);
  });

  it('a property that is sold has its new owner with the next reading of events', async () => {
    expect(await running.run('read-events')).toMatchObject({ state: 'finished', problems: [] });
    await running.settled();
    const buyer = '99000017';
    expect(await owners()).not.toContainEqual(expect.objectContaining({ code: buyer }));
    world().apply({ kind: 'sold', bfe: house, company: buyer });
    world().completeImport();
    expect(await running.run('read-events')).toMatchObject({ counts: { updates: 1 }, problems: [] });
    await running.settled();
    const its = (await owners()).filter(({ bfe }) => bfe === String(house));
    expect(its).toEqual([{ bfe: String(house), type: 'J', code: buyer }]);

    // While no owners are kept nobody reads of them: with the next turn on their mark is taken anew.
    const mark = () => running.rows(`select from bfe.event_mark where register = 'EJF'`);
    await running.set({ readOwners: false });
    expect(await mark()).toHaveLength(1);
    await running.set({ readOwners: true });
    expect(await mark()).toEqual([]);
    await running.set({ readOwners: false });
  });

  it('a typed property is read with the weekly refresh, and one that nobody knows is left as it is and said', async () => {
    const number = [...world().identities()].map(({ bfe }) => String(bfe)).at(-1)!;
    const [known, unknown] = await running.typed(number, UNKNOWN);
    expect(await running.run('refresh-properties')).toMatchObject({ state: 'finished', problems: [] });
    await running.settled();
    expect((await contactsShown(running.database.pool)).get(number)).toEqual(expectedOf(running.simulator, number));
    const held = `select subject, error_code from service_queue.message where state = 'held'`;
    expect(await running.rows(held)).toEqual([{ subject: unknown, error_code: 'not-in-register' }]);
    expect(known).toBeDefined();
  });

  it('with 503 the lane pauses with one warning, nobody is blanked, and then all is caught up', async () => {
    const id = (await importThese(String(farm))).body.imported[0]!.contactId!;
    const lane = () => running.rows<{ lane: string }>('select lane from service_queue.register_lane');
    const before = await contactsShown(running.database.pool);
    running.simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 503 } });
    world().apply({ kind: 'area', bfe: farm });
    await running.wantRefresh(id);
    await waitFor(async () => (await lane()).length === 1, { timeout: 20_000, what: 'the lane to be paused' });
    expect((await running.run('read-events')).problems).toMatchObject([{ code: 'register-away' }]);
    expect(await importThese(String(farm))).toMatchObject({ status: 503, body: { code: 'bfe-away' } });
    expect(await running.ask('POST', 'connection-tests')).toMatchObject({ body: { ok: false } });
    expect(await contactsShown(running.database.pool)).toEqual(before);
    const readiness = () => running.ask<{ entries: Record<string, { status: string }> }>('GET', 'readiness');
    await waitFor(async () => (await readiness()).body.entries['Datafordeler']?.status === 'Degraded', {
      timeout: 10_000,
      what: 'readiness to tell it',
    });
    expect((await running.log()).split('\n').filter((line) => line.includes('is away'))).toHaveLength(1);

    running.simulator.faults.clear();
    await waitFor(
      async () => {
        await running.rows(
          `with due as (update service_queue.register_lane set next_probe = clock_timestamp())
           select pg_notify('service_queue_due', '')`,
        );
        return (await lane()).length === 0;
      },
      { timeout: 20_000, interval: 100, what: 'the lane to open' },
    );
    await running.settled();
    expect((await contactsShown(running.database.pool)).get(String(farm))).toEqual(expectedOf(running.simulator, farm));
    const attempts = `select attempts from service_queue.message where type = 'bfe-lookup.property.refresh.v1'`;
    expect(await running.rows(attempts)).toEqual([{ attempts: 1 }]);
  });
});
