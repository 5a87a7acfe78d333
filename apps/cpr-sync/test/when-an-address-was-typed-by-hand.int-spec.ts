import { editByHand, readContact } from '@contact-sync/contact-register';
import type { ContactView } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

/** Setting ForceUpdate (REG-4) through the service as it runs and files as they come. */
describe('when an address was typed by hand', () => {
  let running: Running;
  beforeEach(async () => void (running = await Running.fresh()));
  afterEach(() => running.end());

  const NOW = new Date('2026-03-20T05:30:00Z');
  const TYPED = { address1: 'Baghuset 2', postcode: '9000', city: 'Aalborg' };
  const force = async (forceUpdate: boolean) =>
    expect((await running.ask('PATCH', 'settings', { forceUpdate })).status).toBe(200);
  /** A change extract of the day: Åse of this street, and another person of whom nothing is new. */
  const night = async (day: string, street: string, fields: Readonly<Record<string, string>> = {}) => {
    const persons = [{ pnr: pnr(1), street }, { pnr: pnr(2) }];
    const file = delivery(persons, { date: `202603${day}`, change: true });
    const report = await running.import(`d2603${day}.l110901`, file, fields);
    expect(report).toMatchObject({ state: 'imported', problems: [] });
    return report;
  };
  const contact = async (): Promise<ContactView> => {
    const reader = { who: 'test', purpose: 'test', seesProtected: true };
    const key = { nameType: 'C', nameCode: pnr(1) };
    const view = await inTransaction(running.database.pool, (tx) => readContact(tx, reader, { key }, NOW));
    if (view === undefined) throw new Error('the person is no contact');
    return view;
  };
  const shown = async (): Promise<object> => {
    const { addresses, manual } = await contact();
    const current = addresses.filter(({ addressType }) => addressType === 'HA').map(({ address1 }) => address1);
    const street = manual[0]?.differences.find(({ field }) => field === 'address1');
    return { current, manual: manual.map(({ group }) => group), told: street?.register };
  };
  const typeAddress = async (): Promise<void> => {
    const { id } = await contact();
    const hand = { by: 'kim', now: NOW, seesProtected: true };
    const done = await inTransaction(running.database.pool, (tx) =>
      editByHand(tx, id, 'main_address', { address: TYPED }, hand),
    );
    expect(done.outcome).toBe('changed');
  };
  const asTyped = (told: string) => ({ current: ['Baghuset 2'], manual: ['main_address'], told });
  const asTold = (street: string) => ({ current: [street], manual: [], told: undefined });

  it('N leaves it alone and shows what the register says by now, in whatever order files come', async () => {
    await force(false);
    await night('02', 'Skovvej 1');
    await typeAddress();
    expect(await shown()).toEqual(asTyped('Skovvej 1'));
    await night('04', 'Engvej 4');
    expect(await shown()).toEqual(asTyped('Engvej 4'));
    await night('03', 'Engvej 3');
    expect(await shown()).toEqual(asTyped('Engvej 4'));
    await night('05', 'Engvej 4');
    expect(await shown()).toEqual(asTyped('Engvej 4'));
    // From N to J: not by the same file again, but by the next newer one, also when it says the same as before.
    await force(true);
    await night('05', 'Engvej 4', { again: 'true' });
    expect(await shown()).toEqual(asTyped('Engvej 4'));
    await night('06', 'Engvej 4');
    expect(await shown()).toEqual(asTold('Engvej 4'));
    const former = (await contact()).addresses.filter(({ addressType }) => addressType === 'CPRADR');
    expect(former.map(({ address1 }) => address1)).not.toContain('Baghuset 2');
  });

  it('J restores it with the next newer file, also when the register says the same as before', async () => {
    await night('02', 'Skovvej 1');
    // Twice the same, so that the set is recognised by its hash from now on.
    await night('03', 'Skovvej 1');
    await typeAddress();
    await night('03', 'Skovvej 1', { again: 'true' });
    expect(await shown()).toEqual(asTyped('Skovvej 1'));
    const report = await night('04', 'Skovvej 1');
    expect(report).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await shown()).toEqual(asTold('Skovvej 1'));
    const history = await running.rows<{ kind: string; by_user: string | null; before: object; after: object }>(
      `select kind, by_user, before, after from contacts.history h join contacts.contact c on c.id = h.contact_id
        where c.name_code = $1 order by h.version`,
      [pnr(1)],
    );
    expect(history).toMatchObject([
      { kind: 'created', by_user: null },
      {
        kind: 'edited',
        by_user: 'kim',
        before: { main_address: { address: { address1: 'Skovvej 1' } } },
        after: { main_address: { address: { address1: 'Baghuset 2' } } },
      },
      {
        kind: 'changed',
        by_user: null,
        before: { main_address: { address: { address1: 'Baghuset 2' } } },
        after: { main_address: { address: { address1: 'Skovvej 1' } } },
      },
    ]);
  });
});
