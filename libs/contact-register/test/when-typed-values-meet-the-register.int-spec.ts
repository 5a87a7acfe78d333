import { inTransaction } from '@contact-sync/database';
import type { Tx } from '@contact-sync/database';
import type { ForceUpdate, Observation, ObservedGroup } from '@contact-sync/contacts-model';
import {
  createByHand,
  DEFAULT_SETTINGS,
  editByHand,
  readContact,
  saveCustomLabel,
  setDateByHand,
  setInfoByHand,
  setReferenceByHand,
  undoByHand,
} from '../src';
import type { ContactView, Hand, HandOutcome } from '../src';
import { emptyRegister } from './end-state';
import { byName, freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

const KIM: Hand = { by: 'kim', now: NOW, seesProtected: true };
const READER = { who: 'test', purpose: 'test', seesProtected: true };

describe('when typed values meet the register', () => {
  let test: TestRegister;
  beforeAll(async () => {
    test = await freshRegister();
    for (const [kind, label] of [
      ['info', 'Sprog'],
      ['date', 'Samtykke'],
      ['reference', 'Bror'],
    ] as const) {
      await saveCustomLabel(test.database.pool, { kind, label, textDa: label, textEn: label, multiple: false });
    }
  });
  beforeEach(async () => {
    await emptyRegister(test);
    force('J');
  });
  afterAll(() => test.drop());

  const force = (cpr: ForceUpdate) =>
    void (test.settings = { ...DEFAULT_SETTINGS, forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, cpr } });
  const apply = (...seen: Observation[]) => test.register.applyBatch(test.database.pool, seen);
  const idOf = async (seen: Observation) => (await apply(seen))[0]?.contactId ?? '';
  const byHand = (work: (tx: Tx) => Promise<HandOutcome>) => inTransaction(test.database.pool, work);
  const read = async (id: string): Promise<ContactView> => {
    const view = await inTransaction(test.database.pool, (tx) => readContact(tx, READER, { id }, NOW));
    if (view === undefined) throw new Error('no such contact');
    return view;
  };
  const recognised = async ({ register, subject, asOf, origin, clock, fingerprint }: Observation) => {
    const sighting = { register, ...subject, asOf, origin, clock, fingerprint };
    return (await inTransaction(test.database.pool, (tx) => test.register.recognise(tx, [sighting]))).size === 1;
  };
  const LINES = { contactLines: { phoneNo: '33123456', email: 'anna@holm.example' } };

  it('labels that only people write are left alone by every statement', async () => {
    const [anna, bent] = [await idOf(said(number(1), 3)), await idOf(said(number(2), 3))];
    await byHand((tx) => setInfoByHand(tx, anna, 'Sprog', [{ value: 'dansk' }], KIM));
    await byHand((tx) => setDateByHand(tx, anna, 'Samtykke', { date: '2026-03-01' }, KIM));
    await byHand((tx) => setReferenceByHand(tx, anna, { label: 'Bror', otherId: bent }, {}, KIM));
    const typed = (view: ContactView): object => ({
      info: view.info.filter(({ label }) => label === 'Sprog'),
      dates: view.dates.filter(({ label }) => label === 'Samtykke'),
      references: view.references.map(({ label, contactId }) => [label, contactId]),
    });
    const before = typed(await read(anna));
    expect(before).toEqual({
      info: [{ label: 'Sprog', priority: 1, value: 'dansk' }],
      dates: [{ label: 'Samtykke', date: { date: '2026-03-01' } }],
      references: [['Bror', bent]],
    });
    const changed = said(number(1), 4, { name: {}, identity: {}, status: {}, main_address: {}, civil_status: {} });
    expect(await apply(changed)).toMatchObject([{ outcome: 'changed' }]);
    expect(typed(await read(anna))).toEqual(before);
    // The number changes, and the change is undone: what the register said goes with the number, what people typed stays.
    await apply(replaced(number(1), number(11), 5), said(number(11), 5));
    expect(typed(await read(anna))).toEqual(before);
    await apply(said(number(1), 6), said(number(11), 6));
    expect(typed(await read(anna))).toEqual(before);
  });

  it('a reference is ended once, and leads to the contact that lives on', async () => {
    const [anna, bent] = [await idOf(said(number(1), 3)), await idOf(said(number(2), 3))];
    const carl = await idOf(said(number(3), 3));
    const to = (otherId: string, period: object = {}) =>
      byHand((tx) => setReferenceByHand(tx, anna, { label: 'Bror', otherId }, period, KIM));
    await test.takeEvents();
    expect((await to(bent, { start: { date: '1984' } })).outcome).toBe('changed');
    expect((await to(bent, { start: { date: '1984' } })).outcome).toBe('unchanged');
    expect(await to(carl)).toEqual({ outcome: 'refused', fault: { field: 'Bror', rule: 'single' } });
    expect(await to(anna)).toMatchObject({ fault: { rule: 'itself' } });
    expect(await to(bent, { start: { date: '1984' }, end: { date: '1983' } })).toMatchObject({
      fault: { rule: 'before-start' },
    });
    await apply(replaced(number(2), number(22), 4), said(number(22), 4));
    await test.takeEvents();
    const shown = (await read(anna)).references;
    expect(shown).toMatchObject([{ label: 'Bror', start: { date: '1984' } }]);
    expect((await to(bent, { start: { date: '1984' }, end: { date: '2026-03-01' } })).outcome).toBe('changed');
    expect((await test.takeEvents()).sort()).toEqual(['contact.changed.v1', 'contact.reference-removed.v1']);
    expect((await read(anna)).references).toMatchObject([{ label: 'Bror', end: { date: '2026-03-01' } }]);
    expect((await to(carl)).outcome).toBe('changed');
    expect((await test.takeEvents()).sort()).toEqual(['contact.changed.v1', 'contact.reference-added.v1']);
  });

  it('contact lines stand beside the address and without one, and no statement of CPR touches them', async () => {
    const anna = await idOf(said(number(1), 3, { main_address: {} }));
    await byHand((tx) => editByHand(tx, anna, 'contact_lines', LINES, KIM));
    const lines = { addressType: 'HA', phoneNo: '33123456', email: 'anna@holm.example' };
    expect((await read(anna)).addresses).toEqual([lines]);
    await apply(said(number(1), 4));
    expect((await read(anna)).addresses).toMatchObject([{ ...lines, address1: 'Skovvej 1' }]);
    await apply(said(number(1), 5, { main_address: { addressEnd: { date: '2026-03-04' } } }));
    expect((await read(anna)).addresses).toMatchObject([lines, { addressType: 'CPRADR', address1: 'Skovvej 1' }]);
    await byHand((tx) => undoByHand(tx, anna, 'contact_lines', KIM));
    expect((await read(anna)).addresses).toMatchObject([{ addressType: 'CPRADR' }]);
  });

  it('a person with contact lines alone is still recognised on a quiet night', async () => {
    const fingerprint = 'the same';
    const anna = await idOf(said(number(1), 3, {}, { fingerprint }));
    await byHand((tx) => editByHand(tx, anna, 'contact_lines', LINES, KIM));
    expect(await recognised(said(number(1), 4, {}, { fingerprint }))).toBe(true);
    await apply(said(number(1), 5, {}, { fingerprint: 'another' }));
    expect(await recognised(said(number(1), 6, {}, { fingerprint: 'another' }))).toBe(true);
  });

  it('an edit under N is decided on by each newer statement, and restored when the setting becomes J', async () => {
    force('N');
    const fingerprint = 'the same';
    const anna = await idOf(said(number(1), 3, {}, { fingerprint }));
    const typed = { fields: { name1: 'Ann', name2: 'Holm' } };
    await byHand((tx) => editByHand(tx, anna, 'name', typed, KIM));
    for (const day of [4, 5]) {
      expect(await recognised(said(number(1), day, {}, { fingerprint }))).toBe(false);
      expect(await apply(said(number(1), day, {}, { fingerprint }))).toMatchObject([{ outcome: 'unchanged' }]);
    }
    expect(await read(anna)).toMatchObject({ name1: 'Ann', manual: [{ differences: [{ field: 'name1' }] }] });
    force('J');
    expect(await apply(said(number(1), 5, {}, { fingerprint }))).toMatchObject([{ outcome: 'stale' }]);
    expect(await read(anna)).toMatchObject({ name1: 'Ann' });
    expect(await apply(said(number(1), 6, {}, { fingerprint }))).toMatchObject([{ outcome: 'changed' }]);
    expect(await read(anna)).toMatchObject({ name1: 'Anna', manual: [] });
    expect(await recognised(said(number(1), 7, {}, { fingerprint }))).toBe(true);
  });

  it('under N a relative follows the register although the rest of its group was typed', async () => {
    force('N');
    const married = (spouse: number): ObservedGroup => ({
      info: { Civilstand: [{ value: 'G' }] },
      references: {
        Ægtefælle: [{ slot: 'spouse', relative: { kind: 'number', nameType: 'C', nameCode: number(spouse) } }],
      },
    });
    const anna = await idOf(said(number(1), 3, { civil_status: married(2) }));
    await byHand((tx) => editByHand(tx, anna, 'civil_status', { info: { Civilstand: [{ value: 'E' }] } }, KIM));
    await apply(said(number(1), 4, { civil_status: married(3) }));
    const view = await read(anna);
    expect(view.info).toContainEqual({ label: 'Civilstand', priority: 1, value: 'E' });
    expect(view.references.map(({ name1, end }) => [name1, end?.date])).toEqual([
      [`Person med cprnr ${number(3)}`, undefined],
      [`Person med cprnr ${number(2)}`, '2026-03-04'],
    ]);
    expect(view.manual).toMatchObject([{ differences: [{ field: 'Civilstand', typed: 'E', register: 'G' }] }]);
  });

  it('a changed number keeps the edit, and what each number was said to be', async () => {
    force('N');
    const anna = await idOf(said(number(1), 3));
    await byHand((tx) => editByHand(tx, anna, 'name', { fields: { name1: 'Ann' } }, KIM));
    await byHand((tx) => editByHand(tx, anna, 'contact_lines', LINES, KIM));
    await apply(replaced(number(1), number(11), 4), said(number(11), 4, { name: { fields: { name1: 'Else' } } }));
    const view = await read(anna);
    expect(view).toMatchObject({ nameCode: number(11), name1: 'Ann' });
    expect(view.manual).toMatchObject([
      { group: 'contact_lines', typed: LINES, differences: [] },
      { group: 'name', registerContent: { fields: { name1: 'Else' } } },
    ]);
    expect(view.manual[0]?.registerContent).toBeUndefined();
  });

  it('a relative known by name keeps a typed name, and its undoing gives the register’s newest', async () => {
    const father = (name: string): ObservedGroup => ({
      references: { Forældre: [{ slot: 'father', relative: byName(name, 'Far til') }] },
    });
    const anna = await idOf(said(number(1), 3, { parents: father('Ib') }));
    const ib = (await read(anna)).references[0]?.contactId ?? '';
    await byHand((tx) => editByHand(tx, ib, 'name', { fields: { name1: 'Ib', name2: 'Holm' } }, KIM));
    await apply(replaced(number(1), number(11), 4), said(number(11), 4, { parents: father('Ib') }));
    expect(await read(ib)).toMatchObject({ name1: 'Ib', name2: 'Holm' });
    await byHand((tx) => undoByHand(tx, ib, 'name', KIM));
    expect(await read(ib)).toMatchObject({ name1: 'Ib', name2: `Far til ${number(11)}`, manual: [] });
  });

  it('a relative that was never imported becomes a contact when somebody makes it', async () => {
    const child: ObservedGroup = {
      references: { Barn: [{ slot: 'child', relative: { kind: 'number', nameType: 'C', nameCode: number(2) } }] },
    };
    const anna = await idOf(said(number(1), 3, { children: child }));
    const placeholder = (await read(anna)).references[0]?.contactId ?? '';
    await byHand((tx) => editByHand(tx, placeholder, 'name', { fields: { name1: 'Barnet' } }, KIM));
    await byHand((tx) => undoByHand(tx, placeholder, 'name', KIM));
    expect(await read(placeholder)).toMatchObject({ name1: `Person med cprnr ${number(2)}`, placeholder: true });
    const key = { nameType: 'C', nameCode: number(2) };
    const made = await byHand((tx) => createByHand(tx, key, { name: { fields: { name1: 'Bo' } } }, KIM));
    expect(made).toMatchObject({ outcome: 'created', contactId: placeholder });
    const again = await byHand((tx) => createByHand(tx, key, { name: { fields: { name1: 'Bo' } } }, KIM));
    expect(again).toMatchObject({ outcome: 'exists', contactId: placeholder });
    expect(await read(placeholder)).toMatchObject({ name1: 'Bo', placeholder: false });
    await apply(said(number(2), 4));
    expect(await read(placeholder)).toMatchObject({ name1: 'Anna', manual: [] });
  });

  it('a register that tells contact lines has its own ForceUpdate', async () => {
    force('N');
    const company = (day: number, phoneNo: string): Observation => ({
      register: 'cvr',
      subject: { nameType: 'J', nameCode: '12345674' },
      clock: `2026-03-0${day}`,
      asOf: `2026-03-0${day}`,
      origin: { road: 'logic', source: 'look-up' },
      fingerprint: `${day}`,
      groups: { contact_lines: { contactLines: { phoneNo } }, name: { fields: { name1: 'Firma' } } },
    });
    const firm = await idOf(company(1, '11111111'));
    await byHand((tx) => editByHand(tx, firm, 'contact_lines', { contactLines: { phoneNo: '22222222' } }, KIM));
    expect((await read(firm)).manual).toMatchObject([
      { differences: [{ field: 'phoneNo', typed: '22222222', register: '11111111' }] },
    ]);
    await apply(company(1, '11111111'));
    expect((await read(firm)).addresses).toMatchObject([{ phoneNo: '22222222' }]);
    await apply(company(2, '11111111'));
    expect(await read(firm)).toMatchObject({ addresses: [{ phoneNo: '11111111' }], manual: [] });
  });

  it('an edit of a superseded contact is made on the one that lives on', async () => {
    const [old, young] = [await idOf(said(number(1), 3)), await idOf(said(number(11), 3))];
    await apply(replaced(number(1), number(11), 4), said(number(11), 4));
    const survivor = (await read(old)).id;
    const superseded = survivor === old ? young : old;
    const done = await byHand((tx) => editByHand(tx, superseded, 'contact_lines', LINES, KIM));
    expect(done).toMatchObject({ outcome: 'changed', contactId: survivor });
  });
});
