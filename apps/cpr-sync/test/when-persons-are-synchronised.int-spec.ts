import { tellCases, tellParties } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { findPausedLanes } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import type { ImportAnswer } from '../src/imports/import-answer';
import { type PersonState, Synchronising } from './synchronising';

/** A Friday at noon; every run is at six in the morning in Denmark. */
const FRIDAY = '2026-11-20T11:00:00Z';
const [TUESDAY, WEDNESDAY, THURSDAY, NEXT_FRIDAY, NEXT_MONDAY, NEXT_TUESDAY] = [
  '2026-11-24T05:00:00.000Z',
  '2026-11-25T05:00:00.000Z',
  '2026-11-26T05:00:00.000Z',
  '2026-11-27T05:00:00.000Z',
  '2026-11-30T05:00:00.000Z',
  '2026-12-01T05:00:00.000Z',
] as const;
const CASES = 'test-cases';

describe('when persons are synchronised with Datafordeler', () => {
  let at: Synchronising;
  let persons: readonly PersonState[];
  /** Contacts by number. */
  let contacts: Map<string, string>;
  let told = 0;

  beforeAll(async () => {
    at = await Synchronising.fresh(FRIDAY);
    await at.set({ authProfile: 'graphql-client-secret' });
    persons = at.persons().filter(isSettledGrownUp).slice(0, 40);
    contacts = await importedByDirekte(persons.map(({ number }) => number));
  });
  afterAll(() => at.end());
  afterEach(() => at.simulator.faults.clear());

  /** Imports at CPR Direkte; the contacts by number. */
  async function importedByDirekte(numbers: readonly string[]): Promise<Map<string, string>> {
    // Open for this alone: nobody is to be subscribed meanwhile.
    await at.set({ direkteProfile: 'direkte' });
    const { status, body } = await at.ask<ImportAnswer>('POST', 'imports', {
      personNumbers: numbers,
      purpose: 'case 2026-17',
      subscribe: false,
    });
    if (status !== 200) throw new Error(`nobody was imported: ${JSON.stringify(body)}`);
    await at.set({ direkteProfile: '' });
    return new Map(body.imported.map(({ personNumber, contactId }) => [personNumber, contactId ?? '']));
  }

  async function tell(caseId: string, state: 'open' | 'closed', number: string): Promise<void> {
    const said = () => ({ source: CASES, sequence: (told += 1), time: at.clock.now(), id: String(told) });
    await inTransaction(at.database.pool, async (tx) => {
      await tellCases(tx, [{ told: said(), caseId, state }]);
      const contact = { contactId: contacts.get(number) ?? '' };
      await tellParties(tx, [{ told: said(), caseId, contact, party: true }], at.clock.now());
    });
  }

  const roadOf = async (number: string): Promise<string | undefined> => {
    const [row] = await at.rows<{ road: string }>(
      `select o.road from contacts.freshness f join contacts.origin o on o.id = f.origin_id
        where f.contact_id = $1 and f.register = 'cpr'`,
      [contacts.get(number)],
    );
    return row?.road;
  };

  /** All that is shown of persons but what Datafordeler tells otherwise: the order of the addressing name, protection 0004. */
  const shown = (numbers: readonly string[]): Promise<unknown[]> =>
    at.rows(
      `select c.id, c.name_code, c.name1, c.name2, c.position, c.end_date::text, c.protection::text,
              (select json_agg(json_build_array(a.address1, a.address2, a.address3, a.postcode, a.city, a.municipality,
                                                a.country_code, a.start_date, a.start_uncertain) order by a.ordinal)
                 from contacts.address a where a.contact_id = c.id and a.ordinal = 0) as address,
              (select json_agg(json_build_array(i.custom_label, i.priority, i.info, i.since) order by i.custom_label, i.priority)
                 from contacts.contact_info i where i.contact_id = c.id and i.info <> '0004') as info,
              (select json_agg(json_build_array(d.custom_label, d.date, d.uncertain) order by d.custom_label)
                 from contacts.contact_date d where d.contact_id = c.id) as dates,
              (select json_agg(json_build_array(r.custom_label, r.slot, r.ref_name_code, r.ref_contact_id, r.start_date)
                                 order by r.custom_label, r.slot, r.ref_name_code, r.ref_contact_id)
                 from contacts.reference r where r.contact_id = c.id and r.end_date is null) as references
         from contacts.contact c where c.name_type = 'C' and c.name_code = any($1) order by c.name_code`,
      [numbers],
    );

  const person = (place: number): PersonState => {
    const state = persons[place];
    if (state === undefined) throw new Error('the simulator has too few persons');
    return state;
  };

  it('the connection is tested without looking anybody up', async () => {
    const test = async (): Promise<unknown> =>
      (await at.ask('POST', 'connection-tests', { road: 'datafordeler' })).body;
    expect(await test()).toMatchObject({ ok: true, code: 'answers' });
    await at.set({ cprVersion: 'v9' });
    expect(await test()).toMatchObject({ ok: false, code: 'version-retired' });
    await at.set({ cprVersion: 'v2', authProfile: 'rest-certificate' });
    expect(await test()).toMatchObject({ ok: true });
    await at.set({ privateCompany: true });
    expect(await test()).toMatchObject({ ok: false, code: 'wrong-kind-of-profile' });
    await at.set({ privateCompany: false, authProfile: 'graphql-client-secret' });
  });

  it('parties on open cases are read, and nobody else', async () => {
    await tell('1', 'open', person(0).number);
    await tell('2', 'closed', person(1).number);
    at.simulator.persons.apply({ kind: 'move', number: person(0).number, alone: true });
    const audited = await at.rows('select id from contacts.audit');
    const run = await at.runAt(TUESDAY);
    expect(run).toMatchObject({ state: 'finished', counts: { persons: 1, tasks: 1 }, problems: [] });
    await at.synchronised();
    expect((await at.tasks()).map(({ state }) => state)).toEqual(['done']);
    expect(await roadOf(person(0).number)).toBe('datafordeler');
    expect(await roadOf(person(1).number)).toBe('online');
    const moved = at.simulator.persons.find(person(0).number, '2026-11-23');
    const [row] = await at.rows<{ address1: string }>(
      'select address1 from contacts.address where contact_id = $1 and ordinal = 0',
      [contacts.get(person(0).number)],
    );
    expect(row?.address1).toBe(moved?.address?.line);
    // Read by the service itself, and shown to nobody.
    expect(await at.rows('select id from contacts.audit')).toEqual(audited);
  });

  it('a case that is opened again is caught by the next run', async () => {
    await tell('2', 'open', person(1).number);
    expect(await at.runAt(WEDNESDAY)).toMatchObject({ counts: { persons: 2 } });
    await at.synchronised();
    expect(await roadOf(person(1).number)).toBe('datafordeler');
  });

  it('everybody is, when that is set: what has happened to them stands as CPR Direkte tells it', async () => {
    const world = at.simulator.persons;
    const numberOf = (place: number): string => person(place).number;
    world.apply({ kind: 'death', number: numberOf(2) });
    world.apply({ kind: 'move-abroad', number: numberOf(3) });
    world.apply({ kind: 'protection', number: numberOf(4) });
    world.apply({ kind: 'new-number', number: numberOf(5) });
    world.apply({ kind: 'disappear', number: numberOf(6) });
    world.apply({ kind: 'name', number: numberOf(7), last: 'Ærenlund' });
    await at.set({ onlyOpenCases: false });
    const run = await at.runAt(THURSDAY);
    expect(run.counts?.['persons']).toBe(persons.length);
    expect(run.counts?.['not-imported']).toBeGreaterThan(0);
    await at.synchronised();

    const [changed] = world.numbersOf(numberOf(5));
    const alive = persons.map(({ number }) => (number === numberOf(5) ? (changed ?? '') : number));
    const known = alive.filter((number) => isPlain(world.find(number)) && isAsDelivered(number));
    expect(known).toEqual(expect.arrayContaining([changed, ...[2, 3, 4, 6, 7].map(numberOf)]));
    const byDatafordeler = await shown(known);
    expect(byDatafordeler).toHaveLength(known.length);
    await importedByDirekte(known);
    expect(await shown(known)).toEqual(byDatafordeler);
  });

  /** Nothing has happened since the delivery that Datafordeler answers from. */
  const isAsDelivered = (number: string): boolean => {
    const world = at.simulator.persons;
    return JSON.stringify(world.find(number, '2026-11-25')) === JSON.stringify(world.find(number));
  };

  it('while Datafordeler is away the batches wait for it, and a second run does not pile them up', async () => {
    at.simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 503 } });
    const unfinished = async (): Promise<unknown[]> =>
      (await at.tasks()).filter(({ state }) => !['done', 'obsolete'].includes(state));
    await at.runAt(NEXT_FRIDAY);
    await waitFor(async () => (await findPausedLanes(at.database.pool)).length === 1, { what: 'the lane to pause' });
    expect(await unfinished()).toHaveLength(1);
    await at.runAt(NEXT_MONDAY);
    expect(await unfinished()).toHaveLength(1);
    expect((await at.tasks()).at(-2)).toMatchObject({ state: 'obsolete' });
    at.simulator.faults.clear();
    await at.probe();
    await at.synchronised();
    expect((await at.tasks()).at(-1)).toMatchObject({ state: 'done' });
    expect(await findPausedLanes(at.database.pool)).toEqual([]);
  });

  it('by REST: a batch that fails is read in halves, and no address is told anywhere', async () => {
    await at.set({ authProfile: 'rest-certificate' });
    const before = at.simulator.requestCount('rest');
    at.simulator.faults.add({ target: 'rest', fault: { kind: 'status', status: 500 }, times: 1 });
    await at.runAt(NEXT_TUESDAY);
    await at.synchronised();
    expect((await at.tasks()).at(-1)).toMatchObject({ state: 'done' });
    // The batch, one who was answered before, and the two halves, at least.
    expect(at.simulator.requestCount('rest') - before).toBeGreaterThanOrEqual(2);
    const [fresh] = await at.rows<{ count: number }>(
      `select count(*)::int from contacts.freshness where register = 'cpr' and as_of = '2026-11-30'`,
    );
    expect(fresh?.count).toBeGreaterThanOrEqual(persons.length);
  });

  it('nothing that is kept or logged outside the contacts holds a person number', async () => {
    const messages = await at.rows<{ text: string }>(`select m::text as text from service_queue.message m`);
    const runs = await at.rows<{ text: string }>(`select r::text as text from cpr.run r`);
    const texts = [await at.log(), ...[...messages, ...runs].map(({ text }) => text)];
    for (const { number } of persons) {
      for (const text of texts) expect(text.includes(number)).toBe(false);
    }
  });
});

/** Whatever the test wants to happen to them can. */
function isSettledGrownUp(state: PersonState): boolean {
  const { status, birthDate, disappeared, protections, guardianship } = state;
  const isGrownUp = birthDate > '1946' && birthDate < '2000';
  const isFree = disappeared === '' && protections.length === 0 && guardianship === null;
  return status === '01' && isGrownUp && isFree && state.earlierNumbers.length === 0 && isPlain(state);
}

/** Told alike by both roads: no date that is known in part, no supplementary lines, no guardianship by the record without a type. */
function isPlain(state: PersonState | undefined): boolean {
  if (state === undefined) return false;
  const { former: _former, ...now } = state;
  const hasPartialDate = /"\d{4}(?:00\d\d|\d\d00)\d{4}"|"\d{4}-(?:00-|\d\d-00)/.test(JSON.stringify(now));
  return (
    !hasPartialDate &&
    (state.address?.supplement ?? null) === null &&
    state.guardianship?.records.includes('052') !== false
  );
}
