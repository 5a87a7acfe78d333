import { inTransaction } from '@contact-sync/database';
import { DEFAULT_SETTINGS, editByHand, endByHand, createByHand } from '../src';
import type { Hand } from '../src';
import type { ForceUpdate, ObservedGroup } from '@contact-sync/contacts-model';
import { freshRegister, NOW, number, said } from './people';
import type { TestRegister } from './people';

const KIM: Hand = { by: 'kim', now: NOW, seesProtected: true };

describe('when a person edits by hand', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const apply = async (n: number, day: number, name1 = 'Anna') => {
    const fingerprint = `${n} ${name1}`;
    const seen = said(number(n), day, { name: { fields: { name1, name2: 'Holm' } } }, { fingerprint });
    const [applied] = await test.register.applyBatch(test.database.pool, [seen]);
    return applied;
  };
  const force = (cpr: ForceUpdate) =>
    void (test.settings = { ...DEFAULT_SETTINGS, forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, cpr } });
  const typeName = (id: string, name1: string) =>
    inTransaction(test.database.pool, (tx) => editByHand(tx, id, 'name', { fields: { name1, name2: 'Holm' } }, KIM));
  const nameOf = async (n: number) =>
    (await test.rows<{ name1: string }>('select name1 from contacts.contact where name_code = $1', [number(n)]))[0]
      ?.name1;
  const edits = () =>
    test.rows('select "group", register_content, edited_by from contacts.manual_edit order by contact_id');

  it('ForceUpdate=J: the next newer statement restores the value, the same again does not', async () => {
    force('J');
    const known = await apply(1, 3);
    await test.takeEvents();
    expect(await typeName(known?.contactId ?? '', 'Typed')).toMatchObject({ outcome: 'changed' });
    expect(await test.takeEvents()).toEqual(['contact.changed.v1']);
    expect(await edits()).toEqual([
      { group: 'name', register_content: { fields: { name1: 'Anna', name2: 'Holm' } }, edited_by: 'kim' },
    ]);
    expect((await apply(1, 3))?.outcome).toBe('stale');
    expect(await nameOf(1)).toBe('Typed');
    expect((await apply(1, 4))?.outcome).toBe('changed');
    expect(await nameOf(1)).toBe('Anna');
    expect(await edits()).toEqual([]);
  });

  it('ForceUpdate=N: the typed value stands and the difference is kept', async () => {
    force('N');
    const known = await apply(2, 3);
    await typeName(known?.contactId ?? '', 'Typed');
    expect((await apply(2, 4, 'Berta'))?.outcome).toBe('unchanged');
    expect(await nameOf(2)).toBe('Typed');
    expect(await edits()).toMatchObject([{ register_content: { fields: { name1: 'Berta', name2: 'Holm' } } }]);
  });

  it('an edited contact is not recognised by its hash, or the edit would stay', async () => {
    force('J');
    const known = await apply(3, 3);
    await typeName(known?.contactId ?? '', 'Typed');
    const { register, subject, asOf, origin, clock } = said(number(3), 4);
    const sighting = { register, ...subject, asOf, origin, clock, fingerprint: '3 Anna' };
    const found = await inTransaction(test.database.pool, (tx) => test.register.recognise(tx, [sighting]));
    expect(found).toEqual(new Set());
  });

  it('history tells who typed what', async () => {
    expect(
      await test.rows(
        `select kind, by_user, before, after from contacts.history h join contacts.contact c on c.id = h.contact_id
          where c.name_code = $1 order by h.version`,
        [number(3)],
      ),
    ).toMatchObject([
      { kind: 'created', by_user: null },
      {
        kind: 'edited',
        by_user: 'kim',
        before: { name: { fields: { name1: 'Anna' } } },
        after: { name: { fields: { name1: 'Typed' } } },
      },
    ]);
  });

  it('an end typed by hand stays when the register speaks', async () => {
    const known = await apply(4, 3);
    const end = (date: string | null) =>
      inTransaction(test.database.pool, (tx) =>
        endByHand(tx, known?.contactId ?? '', date === null ? null : { date }, KIM),
      );
    expect((await end('2026-03-01')).outcome).toBe('changed');
    await apply(4, 4, 'Berta');
    expect(
      await test.rows('select end_date, end_source from contacts.contact where name_code = $1', [number(4)]),
    ).toEqual([{ end_date: '2026-03-01', end_source: 'hand' }]);
    // The register's own end goes before it, and gives way to it again.
    const status = async (day: number, group: ObservedGroup) =>
      test.register.applyBatch(test.database.pool, [said(number(4), day, { status: group })]);
    await status(5, { ended: { date: '2026-03-04' } });
    expect(await end('2026-03-09')).toEqual({
      outcome: 'refused',
      fault: { field: 'end', rule: 'ended-by-the-register' },
    });
    await status(6, {});
    expect(
      await test.rows('select end_date, end_source from contacts.contact where name_code = $1', [number(4)]),
    ).toEqual([{ end_date: '2026-03-01', end_source: 'hand' }]);
    expect((await end(null)).outcome).toBe('changed');
    expect((await end(null)).outcome).toBe('unchanged');
  });

  it('makes a contact, with a code of its own where the type has none', async () => {
    const make = (nameType: string, nameCode?: string) =>
      inTransaction(test.database.pool, (tx) =>
        createByHand(tx, { nameType, ...(nameCode && { nameCode }) }, { name: { fields: { name1: 'Ny' } } }, KIM),
      );
    expect(await make('P')).toMatchObject({ outcome: 'created' });
    expect(await make('C', number(9))).toMatchObject({ outcome: 'created' });
    expect(await make('C', number(9))).toMatchObject({ outcome: 'exists' });
  });
});
