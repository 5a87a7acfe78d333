import { freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when a person dies', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const apply = (...seen: ReturnType<typeof said>[]) => test.register.applyBatch(test.database.pool, seen);
  const status = (code: string, ended?: string) => ({
    status: { info: { Status: [{ value: code }] }, ...(ended !== undefined && { ended: { date: ended } }) },
  });
  const contact = () =>
    test.rows('select end_date, end_source from contacts.contact where name_code = $1', [number(1)]);

  it('the contact ends on the date of the status, the address becomes a former one, and others hear of it', async () => {
    await apply(said(number(1), 3));
    await test.takeEvents();
    await apply(
      said(number(1), 4, { ...status('90', '2026-03-02'), main_address: { addressEnd: { date: '2026-03-02' } } }),
    );
    expect(await contact()).toEqual([{ end_date: '2026-03-02', end_source: 'register' }]);
    expect(await test.rows('select address_type, address1, end_date from contacts.address')).toEqual([
      { address_type: 'CPRADR', address1: 'Skovvej 1', end_date: '2026-03-02' },
    ]);
    expect((await test.takeEvents()).sort()).toEqual(['contact.changed.v1', 'contact.ended.v1']);
  });

  it('the same status again ends nobody twice', async () => {
    await apply(said(number(1), 5, { ...status('90', '2026-03-02'), main_address: {} }));
    expect(await test.takeEvents()).toEqual([]);
  });

  it('leaving the status opens the contact again', async () => {
    await apply(said(number(1), 6, { ...status('01'), main_address: {} }));
    expect(await contact()).toEqual([{ end_date: null, end_source: null }]);
    expect(await test.takeEvents()).toEqual(['contact.changed.v1']);
  });

  it('history tells every version: when, from where, old and new', async () => {
    const history = await test.rows<{ before: unknown; after: unknown }>(
      `select h.version, h.kind, h.register, o.source, h.before, h.after from contacts.history h
         join contacts.origin o on o.id = h.origin_id order by h.version`,
    );
    expect(history).toMatchObject([
      { version: 1, kind: 'created', register: 'cpr', source: 'D260303', before: null },
      {
        version: 2,
        kind: 'changed',
        source: 'D260304',
        before: { main_address: { address: { address1: 'Skovvej 1' } } },
        after: { status: { ended: { date: '2026-03-02' } }, main_address: {} },
      },
      { version: 3, source: 'D260306', before: { status: { ended: { date: '2026-03-02' } } } },
    ]);
  });
});
