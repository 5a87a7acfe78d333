import { contactsShown, expectedContact } from './expected-contact';
import { Running } from './running';

interface Found {
  readonly match: string;
  readonly found: readonly (Record<string, unknown> & { number: string; name: string })[];
}

interface Imported {
  readonly imported: readonly { number: string; contactId: string; outcome: string }[];
  readonly company?: { number: string; contactId: string; placeholder: boolean };
}

const KMD_BALLERUP = '1003387453';
/** Ten digits of a person, who was born on the 61st: no P-number begins with 6. */
const A_PERSON = '6101801234';

describe('when companies are looked up', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh({ settings: { cvrUpdate: false } });
  });
  afterAll(() => running.end());

  const lookUp = (body: object) => running.ask<Found>('POST', 'lookups', body);
  const importOne = (body: object) => running.ask<Imported & { code?: string }>('POST', 'imports', body);
  const aCompany = () => [...running.simulator.world.identities()].find(({ kind }) => kind === 'company')!;

  it('the guide’s test number is KMD A/S - Ballerup, and nothing is stored of it', async () => {
    const { status, body } = await lookUp({ number: KMD_BALLERUP });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      match: 'number',
      found: [{ kind: 'production-unit', number: KMD_BALLERUP, name: 'KMD A/S - Ballerup' }],
    });
    expect(body.found[0]).not.toHaveProperty('contactId');
    expect(await running.rows('select from contacts.contact')).toEqual([]);
  });

  it('a company is found with DK and blanks, and by its name letter for letter', async () => {
    const { number } = aCompany();
    const written = `DK ${number.slice(0, 2)} ${number.slice(2, 4)} ${number.slice(4, 6)} ${number.slice(6)}`;
    const byNumber = await lookUp({ number: written });
    const { name } = running.simulator.world.stateOf(number)!;
    expect(byNumber.body.found).toMatchObject([{ kind: 'company', number, name }]);
    const byName = await lookUp({ name });
    expect(byName.body).toMatchObject({ match: 'exact-name' });
    expect(byName.body.found.map((unit) => unit.number)).toContain(number);
    expect((await lookUp({ name: `${name}x` })).body.found).toEqual([]);
  });

  it('a purpose is recorded, before and after the register is asked', async () => {
    await lookUp({ number: KMD_BALLERUP, purpose: 'case 2026-17' });
    expect(
      await running.rows('select who, purpose, action, register, result_count from contacts.audit order by id'),
    ).toEqual([
      { who: 'local', purpose: 'case 2026-17', action: 'lookup', register: 'cvr', result_count: null },
      { who: 'local', purpose: 'case 2026-17', action: 'lookup', register: 'cvr', result_count: 1 },
    ]);
  });

  it.each([
    ['a wrong check digit', '10150818', 422, 'check-digit'],
    ['too few digits', '1015081', 422, 'not-a-number'],
    ['what could be a person', A_PERSON, 422, 'not-a-p-number'],
    ['a number that nobody has', '10150817', 404, 'not-in-register'],
  ])('%s is refused', async (_, number, status, code) => {
    const before = running.simulator.requestCount('graphql');
    expect(await lookUp({ number })).toMatchObject({ status, body: { code } });
    expect(await importOne({ number })).toMatchObject({ status, body: { code } });
    if (status === 422) expect(running.simulator.requestCount('graphql')).toBe(before);
  });

  it('an import makes the contact, with its company by number only, or whole', async () => {
    const first = await importOne({ number: KMD_BALLERUP });
    const { company: number } = running.simulator.world.stateOf(KMD_BALLERUP)!;
    expect(first.body).toEqual({
      imported: [expect.objectContaining({ kind: 'production-unit', number: KMD_BALLERUP, outcome: 'created' })],
      company: { number, contactId: expect.any(String), placeholder: true },
    });
    const again = await importOne({ number: KMD_BALLERUP, withCompany: true });
    expect(again.body.imported.map(({ number: its, outcome }) => [its, outcome])).toEqual([
      [KMD_BALLERUP, 'unchanged'],
      [number, 'created'],
    ]);
    expect(again.body.company).toMatchObject({ placeholder: false });
    const shown = await contactsShown(running.database.pool);
    for (const one of [KMD_BALLERUP, number!])
      expect(shown.get(one)).toEqual(expectedContact(running.simulator.world.stateOf(one)!));
    expect((await lookUp({ number: KMD_BALLERUP })).body.found[0]).toMatchObject({
      contactId: first.body.imported[0]?.contactId,
      placeholder: false,
    });
  });

  it('a refresh brings one contact up to date, though CVR update is off', async () => {
    const { number } = aCompany();
    const { imported } = (await importOne({ number })).body;
    running.simulator.world.apply({ kind: 'phone', number, value: '12345678' });
    const path = `contacts/${imported[0]?.contactId}/refresh`;
    expect((await running.ask<Imported>('POST', path)).body.imported[0]).toMatchObject({ outcome: 'changed' });
    expect((await contactsShown(running.database.pool)).get(number)).toMatchObject({ phone: '12345678' });
    expect(await running.ask('POST', 'contacts/999999/refresh')).toMatchObject({ status: 404 });
  });

  it('a register that is away is said so, with the time to try again', async () => {
    running.simulator.faults.add({
      target: 'graphql',
      fault: { kind: 'status', status: 429, retryAfter: '7' },
      times: 1,
    });
    const answer = await importOne({ number: KMD_BALLERUP });
    expect(answer).toMatchObject({ status: 503, body: { code: 'cvr-away' } });
    expect(answer.headers.get('retry-after')).toBe('7');
    expect((await importOne({ number: KMD_BALLERUP })).status).toBe(200);
  });

  it('with the integration off, or without its contact types, or without a profile, everything refuses with that reason', async () => {
    await running.set({ cvrIntegration: false });
    expect(await lookUp({ number: KMD_BALLERUP })).toMatchObject({
      status: 409,
      body: { code: 'cvr-integration-off' },
    });
    expect(await importOne({ number: KMD_BALLERUP })).toMatchObject({
      status: 409,
      body: { code: 'cvr-integration-off' },
    });
    await running.set({ cvrIntegration: true, unitType: 'Q' });
    expect(await importOne({ number: KMD_BALLERUP })).toMatchObject({
      status: 409,
      body: { code: 'contact-types-missing' },
    });
    await running.set({ unitType: 'V', authProfile: '' });
    expect(await lookUp({ number: KMD_BALLERUP })).toMatchObject({ status: 409, body: { code: 'no-profile' } });
    await running.set({ authProfile: 'graphql-client-secret' });
  });
});
