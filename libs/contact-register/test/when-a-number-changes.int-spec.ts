import { inTransaction } from '@contact-sync/database';
import { readContact, tellCases, tellParties } from '../src';
import { byName, byNumber, freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

describe('when a number changes', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());
  beforeEach(() => test.takeEvents());

  const apply = (...seen: ReturnType<typeof said>[]) => test.register.applyBatch(test.database.pool, seen);
  const named = (n: number, day: number, name1: string) =>
    said(number(n), day, { name: { fields: { name1, name2: 'Holm' } } });
  const read = (n: number) =>
    inTransaction(test.database.pool, (tx) =>
      readContact(
        tx,
        { who: 'kim', purpose: 'test', seesProtected: true },
        { key: { nameType: 'C', nameCode: number(n) } },
        NOW,
      ),
    );
  const rowsOf = (...ids: (string | undefined)[]) =>
    test.rows('select name_code, superseded_by::text from contacts.contact where id = any($1) order by id', [ids]);

  it('one contact: it is renamed in place, and the old number leads to it', async () => {
    const [known] = await apply(
      said(number(1), 3, {
        parents: { references: { Forældre: [{ slot: 'father', relative: byName('Ole', 'Far til') }] } },
      }),
    );
    await test.takeEvents();
    await apply(replaced(number(1), number(2), 4));
    const contact = await read(2);
    expect(contact).toMatchObject({
      id: known?.contactId,
      nameCode: number(2),
      previousCodes: [number(1)],
      name1: 'Anna',
    });
    expect(contact?.info).toContainEqual({ label: 'GældendePNR', priority: 1, value: number(2) });
    expect(await test.takeEvents()).toEqual(['contact.changed.v1', 'contact.changed.v1']);
    // Names that hold a number are rewritten with it (CPR-5).
    expect(await test.rows(`select name2 from contacts.contact where name_type = 'P'`)).toEqual([
      { name2: `Far til ${number(2)}` },
    ]);
    expect(await read(1)).toMatchObject({ id: known?.contactId });
  });

  it('the same change again says nothing', async () => {
    expect(await apply(replaced(number(1), number(2), 4))).toMatchObject([{ outcome: 'stale', events: 0 }]);
    expect(await test.takeEvents()).toEqual([]);
  });

  it('data of the new number go to the same contact', async () => {
    const before = await read(2);
    await apply(named(2, 5, 'Ny'));
    expect(await read(2)).toMatchObject({ id: before?.id, name1: 'Ny', previousCodes: [number(1)] });
  });

  it('undone: the contact keeps its first number and its data, those of the other move to a new contact', async () => {
    const before = await read(2);
    await apply(named(1, 6, 'Første'));
    expect(await read(1)).toMatchObject({ id: before?.id, nameCode: number(1), name1: 'Første', previousCodes: [] });
    const other = await read(2);
    expect(other).toMatchObject({ nameCode: number(2), name1: 'Ny', previousCodes: [] });
    expect(other?.id).not.toBe(before?.id);
  });

  it('what a road cannot tell of the new number stays as another road told it', async () => {
    const identity = (undelivered: object) => ({ info: { GældendePNR: [{ value: number(82) }] }, ...undelivered });
    await apply(said(number(81), 3), replaced(number(81), number(82), 4));
    const numbers = { earlierNumbers: [number(81)] };
    await apply(said(number(82), 5, { numbers, identity: identity({ fields: { position: 'Skipper' } }) }));
    await test.takeEvents();
    const undelivered = { undelivered: { fields: ['position'] as const } };
    for (const day of [6, 7]) {
      const [again] = await apply(said(number(82), day, { numbers, identity: identity(undelivered) }));
      expect(again).toMatchObject({ outcome: 'unchanged', events: 0 });
    }
    expect(await read(82)).toMatchObject({ position: 'Skipper' });
  });

  it('two contacts: the one with the lower id lives on with the valid number, and the undone change restores both', async () => {
    const [old] = await apply(named(11, 3, 'Gammel'));
    const [young] = await apply(named(12, 4, 'Ung'));
    await test.takeEvents();
    await apply(replaced(number(11), number(12), 5));
    expect(await rowsOf(old?.contactId, young?.contactId)).toEqual([
      { name_code: number(12), superseded_by: null },
      { name_code: number(11), superseded_by: old?.contactId },
    ]);
    expect(await read(11)).toMatchObject({ id: old?.contactId, name1: 'Ung', previousCodes: [number(11)] });
    expect(await test.takeEvents()).toContain('contact.superseded.v1');
    await apply(named(11, 6, 'Gammel'));
    expect(await rowsOf(old?.contactId, young?.contactId)).toEqual([
      { name_code: number(11), superseded_by: null },
      { name_code: number(12), superseded_by: null },
    ]);
    expect(await read(11)).toMatchObject({ name1: 'Gammel', previousCodes: [] });
    expect(await read(12)).toMatchObject({ name1: 'Ung', previousCodes: [] });
    expect(await test.takeEvents()).toContain('contact.restored.v1');
  });

  it('a party on an open case lives on before a lower id', async () => {
    const [old] = await apply(named(21, 3, 'Gammel'));
    const [young] = await apply(named(22, 4, 'Ung'));
    await inTransaction(test.database.pool, async (tx) => {
      const told = { source: '/cases', time: NOW, id: '1' };
      await tellCases(tx, [{ told, caseId: 'S1', state: 'open' }]);
      const contact = { contactId: young?.contactId ?? '' };
      await tellParties(tx, [{ told, caseId: 'S1', contact, party: true }], NOW);
    });
    await apply(replaced(number(21), number(22), 5));
    expect(await rowsOf(old?.contactId, young?.contactId)).toEqual([
      { name_code: number(21), superseded_by: young?.contactId },
      { name_code: number(22), superseded_by: null },
    ]);
  });

  it('a placeholder never lives on, and who named it is led to the person', async () => {
    await apply(
      said(number(33), 3, { children: { references: { Barn: [{ slot: 'child', relative: byNumber(number(32)) }] } } }),
    );
    const [real] = await apply(named(31, 3, 'Rigtig'));
    await apply(replaced(number(31), number(32), 4));
    expect(await read(32)).toMatchObject({ id: real?.contactId, name1: 'Rigtig', placeholder: false });
    expect((await read(33))?.references).toMatchObject([
      { label: 'Barn', contactId: real?.contactId, name1: 'Rigtig' },
    ]);
  });

  it('a placeholder takes its new number into its name', async () => {
    await apply(
      said(number(43), 3, { children: { references: { Barn: [{ slot: 'child', relative: byNumber(number(41)) }] } } }),
    );
    await apply(replaced(number(41), number(42), 4));
    expect(await read(41)).toMatchObject({
      nameCode: number(42),
      name1: `Person med cprnr ${number(42)}`,
      placeholder: true,
    });
  });

  it('an earlier number that a 022 record names leads to the contact, until the record is gone', async () => {
    await apply(named(51, 3, 'Ny'), said(number(52), 4, { numbers: { earlierNumbers: [number(51)] } }));
    expect(await read(51)).toMatchObject({ nameCode: number(52), previousCodes: [number(51)], name1: 'Anna' });
    await apply(said(number(52), 5));
    expect(await read(51)).toMatchObject({ nameCode: number(51), name1: 'Ny', previousCodes: [] });
    expect(await read(52)).toMatchObject({ nameCode: number(52), name1: 'Anna', previousCodes: [] });
  });

  it('numbers that one delivery runs in a circle are held and stay as they are; a later word sets them right', async () => {
    await apply(named(61, 3, 'En'), named(62, 3, 'To'));
    const applied = await apply(replaced(number(62), number(61), 4), replaced(number(61), number(62), 4));
    expect(applied.map(({ outcome }) => outcome)).toContain('held');
    const [hold] = await test.rows<{ reason: string }>('select reason from contacts.hold where released_at is null');
    expect(hold?.reason).toBe('numbers contradict each other: cycle');
    await apply(named(62, 5, 'To'));
    expect(await read(61)).toMatchObject({ nameCode: number(62), name1: 'To' });
    expect(await test.rows('select from contacts.hold where released_at is null')).toEqual([]);
  });

  it('no event holds a number or a name', async () => {
    const events = await test.rows<{ data: unknown; subject: string }>(
      'select data, subject from service_queue.message',
    );
    expect(events.length).toBeGreaterThan(20);
    expect(JSON.stringify(events)).not.toMatch(/610180|Holm|Gammel/);
  });
});
