import { RegisterUnavailable, SubjectRejected } from '@contact-sync/messaging';
import { CallFailed } from '@contact-sync/outbound';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { found, mat, OWNERS, PropertyDesk } from './property-desk';

const NUMBERS = ['2154708', '2073922', '100165718'] as const;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ owners: OWNERS });
});
afterAll(() => database.drop());

describe('when one property cannot be used', () => {
  let desk: PropertyDesk;
  let ids: [string, string, string];
  beforeEach(async () => {
    desk = await PropertyDesk.on(database);
    ids = (await desk.typed(...NUMBERS)) as typeof ids;
  });
  afterEach(() => desk.end());

  const objects = () =>
    desk.rows('select contact_id::text as id, register, object_id from bfe.property_object order by 1, 2, 3');

  it('it is held with the reason, one that nobody knows is left as it is, and the others of the batch are stored', async () => {
    desk.read = (numbers, context) =>
      Promise.resolve(
        numbers.map((number) => {
          if (number === NUMBERS[0]) return { outcome: 'not-found' };
          if (number === NUMBERS[1]) return { outcome: 'unusable', code: 'two-kinds', reason: 'two kinds answered' };
          return found('Skovvej 12', number, context);
        }),
      );
    await desk.carryOut(await desk.claimed(ids));
    expect(desk.asked).toEqual([NUMBERS]);
    expect(await desk.taskStates()).toEqual([
      [ids[0], 'held', 'not-in-register'],
      [ids[1], 'held', 'two-kinds'],
      [ids[2], 'done'],
    ]);
    expect(await desk.names()).toEqual({ [ids[0]]: 'typed', [ids[1]]: 'typed', [ids[2]]: 'Skovvej 12' });
    expect(await objects()).toEqual([{ id: ids[2], register: 'MAT', object_id: NUMBERS[2] }]);
    const holds = 'select contact_id::text, register, reason from contacts.hold where released_at is null';
    expect(await desk.rows(holds)).toEqual([
      { contact_id: ids[1], register: 'bfe', reason: 'two-kinds: two kinds answered' },
    ]);

    // The next good answer releases it.
    desk.read = (numbers, context) => Promise.resolve(numbers.map((number) => found('Mended', number, context)));
    await desk.carryOut(await desk.claimed([ids[1]]));
    expect(await desk.rows(holds)).toEqual([]);
    expect(await desk.names()).toMatchObject({ [ids[1]]: 'Mended' });
  });

  it('whose content the database refuses is held alone, and its objects stay as they were', async () => {
    await desk.carryOut(await desk.claimed([ids[1]]));
    desk.read = (numbers, context) =>
      Promise.resolve(
        numbers.map((number) =>
          number === NUMBERS[1]
            ? found('NUL \u0000', number, context, { ids: [mat('other')] })
            : found('Skovvej 12', number, context),
        ),
      );
    await desk.carryOut(await desk.claimed([ids[1], ids[2]]));
    expect((await desk.taskStates()).slice(1)).toEqual([
      [ids[1], 'held', 'not-applied'],
      [ids[2], 'done'],
    ]);
    expect(await objects()).toEqual([
      { id: ids[1], register: 'MAT', object_id: NUMBERS[1] },
      { id: ids[2], register: 'MAT', object_id: NUMBERS[2] },
    ]);
  });

  it('the register fails for it alone, or for everybody: the one is its own failure, the other the register’s', async () => {
    await desk.carryOut(await desk.claimed([ids[0]]));
    const good = desk.read;
    desk.read = (numbers, context) =>
      numbers.includes(NUMBERS[1]) ? Promise.reject(new CallFailed('unavailable', 'http-500')) : good(numbers, context);
    const [task] = await desk.claimed([ids[1]]);
    await expect(desk.carryOut([task!])).rejects.toThrow(SubjectRejected);
    desk.read = () => Promise.reject(new CallFailed('unavailable', 'http-500'));
    await expect(desk.carryOut([task!])).rejects.toThrow(RegisterUnavailable);
    expect(await desk.names()).toMatchObject({ [ids[1]]: 'typed' });
  });

  it('one that somebody else reads is read again in a second; nobody asks for it twice at a time', async () => {
    const other = await desk.leases.take([{ nameType: '1', nameCode: NUMBERS[0] }]);
    await desk.carryOut(await desk.claimed([ids[0], ids[1]]));
    expect(desk.asked).toEqual([[NUMBERS[1]]]);
    expect(await desk.taskStates()).toEqual([
      [ids[0], 'waiting', 'subject-busy'],
      [ids[1], 'done'],
    ]);
    await other.release();
  });

  it('what is registered ahead is read again on its morning; a reading replaces what the property stands on', async () => {
    desk.read = (numbers, context) =>
      Promise.resolve(
        numbers.map((number) => found('Ny', number, context, { ids: [mat('a'), mat('b')], nextChange: '2099-01-02' })),
      );
    await desk.carryOut(await desk.claimed([ids[0]]));
    // 06:00 in Denmark in January.
    expect(
      await desk.rows(`select due_at from service_queue.message where state = 'open' and type like 'bfe-lookup%'`),
    ).toEqual([{ due_at: new Date('2099-01-02T05:00:00Z') }]);
    desk.read = (numbers, context) =>
      Promise.resolve(numbers.map((number) => found('Ny', number, context, { ids: [mat('b'), mat('c')] })));
    await desk.carryOut(await desk.claimed([ids[0]]));
    expect((await objects()).map((row) => (row as { object_id: string }).object_id)).toEqual(['b', 'c']);
  });

  it('without the contact type everything waits with that reason', async () => {
    desk.settings = { ...desk.settings, contactType: 'Q' };
    await desk.rows(`update contacts.contact set name_type = 'Q'`);
    await expect(desk.carryOut(await desk.claimed(ids))).rejects.toThrow('contact-types-missing');
  });
});
