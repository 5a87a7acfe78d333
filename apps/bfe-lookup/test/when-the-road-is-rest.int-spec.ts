import { SAMPLE_PROPERTIES } from '@contact-sync/register-simulator';
import { contactsShown, expectedOf } from './expected-property';
import { Running } from './running';

const { house, farm, flat, withoutAddress } = SAMPLE_PROPERTIES;
const KEPT = [house, farm, flat].map(String);

interface Imported {
  readonly imported: readonly { bfeNumber: string; contactId?: string; outcome: string }[];
}

describe('when the road is REST', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh({}, 30);
  });
  afterAll(() => running.end());

  const world = (): Running['simulator']['properties'] => running.simulator.properties;
  const lookUp = (body: object) => running.ask<Record<string, unknown>>('POST', 'lookups', body);
  const importThese = (...bfeNumbers: string[]) => running.ask<Imported>('POST', 'imports', { bfeNumbers });
  async function asTheWorld(...numbers: readonly (number | string)[]): Promise<void> {
    const shown = await contactsShown(running.database.pool);
    for (const number of numbers)
      expect([number, shown.get(String(number))]).toEqual([number, expectedOf(running.simulator, number)]);
  }
  /** What REST cannot say: since when, the numbers of BBR, the owner to write to. */
  const unsaid = () =>
    running.rows<{ code: string; since: string | null; numbers: string[]; owners: string[] }>(
      `select c.name_code as code, c.start_date::text as since,
              array(select i.info from contacts.contact_info i
                     where i.contact_id = c.id and i.custom_label = 'Ejendomsnummer' order by i.info) as numbers,
              array(select r.ref_name_code from contacts.reference r
                     where r.contact_id = c.id and r.custom_label = 'Ejer' and r.end_date is null) as owners
         from contacts.contact c where c.name_type = '1' order by c.name_code`,
    );

  it('what came by GraphQL and REST cannot say stays, and the rest is brought up to date', async () => {
    await running.open({ readOwners: true });
    await importThese(...KEPT);
    const before = await unsaid();
    expect(before.every(({ since, numbers }) => since !== null && numbers.length > 0)).toBe(true);
    expect(before.flatMap(({ owners }) => owners)).toEqual([world().stateOf(house)?.owners[0]?.company]);

    expect((await running.set({ authProfile: 'rest-certificate' })).status).toBe(200);
    expect(await running.ask('POST', 'connection-tests')).toMatchObject({ status: 200, body: { ok: true } });
    const calls = running.simulator.requestCount('graphql');
    world().apply({ kind: 'area', bfe: farm });
    world().apply({ kind: 'address', bfe: house });
    world().apply({ kind: 'sold', bfe: house, company: '99000017' });
    const { body } = await importThese(...KEPT, String(withoutAddress));
    expect(body.imported.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'unchanged', 'created']);
    await asTheWorld(...KEPT, withoutAddress);
    expect((await unsaid()).filter(({ code }) => KEPT.includes(code))).toEqual(before);
    expect(running.simulator.requestCount('graphql')).toBe(calls);
  });

  it('numbers and ids are looked up; an address that begins so, and owners, are not', async () => {
    const { text } = world().stateOf(house)?.address ?? {};
    const { body } = await lookUp({ bfeNumbers: [...KEPT, '899999999'], owners: true, purpose: 'case 2026-17' });
    expect(body).toMatchObject({ unknown: ['899999999'], ownersMissing: { code: 'no-owners' } });
    expect(body['found']).toMatchObject([{ bfeNumber: KEPT[0], name: text }, {}, {}]);
    expect(await lookUp({ address: text })).toMatchObject({ status: 422, body: { code: 'no-address-search' } });
    expect(await lookUp({ bfeNumbers: ['899999999'] })).toMatchObject({ status: 404 });
  });

  it('there are no events, which is said; the weekly refresh finds what changed', async () => {
    expect(await running.run('read-events')).toMatchObject({ problems: [{ code: 'no-events-by-rest' }] });
    expect(await running.rows('select from bfe.event_mark')).toEqual([]);
    world().apply({ kind: 'area', bfe: farm });
    await running.run('refresh-properties');
    await running.settled();
    await asTheWorld(...KEPT);
  });
});
