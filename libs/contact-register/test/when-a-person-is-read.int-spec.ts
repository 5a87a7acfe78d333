import { inTransaction } from '@contact-sync/database';
import type { Tx } from '@contact-sync/database';
import { findContacts, PurposeMissing, readContact, readHistory } from '../src';
import type { ContactQuery, Reader } from '../src';
import { byName, byNumber, freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

const KIM: Reader = { who: 'kim', purpose: 'sag 12', seesProtected: false };
const CHIEF: Reader = { ...KIM, seesProtected: true };

describe('when a person is read', () => {
  let test: TestRegister;
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(test.database.pool, work);
  const key = (n: number) => ({ key: { nameType: 'C', nameCode: number(n) } });
  const audited = () =>
    test.rows('select who, purpose, action, contact_id::text, fields, result_count from contacts.audit order by id');

  beforeAll(async () => {
    test = await freshRegister();
    const spouse = { Ægtefælle: [{ slot: 'spouse', relative: byNumber(number(2)) }] };
    await test.register.applyBatch(test.database.pool, [
      said(number(1), 3, { civil_status: { references: spouse }, name: { fields: { name1: 'Åse', name2: 'Holm' } } }),
      said(number(2), 3, {
        protection: { protection: { date: '2025-01-01' }, info: { Beskyttelsestype: [{ value: '0001' }] } },
        name: { fields: { name1: 'Hemmelig', name2: 'Holm' } },
      }),
    ]);
    await test.register.applyBatch(test.database.pool, [
      said(number(1), 4, {
        civil_status: { references: spouse },
        name: { fields: { name1: 'Åse', name2: 'Holm' } },
        main_address: { address: { address1: 'Nygade 2', start: { date: '2026-03-01' } } },
      }),
      replaced(number(3), number(1), 4),
    ]);
  });
  afterAll(() => test.drop());
  beforeEach(() => test.asMigratingRole('delete from contacts.audit'));

  it('shows all of it, and records who and why in the same transaction', async () => {
    const view = await inTx((tx) => readContact(tx, KIM, key(1), NOW));
    expect(view).toMatchObject({
      nameCode: number(1),
      name1: 'Åse',
      previousCodes: [number(3)],
      addresses: [
        { addressType: 'HA', address1: 'Nygade 2', start: { date: '2026-03-01' } },
        { addressType: 'CPRADR', address1: 'Skovvej 1', end: { date: '2026-03-01' } },
      ],
      freshness: [
        { register: 'cpr', asOf: '2026-03-04', road: 'file', source: 'D260304', groups: { name: '2026-03-04' } },
      ],
    });
    expect(view?.dates).toContainEqual({ label: 'Statusfra', date: { date: '1980-01-21', uncertain: true } });
    expect(await audited()).toMatchObject([
      { who: 'kim', purpose: 'sag 12', action: 'read', fields: ['name', 'address'] },
    ]);
  });

  it('leads from a previous number to the contact', async () => {
    expect(await inTx((tx) => readContact(tx, KIM, key(3), NOW))).toMatchObject({ nameCode: number(1) });
    const found = await inTx((tx) => findContacts(tx, KIM, { nameType: 'C', nameCode: number(3), limit: 10 }, NOW));
    expect(found).toMatchObject([{ nameCode: number(1) }]);
  });

  it('is refused without a purpose, and then nothing is recorded', async () => {
    const none = { ...KIM, purpose: ' ' };
    await expect(inTx((tx) => readContact(tx, none, key(1), NOW))).rejects.toThrow(PurposeMissing);
    const query: ContactQuery = { namePrefix: 'Å', limit: 10 };
    await expect(inTx((tx) => findContacts(tx, none, query, NOW))).rejects.toThrow(PurposeMissing);
    expect(await audited()).toEqual([]);
  });

  it('withholds name and address of a protected person, and marks it', async () => {
    const view = await inTx((tx) => readContact(tx, KIM, key(2), NOW));
    expect(view).toMatchObject({ protection: { date: '2025-01-01' }, withheld: true, addresses: [] });
    expect(JSON.stringify(view)).not.toMatch(/Hemmelig|Skovvej/);
    expect(await audited()).toMatchObject([{ fields: [] }]);
    const history = await inTx((tx) => readHistory(tx, KIM, view?.id ?? '', { limit: 10 }, NOW));
    expect(history.length).toBeGreaterThan(0);
    expect(JSON.stringify(history)).not.toMatch(/Hemmelig|Skovvej/);
    const spouse = await inTx((tx) => readContact(tx, KIM, key(1), NOW));
    expect(spouse?.references).toMatchObject([{ label: 'Ægtefælle', contactId: view?.id, protected: true }]);
    expect(JSON.stringify(spouse)).not.toContain('Hemmelig');
    expect(await inTx((tx) => findContacts(tx, KIM, { namePrefix: 'hemm', limit: 10 }, NOW))).toEqual([]);
  });

  it('records relatives by number and by name that the history names, beside the person', async () => {
    const [known] = await test.register.applyBatch(test.database.pool, [
      said(number(8), 3, {
        name: { fields: { name1: 'Eva', name2: 'Lund' } },
        civil_status: { references: { Ægtefælle: [{ slot: 'spouse', relative: byNumber(number(9)) }] } },
        parents: { references: { Forældre: [{ slot: 'father', relative: byName('Ole', 'Far til') }] } },
      }),
    ]);
    const id = known?.contactId ?? '';
    const relatives = (await inTx((tx) => readContact(tx, KIM, { id }, NOW)))?.references ?? [];
    expect(relatives.map(({ slot }) => slot).sort()).toEqual(['father', 'spouse']);
    await test.asMigratingRole('delete from contacts.audit');
    expect(JSON.stringify(await inTx((tx) => readHistory(tx, KIM, id, { limit: 10 }, NOW)))).toContain(number(9));
    const rows = (await audited()) as { contact_id: string; action: string; fields: string[] }[];
    expect(rows[0]).toMatchObject({ contact_id: id, action: 'history', fields: ['name', 'address'] });
    expect(
      rows
        .slice(1)
        .map(({ contact_id }) => contact_id)
        .sort(),
    ).toEqual(relatives.map(({ contactId }) => contactId).sort());
    expect(rows.slice(1)).toMatchObject([{ fields: ['reference'] }, { fields: ['reference'] }]);
  });

  it('shows them, marked, to a reader with the right', async () => {
    const view = await inTx((tx) => readContact(tx, CHIEF, key(2), NOW));
    expect(view).toMatchObject({ name1: 'Hemmelig', withheld: false, protection: { date: '2025-01-01' } });
    expect(view?.addresses).toHaveLength(1);
  });

  it('finds by the beginning of the name whatever the case, page by page, one record a person', async () => {
    const find = (after?: string) =>
      inTx((tx) => findContacts(tx, CHIEF, { namePrefix: 'HOLM', limit: 1, ...(after && { after }) }, NOW));
    const [first] = await find();
    const [second] = await find(first?.id);
    expect([first?.nameCode, second?.nameCode]).toEqual([number(1), number(2)]);
    expect(await find(second?.id)).toEqual([]);
    expect(await audited()).toMatchObject([
      { action: 'find', contact_id: first?.id, fields: ['name'] },
      { action: 'find', contact_id: second?.id },
      { action: 'find', contact_id: null, result_count: 0 },
    ]);
    expect(await inTx((tx) => findContacts(tx, CHIEF, { namePrefix: 'åse h', limit: 5 }, NOW))).toHaveLength(1);
    expect(await inTx((tx) => findContacts(tx, CHIEF, { namePrefix: '%', limit: 5 }, NOW))).toEqual([]);
  });

  it('is not recorded when the transaction is not committed', async () => {
    const failing = inTx(async (tx) => {
      await readContact(tx, KIM, key(1), NOW);
      throw new Error('not handed out');
    });
    await expect(failing).rejects.toThrow('not handed out');
    expect(await audited()).toEqual([]);
  });
});
