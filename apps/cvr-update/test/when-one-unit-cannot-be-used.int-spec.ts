import { SubjectRejected, RegisterUnavailable } from '@contact-sync/messaging';
import { CallFailed } from '@contact-sync/outbound';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { found, named, OWNERS, TaskDesk } from './task-desk';

const NUMBERS = ['10150817', '26911745', '61056416'] as const;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ owners: OWNERS });
});
afterAll(() => database.drop());

describe('when one unit cannot be used', () => {
  let desk: TaskDesk;
  let ids: [string, string, string];
  beforeEach(async () => {
    desk = await TaskDesk.on(database);
    ids = (await desk.companies(...NUMBERS)) as typeof ids;
  });
  afterEach(() => desk.end());

  it('it is held with the reason, and the others of the batch are stored', async () => {
    desk.read = (units, context) =>
      Promise.resolve(
        units.map((unit) => {
          if (unit.number === NUMBERS[0]) return { outcome: 'not-found' };
          if (unit.number === NUMBERS[1]) return { outcome: 'unusable', code: 'no-name', reason: 'it has no name' };
          return found(named('Named ApS', unit, context));
        }),
      );
    await desk.carryOut(await desk.claimed(ids));
    expect(await desk.taskStates()).toEqual([
      [ids[0], 'held', 'not-in-register'],
      [ids[1], 'held', 'no-name'],
      [ids[2], 'done'],
    ]);
    expect(await desk.names()).toEqual({ [ids[0]]: 'typed', [ids[1]]: 'typed', [ids[2]]: 'Named ApS' });
    const holds = 'select contact_id::text, register, reason from contacts.hold where released_at is null';
    expect(await desk.rows(holds)).toEqual([
      { contact_id: ids[1], register: 'cvr', reason: 'no-name: it has no name' },
    ]);

    // The next good answer releases it.
    desk.read = (units, context) => Promise.resolve(units.map((unit) => found(named('Mended ApS', unit, context))));
    await desk.carryOut(await desk.claimed([ids[1]]));
    expect(await desk.rows(holds)).toEqual([]);
    expect(await desk.names()).toMatchObject({ [ids[1]]: 'Mended ApS' });
  });

  it('whose content the database refuses is held alone', async () => {
    desk.read = (units, context) =>
      Promise.resolve(
        units.map((unit) => found(named(unit.number === NUMBERS[1] ? 'NUL \u0000' : 'Good ApS', unit, context))),
      );
    await desk.carryOut(await desk.claimed(ids));
    expect(await desk.taskStates()).toEqual([
      [ids[0], 'done'],
      [ids[1], 'held', 'not-applied'],
      [ids[2], 'done'],
    ]);
  });

  it('an error for it alone, while the register answers for another, is its own; without such a witness it is the register’s', async () => {
    const error = new CallFailed('unavailable', 'http-500');
    desk.read = (units, context) => {
      if (units.some(({ number }) => number === NUMBERS[1])) return Promise.reject(error);
      return Promise.resolve(units.map((unit) => found(named('Good ApS', unit, context))));
    };
    const [first, second, third] = await desk.claimed(ids);
    // Nobody was read before: the register is away for all we know.
    await expect(desk.carryOut([second!])).rejects.toThrow(RegisterUnavailable);
    await desk.carryOut([first!]);
    await expect(desk.carryOut([second!, third!])).rejects.toThrow(SubjectRejected);
    await desk.carryOut([third!]);
    expect(await desk.names()).toEqual({ [ids[0]]: 'Good ApS', [ids[1]]: 'typed', [ids[2]]: 'Good ApS' });
  });

  it('what was told ahead is read again in the morning of its day', async () => {
    desk.read = (units, context) =>
      Promise.resolve(units.map((unit) => found(named('Today ApS', unit, context), '2027-01-01')));
    await desk.carryOut(await desk.claimed([ids[0]]));
    expect(
      await desk.rows(`select type, subject, due_at from service_queue.message where state = 'open' and kind = 'task'`),
    ).toEqual([{ type: 'cvr-update.company.reread.v1', subject: ids[0], due_at: new Date('2027-01-01T05:00:00Z') }]);
  });
});

describe('when the work of a replica is taken over', () => {
  let desk: TaskDesk;
  let ids: string[];
  beforeEach(async () => {
    desk = await TaskDesk.on(database);
    ids = await desk.companies(...NUMBERS);
  });
  afterEach(() => desk.end());

  it('nothing of what it read is stored: neither after its claim ran out, nor after its lease ended', async () => {
    const tasks = await desk.claimed(ids);
    await desk.rows(`update service_queue.message set claim = gen_random_uuid() where subject = $1 and kind = 'task'`, [
      ids[1],
    ]);
    await expect(desk.carryOut(tasks)).rejects.toMatchObject({ name: 'StoreBusy', code: 'claim-lost' });
    expect(new Set(Object.values(await desk.names()))).toEqual(new Set(['typed']));

    desk.read = async (units, context) => {
      await desk.leases.stop();
      return units.map((unit) => found(named('Too late ApS', unit, context)));
    };
    await expect(desk.carryOut([tasks[0]!, tasks[2]!])).rejects.toMatchObject({ name: 'ConnectionLost' });
    expect(new Set(Object.values(await desk.names()))).toEqual(new Set(['typed']));
    expect(await desk.rows('select from contacts.hold')).toEqual([]);
  });

  it('one that another reads just now comes again in a second, and is not read twice', async () => {
    let reads = 0;
    const other = await desk.leases.take([{ nameType: 'J', nameCode: NUMBERS[0] }]);
    desk.read = (units, context) => {
      reads += units.length;
      return Promise.resolve(units.map((unit) => found(named('Read ApS', unit, context))));
    };
    await desk.carryOut(await desk.claimed(ids));
    await other.release();
    expect(reads).toBe(2);
    const [busy] = await desk.rows<{ state: string; error_code: string; wait: number }>(
      `select state, error_code, extract(epoch from due_at - clock_timestamp())::float8 as wait
         from service_queue.message where kind = 'task' and subject = $1 and state <> 'done'`,
      [ids[0]],
    );
    expect(busy).toMatchObject({ state: 'waiting', error_code: 'subject-busy' });
    expect(busy?.wait).toBeGreaterThan(0);
    expect(busy?.wait).toBeLessThanOrEqual(1);
  });
});
