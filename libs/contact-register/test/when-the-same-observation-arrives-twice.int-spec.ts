import { byNumber, freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when the same observation arrives twice', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const state = (): Promise<unknown> =>
    test.rows(
      `select (select count(*)::int from contacts.history) as history,
              (select count(*)::int from service_queue.message) as messages,
              (select json_agg(row_to_json(c) order by id) from contacts.contact c) as contacts,
              (select json_agg(row_to_json(f) order by contact_id) from contacts.freshness f) as freshness,
              (select json_agg(row_to_json(i) order by name_code) from contacts.identifier i) as identifiers,
              (select json_agg(row_to_json(r) order by id) from contacts.reference r) as reference`,
    );

  it('says nothing the second time', async () => {
    const person = said(number(1), 3, {
      civil_status: { references: { Ægtefælle: [{ slot: 'spouse', relative: byNumber(number(2)) }] } },
    });
    const [first] = await test.register.applyBatch(test.database.pool, [person]);
    // One of the person, one of the spouse's placeholder.
    expect(first).toMatchObject({ outcome: 'created', events: 2 });
    const before = await state();
    const [second] = await test.register.applyBatch(test.database.pool, [person]);
    expect(second).toMatchObject({ outcome: 'stale', events: 0, contactId: first?.contactId });
    expect(await state()).toEqual(before);
  });

  it('moves only the clocks when a newer statement says the same', async () => {
    const person = said(number(1), 4, {
      civil_status: { references: { Ægtefælle: [{ slot: 'spouse', relative: byNumber(number(2)) }] } },
    });
    await test.takeEvents();
    const [{ history: before } = { history: 0 }] = await test.rows<{ history: number }>(
      'select count(*)::int as history from contacts.history',
    );
    const [again] = await test.register.applyBatch(test.database.pool, [person]);
    expect(again).toMatchObject({ outcome: 'unchanged', events: 0 });
    expect(await test.rows('select count(*)::int as history from contacts.history')).toEqual([{ history: before }]);
    expect(await test.takeEvents()).toEqual([]);
    expect(
      await test.rows('select as_of::text, left(clock, 8) as day from contacts.freshness where contact_id = $1', [
        again?.contactId,
      ]),
    ).toEqual([{ as_of: '2026-03-04', day: '20260304' }]);
  });

  it('stores what was said', async () => {
    const [contact] = await test.rows('select * from contacts.contact where name_code = $1', [number(1)]);
    expect(contact).toMatchObject({ name1: 'Anna', name2: 'Holm', text: 'Anna Holm', version: 1, placeholder: false });
    expect(
      await test.rows(
        `select custom_label, info from contacts.contact_info i join contacts.contact c on c.id = i.contact_id
          where name_code = $1 order by 1`,
        [number(1)],
      ),
    ).toEqual([
      { custom_label: 'GældendePNR', info: number(1) },
      { custom_label: 'Køn', info: 'K' },
      { custom_label: 'Status', info: '01' },
    ]);
    const [relative] = await test.rows('select * from contacts.contact where name_code = $1', [number(2)]);
    expect(relative).toMatchObject({
      name1: `Person med cprnr ${number(2)}`,
      name2: '- ikke importeret',
      placeholder: true,
    });
  });
});
