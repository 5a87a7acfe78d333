import type { Relative } from '@contact-sync/contacts-model';
import { byName, byNumber, freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when a relative is unknown', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const apply = (...seen: ReturnType<typeof said>[]) => test.register.applyBatch(test.database.pool, seen);
  const withFather = (pnr: string, day: number, relative: Relative) =>
    said(pnr, day, { parents: { references: { Forældre: [{ slot: 'father', relative }] } } });
  const contacts = (where: string) =>
    test.rows(`select name_type, name1, name2, text, placeholder from contacts.contact where ${where} order by id`);

  it('one with a number becomes a placeholder, which its own data turns into a contact', async () => {
    const [child] = await apply(withFather(number(1), 3, byNumber(number(2))));
    // One of the child, one of the father's placeholder.
    expect(child).toMatchObject({ outcome: 'created', events: 2 });
    const placeholder = { name_type: 'C', name1: `Person med cprnr ${number(2)}`, name2: '- ikke importeret' };
    expect(await contacts(`name_code = '${number(2)}'`)).toMatchObject([{ ...placeholder, placeholder: true }]);
    expect(await test.register.knownNumbers(test.database.pool, [number(2)])).toEqual(new Set());
    const [father] = await apply(said(number(2), 3));
    expect(father?.outcome).toBe('created');
    expect(await contacts(`name_code = '${number(2)}'`)).toMatchObject([
      { name1: 'Anna', name2: 'Holm', placeholder: false },
    ]);
  });

  it('one who comes in the same batch is no placeholder first', async () => {
    await apply(withFather(number(3), 3, byNumber(number(4))), said(number(4), 3));
    expect(await test.rows('select version from contacts.contact where name_code = $1', [number(4)])).toEqual([
      { version: 1 },
    ]);
  });

  it('one with a name alone gets a contact of type P; another name makes another and ends the first', async () => {
    await apply(withFather(number(5), 3, byName('Ole Holm', 'Far til')));
    const ole = { name_type: 'P', name1: 'Ole Holm', name2: `Far til ${number(5)}`, text: 'Person fra CPR uden cprnr' };
    expect(await contacts(`name_type = 'P'`)).toEqual([{ ...ole, placeholder: false }]);
    await apply(withFather(number(5), 4, byName('Ole Holm', 'Far til')));
    expect(await contacts(`name_type = 'P'`)).toHaveLength(1);
    await test.takeEvents();
    await apply(withFather(number(5), 5, byName('Per Holm', 'Far til')));
    expect(await contacts(`name_type = 'P'`)).toMatchObject([{ name1: 'Ole Holm' }, { name1: 'Per Holm' }]);
    expect((await test.takeEvents()).sort()).toEqual([
      'contact.changed.v1',
      'contact.created.v1',
      'contact.reference-added.v1',
      'contact.reference-removed.v1',
    ]);
    expect(
      await test.rows(
        `select p.name1, r.end_date from contacts.reference r join contacts.contact p on p.id = r.ref_contact_id order by p.name1`,
      ),
    ).toEqual([
      { name1: 'Ole Holm', end_date: '2026-03-05' },
      { name1: 'Per Holm', end_date: null },
    ]);
  });

  it('the end of a reference is told although the relative is not named any more', async () => {
    await apply(withFather(number(9), 3, byNumber(number(10))));
    await test.takeEvents();
    const [orphan] = await apply(said(number(9), 4, { parents: {} }));
    expect(orphan).toMatchObject({ outcome: 'changed', events: 2 });
    expect((await test.takeEvents()).sort()).toEqual(['contact.changed.v1', 'contact.reference-removed.v1']);
  });

  it('a father by name who also has custody is one contact', async () => {
    const father = { slot: 'father', relative: byName('Ib Lund', 'Far til') };
    await apply(
      said(number(8), 3, {
        parents: { references: { Forældre: [father] } },
        custody: { references: { Forældremyndighed: [father] } },
      }),
    );
    const [ib] = await test.rows<{ id: number }>(`select id from contacts.contact where name1 = 'Ib Lund'`);
    expect(await contacts(`name1 = 'Ib Lund'`)).toHaveLength(1);
    expect(
      await test.rows(
        `select custom_label, ref_contact_id as id from contacts.reference r join contacts.contact c on c.id = r.contact_id
          where c.name_code = $1 order by custom_label`,
        [number(8)],
      ),
    ).toEqual([
      { custom_label: 'Forældre', id: ib?.id },
      { custom_label: 'Forældremyndighed', id: ib?.id },
    ]);
  });

  it('a statement that comes too late leaves no trace of the relatives it names', async () => {
    await apply(said(number(6), 5));
    const [late] = await apply(withFather(number(6), 4, byNumber(number(7))));
    expect(late?.outcome).toBe('stale');
    expect(await test.rows('select from contacts.identifier where name_code = $1', [number(7)])).toEqual([]);
  });
});
