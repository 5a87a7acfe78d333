import fc from 'fast-check';
import { editByHand, listExternalIds, tellExternalContacts } from '../src';
import type { ExternalContactStatement, ExternalFacts, TellOutcome, Told } from '../src';
import { companyNumbers, makeCompany, tell, told } from './other-systems';
import { freshRegister, NOW, number, said } from './people';
import type { TestRegister } from './people';

const SOURCE = '/payroll';

/** Without `told`, which the test gives. */
type What = ExternalContactStatement extends infer S ? (S extends unknown ? Omit<S, 'told'> : never) : never;

describe('when another system tells of its contacts', () => {
  let test: TestRegister;
  const codes = companyNumbers(9);
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  let n = 0;
  const next = (): Told => told(SOURCE, (n += 1));
  const say = async (what: What, at: Told = next()): Promise<TellOutcome | undefined> => {
    const statement = { ...what, told: at } as ExternalContactStatement;
    const [outcome] = await tell(test, (tx) => tellExternalContacts(tx, [statement], NOW));
    return outcome;
  };
  const shown = async (contactId = '') => (await test.rows<Shown>(SHOWN, [contactId]))[0];
  const edits = async (contactId = '') =>
    (
      await test.rows<{ group: string }>('select "group" from contacts.manual_edit where contact_id = $1 order by 1', [
        contactId,
      ])
    ).map(({ group }) => group);

  it('a new one gets a contact of typed values, with a code of ours where its type has none', async () => {
    const facts: ExternalFacts = {
      name: { name1: 'Kim', name2: 'Ny' },
      mainAddress: { address1: 'Skovvej 1', postcode: '2100', city: 'København Ø', country_code: 'DK' },
      contactLines: { phoneNo: '+45 12 34 56 78', email: 'kim@example.org' },
    };
    const made = await say({ externalId: 'E1', kind: 'created', nameType: 'P', ...facts });
    expect(made?.outcome).toBe('applied');
    expect(await shown(made?.contactId)).toMatchObject({
      name_type: 'P',
      name_code: made?.contactId,
      name1: 'Kim',
      address1: 'Skovvej 1',
      phone_no: '+45 12 34 56 78',
      email: 'kim@example.org',
    });
    expect(await listExternalIds(test.database.pool, made?.contactId ?? '')).toEqual([
      { source: SOURCE, externalId: 'E1' },
    ]);
    expect(await test.takeEvents()).toEqual(['contact.created.v1']);
    expect(await test.rows('select by_user from contacts.history where contact_id = $1', [made?.contactId])).toEqual([
      { by_user: SOURCE },
    ]);
  });

  it('one that we have is registered, and what stands there stays', async () => {
    const known = await makeCompany(test, codes[0] ?? '');
    const name = { name1: 'Et andet navn' };
    for (const who of [{ nameCode: codes[0] }, { contactId: known }]) {
      const externalId = `E2 ${Object.keys(who)}`;
      const outcome = await say({ externalId, kind: 'created', nameType: 'J', ...who, name });
      expect(outcome).toEqual({ outcome: 'applied', contactId: known });
      expect(await shown(known)).toMatchObject({ name1: `Firma ${codes[0]}` });
    }
    expect(await say({ externalId: 'E2', kind: 'created', nameType: 'J', contactId: '999999999' })).toEqual({
      outcome: 'unknown-contact',
    });
  });

  it('what cannot be a contact is refused with field and rule, and nothing of it is stored', async () => {
    const wrong = { externalId: 'E3', kind: 'created' as const, nameType: 'J', nameCode: '12345678' };
    expect(await say({ ...wrong, name: { name1: 'Firma' } })).toEqual({
      outcome: 'refused',
      fault: { field: 'nameCode', rule: 'check-digit' },
    });
    const made = await say({ externalId: 'E3', kind: 'created', nameType: 'P', name: { name1: 'Ny' } });
    const again = next();
    const twoGroups = {
      externalId: 'E3',
      kind: 'changed' as const,
      name: { name1: 'Nyere' },
      contactLines: { email: 'no address' },
    };
    expect(await say(twoGroups, again)).toMatchObject({ outcome: 'refused', fault: { field: 'email' } });
    expect(await shown(made?.contactId)).toMatchObject({ name1: 'Ny' });
    // Mended, the same statement counts.
    expect(await say({ ...twoGroups, contactLines: { email: 'ny@example.org' } }, again)).toMatchObject({
      outcome: 'applied',
    });
    expect(await shown(made?.contactId)).toMatchObject({ name1: 'Nyere', email: 'ny@example.org' });
  });

  it('changes need a registered id; each group is replaced as a whole; what is shown already is no edit', async () => {
    expect(await say({ externalId: 'E4', kind: 'changed', name: { name1: 'A' } })).toEqual({
      outcome: 'unknown-contact',
    });
    expect(await say({ externalId: 'E4', kind: 'ended', end: '2026-02-01' })).toEqual({ outcome: 'unknown-contact' });
    const [applied] = await test.register.applyBatch(test.database.pool, [said(number(1), 3)]);
    const contactId = applied?.contactId ?? '';
    await say({ externalId: 'E4', kind: 'created', nameType: 'C', contactId });
    await test.takeEvents();
    await say({ externalId: 'E4', kind: 'changed', name: { name1: 'Anna', name2: 'Holm' } });
    expect(await edits(contactId)).toEqual([]);
    expect(await test.takeEvents()).toEqual([]);
    await say({ externalId: 'E4', kind: 'changed', name: { name1: 'Berta' }, contactLines: { phoneNo: '12345678' } });
    expect(await shown(contactId)).toMatchObject({ name1: 'Berta', name2: null, phone_no: '12345678' });
    expect(await edits(contactId)).toEqual(['contact_lines', 'name']);
  });

  it('a contact of no register ends when all its external ids are ended, and opens when one is open again', async () => {
    const made = await say({ externalId: 'E5', kind: 'created', nameType: 'P', name: { name1: 'Ny' } });
    const contactId = made?.contactId ?? '';
    await say({ externalId: 'E5 too', kind: 'created', nameType: 'P', contactId });
    await say({ externalId: 'E5', kind: 'ended', end: '2026-02-01' });
    expect(await shown(contactId)).toMatchObject({ end_date: null });
    await say({ externalId: 'E5 too', kind: 'ended', end: '2026-01-01' });
    expect(await shown(contactId)).toMatchObject({ end_date: '2026-02-01' });
    expect(await listExternalIds(test.database.pool, contactId)).toEqual([
      { source: SOURCE, externalId: 'E5', endedOn: '2026-02-01' },
      { source: SOURCE, externalId: 'E5 too', endedOn: '2026-01-01' },
    ]);
    await say({ externalId: 'E5', kind: 'created', nameType: 'P', contactId });
    expect(await shown(contactId)).toMatchObject({ end_date: null });
    // A person of a register ends by its word alone.
    const [applied] = await test.register.applyBatch(test.database.pool, [said(number(2), 3)]);
    await say({ externalId: 'E6', kind: 'created', nameType: 'C', contactId: applied?.contactId ?? '' });
    expect(await say({ externalId: 'E6', kind: 'ended', end: '2026-02-01' })).toMatchObject({ outcome: 'applied' });
    expect(await shown(applied?.contactId)).toMatchObject({ end_date: null });
  });

  it('what a person typed stays when an id is registered, and the same registration again says nothing', async () => {
    const contactId = await makeCompany(test, codes[1] ?? '');
    const hand = { by: 'kim', now: NOW, seesProtected: true };
    await tell(test, (tx) => editByHand(tx, contactId, 'name', { fields: { name1: 'Typed' } }, hand));
    const before = next();
    await say({ externalId: 'E7', kind: 'created', nameType: 'J', contactId });
    expect(await say({ externalId: 'E7', kind: 'created', nameType: 'J', contactId }, before)).toEqual({
      outcome: 'stale',
      contactId,
    });
    expect(await shown(contactId)).toMatchObject({ name1: 'Typed' });
  });

  it('an id that gets a contact and is then said to be another leaves that other as it is', async () => {
    const contactId = await makeCompany(test, codes[2] ?? '');
    await say({ externalId: 'E8', kind: 'created', nameType: 'J', contactId });
    const late = next();
    const statements: ExternalContactStatement[] = [
      { told: next(), externalId: 'E9', kind: 'created', nameType: 'P', name: { name1: 'Ny' } },
      { told: next(), externalId: 'E9', kind: 'created', nameType: 'P', contactId, name: { name1: 'Ny' } },
    ];
    await tell(test, (tx) => tellExternalContacts(tx, statements, NOW));
    expect(await listExternalIds(test.database.pool, contactId)).toHaveLength(2);
    // What was said of the contact made meanwhile is not said of this one: an earlier word still counts.
    expect(await say({ externalId: 'E8', kind: 'changed', name: { name1: 'Sen' } }, late)).toMatchObject({
      outcome: 'applied',
    });
    expect(await shown(contactId)).toMatchObject({ name1: 'Sen' });
  });

  it('shuffled, repeated and at the same time: it ends as the latest says', async () => {
    const change = fc.record(
      {
        kind: fc.constantFrom('changed' as const, 'changed' as const, 'created' as const, 'ended' as const),
        name: fc.constantFrom('Anna', 'Bente', 'Carla'),
        phone: fc.constantFrom('11111111', '22222222'),
        sequence: fc.integer({ min: 0, max: 3 }),
      },
      { requiredKeys: ['kind'] },
    );
    const worlds = fc.array(change, { minLength: 1, maxLength: 7 }).chain((changes) => {
      const all = changes.map((one, at) => ({ ...one, at: at + 1 }));
      return fc.record({
        all: fc.constant(all),
        shuffled: fc
          .subarray(all)
          .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
      });
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async ({ all, shuffled }) => {
        run += 1;
        const source = `/s${run}`;
        const first = { kind: 'created' as const, nameType: 'P', name: { name1: 'Ny' } };
        const made = await say({ externalId: 'E', ...first }, told(source, 0, 0));
        const statements = shuffled.map((one): ExternalContactStatement => {
          const head = { told: told(source, one.at, one.sequence), externalId: 'E' };
          const facts = {
            ...(one.name !== undefined && { name: { name1: one.name } }),
            ...(one.phone !== undefined && { contactLines: { phoneNo: one.phone } }),
          };
          if (one.kind === 'ended') return { ...head, kind: 'ended', end: `2026-01-0${one.at}` };
          return one.kind === 'created'
            ? { ...head, kind: 'created', nameType: 'P', ...facts }
            : { ...head, kind: 'changed', ...facts };
        });
        const middle = statements.length >> 1;
        await Promise.all(
          [statements.slice(0, middle), statements.slice(middle)].map((batch) =>
            tell(test, (tx) => tellExternalContacts(tx, batch, NOW)),
          ),
        );
        const inOrder = [...all].sort((a, b) => (a.sequence ?? -1) - (b.sequence ?? -1) || a.at - b.at);
        // The first statement has sequence 0: only what is not before it counts.
        const counted = inOrder.filter(({ sequence }) => sequence !== undefined);
        const life = counted.filter(({ kind }) => kind !== 'changed').at(-1);
        expect(await shown(made?.contactId)).toMatchObject({
          name1: counted.filter(({ kind, name }) => kind !== 'ended' && name !== undefined).at(-1)?.name ?? 'Ny',
          phone_no: inOrder.filter(({ kind, phone }) => kind !== 'ended' && phone !== undefined).at(-1)?.phone ?? null,
          end_date: life?.kind === 'ended' ? `2026-01-0${life.at}` : null,
        });
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 40), endOnFailure: false },
    );
  }, 120_000);
});

interface Shown {
  readonly name1: string | null;
  readonly end_date: string | null;
  readonly phone_no: string | null;
}

const SHOWN = `select c.name_type, c.name_code, c.name1, c.name2, c.end_date, a.address1, a.phone_no, a.email
                 from contacts.contact c left join contacts.address a on a.contact_id = c.id and a.ordinal = 0
                where c.id = $1`;
