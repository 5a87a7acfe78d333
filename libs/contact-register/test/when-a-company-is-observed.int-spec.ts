import type { Observation } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import fc from 'fast-check';
import { editByHand, listContactsOfTypes, readContact, readKeys } from '../src';
import type { ContactView } from '../src';
import { company, CVR, P_NUMBER, productionUnit } from './companies';
import { freshRegister, NOW } from './people';
import type { TestRegister } from './people';

const reader = { who: 'test', purpose: '', seesProtected: false };
const EMPTIED = [
  'contacts.contact',
  'contacts.identifier',
  'contacts.address',
  'contacts.contact_info',
  'contacts.reference',
  'contacts.freshness',
  'contacts.history',
  'service_queue.message',
]
  .map((table) => `delete from ${table};`)
  .join('');
const hand = { by: 'test', now: NOW, seesProtected: false };

describe('when a company is observed', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  beforeEach(() => test.asMigratingRole(EMPTIED));
  afterAll(() => test.drop());

  const apply = async (...seen: Observation[]): Promise<string> => {
    const [first] = await test.register.applyBatch(test.database.pool, seen);
    return first?.contactId ?? '';
  };
  const read = async (id: string): Promise<ContactView> => {
    const view = await inTransaction(test.database.pool, (tx) => readContact(tx, reader, { id }, NOW));
    if (view === undefined) throw new Error(`no contact ${id}`);
    return view;
  };

  it('holds what the register says, the main industry first', async () => {
    const shown = await read(await apply(company(1)));
    expect(shown).toMatchObject({
      nameType: 'J',
      nameCode: CVR,
      name1: 'Bageren på Torvet ApS',
      start: { date: '1999-05-01' },
      advertisement: true,
      addresses: [{ address1: 'Torvet 1', phoneNo: '86120000', email: 'post@bageren.dk' }],
    });
    expect(shown.end).toBeUndefined();
    expect(shown.info).toEqual([
      { label: 'Branche', priority: 1, value: '107110' },
      { label: 'Branche', priority: 2, value: '472400' },
    ]);
    expect(await test.takeEvents()).toEqual(['contact.created.v1']);
  });

  it('says nothing of what is as it was, and replaces the industries by the new ones', async () => {
    const id = await apply(company(1));
    await test.takeEvents();
    const [again] = await test.register.applyBatch(test.database.pool, [company(2)]);
    expect(again).toMatchObject({ outcome: 'unchanged', contactId: id, events: 0 });
    await apply(company(3, { industry: { info: { Branche: [{ value: '561110' }] } } }));
    expect((await read(id)).info).toEqual([{ label: 'Branche', priority: 1, value: '561110' }]);
    expect(await test.takeEvents()).toEqual(['contact.changed.v1']);
  });

  it('ends with the cessation and lives again when the register takes it back', async () => {
    const id = await apply(company(1));
    await test.takeEvents();
    const dates = { started: { date: '1999-05-01' }, ended: { date: '2026-02-28' } };
    await apply(company(2, { lifetime: dates }));
    expect(await read(id)).toMatchObject({ end: { date: '2026-02-28' }, endedBy: 'register' });
    expect((await test.takeEvents()).sort()).toEqual(['contact.changed.v1', 'contact.ended.v1']);
    await apply(company(3));
    const back = await read(id);
    expect([back.start, back.end]).toEqual([{ date: '1999-05-01' }, undefined]);
  });

  it('a unit refers to its company, which is imported later under the same contact', async () => {
    const unit = await apply(productionUnit(1));
    const [reference] = (await read(unit)).references;
    expect(reference).toMatchObject({
      label: 'Hovedvirksomhed',
      slot: 'main_unit',
      nameType: 'J',
      name1: `Virksomhed med cvrnr ${CVR}`,
      name2: '- ikke importeret',
    });
    expect(await apply(company(2))).toBe(reference?.contactId);
    expect((await read(unit)).references).toMatchObject([{ name1: 'Bageren på Torvet ApS' }]);
    expect((await read(unit)).references[0]?.name2).toBeUndefined();
  });

  it('keeps a fax number that was typed where the road has none, and an older statement changes nothing', async () => {
    const id = await apply(company(2));
    const lines = { contactLines: { phoneNo: '86120000', fax: '86120001', email: 'post@bageren.dk' } };
    const typed = await inTransaction(test.database.pool, (tx) => editByHand(tx, id, 'contact_lines', lines, hand));
    expect(typed).toMatchObject({ outcome: 'changed' });
    const told = { contactLines: { phoneNo: '86129999' }, undelivered: { contactLines: ['fax'] as const } };
    await apply(company(3, { contact_lines: told }));
    expect((await read(id)).addresses).toMatchObject([{ phoneNo: '86129999', fax: '86120001' }]);
    const [stale] = await test.register.applyBatch(test.database.pool, [company(1)]);
    expect(stale).toMatchObject({ outcome: 'stale' });
  });

  it('ends the same in whatever order and however often full statements come', async () => {
    const told = [
      company(1),
      company(2, { name: { fields: { name1: 'Bageren A/S' } }, lifetime: { ended: { date: '2026-03-01' } } }),
      company(3, { main_address: {}, advertisement: { advertisement: false } }),
      productionUnit(2),
    ];
    const states = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...told, ...told], { minLength: 8 }), async (order) => {
        await test.asMigratingRole(EMPTIED);
        for (const one of order) await apply(one);
        states.add(
          JSON.stringify(
            await test.rows(`select name_type, name1, c.start_date, c.end_date, advertisement, placeholder, address1, phone_no
                               from contacts.contact c left join contacts.address a on a.contact_id = c.id and ordinal = 0
                              order by name_type`),
          ),
        );
      }),
      { numRuns: 10 },
    );
    expect([...states].map((state) => JSON.parse(state) as unknown)).toEqual([
      [
        expect.objectContaining({
          name_type: 'J',
          name1: 'Bageren på Torvet ApS',
          end_date: null,
          address1: null,
          advertisement: false,
          phone_no: '86120000',
        }),
        expect.objectContaining({ name_type: 'V', advertisement: true, address1: 'Torvet 1' }),
      ],
    ]);
  });

  it('services list companies by type and code, and read keys by id', async () => {
    const unit = await apply(productionUnit(1));
    const types = { nameTypes: ['J', 'V'], limit: 1 };
    const [first] = await listContactsOfTypes(test.database.pool, types);
    expect(first).toMatchObject({
      key: { nameType: 'J', nameCode: CVR },
      register: 'cvr',
      placeholder: true,
      ended: false,
    });
    const rest = await listContactsOfTypes(test.database.pool, {
      ...types,
      after: first?.key ?? { nameType: '', nameCode: '' },
    });
    expect(rest).toEqual([
      { id: unit, key: { nameType: 'V', nameCode: P_NUMBER }, register: 'cvr', placeholder: false, ended: false },
    ]);
    const keys = await readKeys(test.database.pool, [unit, '999999']);
    expect([...keys]).toEqual([[unit, rest[0]]]);
  });
});
