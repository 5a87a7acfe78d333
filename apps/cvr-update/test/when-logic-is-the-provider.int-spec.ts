import { editByHand } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { contactsShown, expectedContact } from './expected-contact';
import { Running } from './running';

describe('when KMD Logic is the provider', () => {
  let running: Running;
  let number: string;
  let id: string;
  beforeAll(async () => {
    running = await Running.fresh({ companies: 6 });
    const { world } = running.simulator;
    // With all that Logic has not: c/o, fax and secondary activities.
    number = [...world.identities()].find((unit) => {
      const state = world.stateOf(unit.number);
      return unit.kind === 'company' && state?.active === true && state.address?.road != null;
    })!.number;
    id = (await running.contacts([number])).get(number)!;
    await running.wantUpdates([id]);
    await running.settled();
    await running.set({ provider: 'logic', authProfile: 'kmd-logic' });
  });
  afterAll(() => running.end());

  const shown = async () => (await contactsShown(running.database.pool)).get(number)!;
  const fax = async () =>
    (
      await running.rows<{ fax: string | null }>(
        'select fax from contacts.address where contact_id = $1 and ordinal = 0',
        [id],
      )
    )[0]?.fax;

  it('what it cannot deliver stays: a fax typed by hand, c/o, further activities, advertising; what it can is replaced', async () => {
    const { world } = running.simulator;
    const hand = { by: 'somebody', now: new Date(), seesProtected: false };
    await inTransaction(running.database.pool, (tx) =>
      editByHand(tx, id, 'contact_lines', { contactLines: { fax: '44601001' } }, hand),
    );
    await running.rows(`update contacts.address set address3 = 'c/o Holm' where contact_id = $1 and ordinal = 0`, [id]);
    await running.rows(
      `insert into contacts.contact_info (contact_id, custom_label, priority, info) values ($1, 'Branche', 90, '949900')`,
      [id],
    );
    const before = await shown();
    world.apply({ kind: 'phone', number, value: '12345678' });
    world.apply({ kind: 'industry', number });
    world.apply({ kind: 'advertising', number, protected: before.advertisement !== true });
    await running.wantUpdates([id]);
    await running.settled();

    const after = await shown();
    const expected = expectedContact(world.stateOf(number)!);
    // Logic has the house number from, and not the one to.
    const { road, houseFrom } = world.stateOf(number)!.address!;
    expect(after).toMatchObject({ name1: expected.name1, address1: `${road} ${houseFrom}`, phone: '12345678' });
    expect(await fax()).toBe('44601001');
    expect(after.address3).toBe('c/o Holm');
    expect(after.advertisement).toBe(before.advertisement);
    expect(after.industries[0]).toBe(expected.industries[0]);
    expect(after.industries.slice(1)).toContain('949900');
  });

  it('names are not searched there', async () => {
    expect(await running.ask('POST', 'lookups', { name: 'KMD A/S' })).toMatchObject({
      status: 422,
      body: { code: 'no-name-search' },
    });
  });

  it('a production unit is ended on the day of which its event tells', async () => {
    const unit = running.simulator.world.unitsOf(number)[0] ?? running.simulator.world.unit('1003387453')!;
    const unitId = (await running.contacts([unit.number])).get(unit.number)!;
    await inTransaction(running.database.pool, async (tx) => {
      await enqueueTasks(tx, [
        {
          type: 'cvr-update.company.update.v1',
          subject: unitId,
          data: { contactId: unitId, activeTasksToken: '2', ceased: '2026-11-01' },
        },
      ]);
    });
    await running.settled();
    expect((await contactsShown(running.database.pool)).get(unit.number)).toMatchObject({ ended: '2026-11-01' });
  });
});
