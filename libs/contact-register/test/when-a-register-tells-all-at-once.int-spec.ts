import { setImmediate as turn } from 'node:timers/promises';
import { inTransaction, isConnectionLost, openPool } from '@contact-sync/database';
import { sorClock, type Observation } from '@contact-sync/contacts-model';
import {
  confirmWhole,
  createByHand,
  editByHand,
  readContact,
  wantRefresh,
  WholeStatement,
  type Statement,
} from '../src';
import { freshRegister, NOW } from './people';
import type { TestRegister } from './people';

/** A unit of SOR, by its place among these. */
const unit = (n: number): string => `${100 + n}1000016000`;
const ALL = { portion: 100 };

describe('when a register tells all at once', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  beforeEach(() =>
    test.asMigratingRole(
      'truncate contacts.contact, contacts.freshness, contacts.history, contacts.hold, contacts.whole_statement cascade',
    ),
  );
  afterAll(() => test.drop());

  const said = (n: number, day: string, fingerprint: string, end?: string): Observation => ({
    register: 'sor',
    subject: { nameType: 'H', nameCode: unit(n) },
    clock: sorClock({ day, madeAt: `${day}T02:00:00Z`, contentHash: fingerprint }),
    asOf: day,
    origin: { road: 'file', source: `SorEntity_daily.csv of ${day}`, lines: [n + 1] },
    fingerprint,
    groups: {
      name: { fields: { name1: fingerprint } },
      lifetime: { started: { date: '2001-01-01' }, ...(end !== undefined && { ended: { date: end } }) },
    },
  });
  const apply = (...seen: Observation[]) => test.register.applyBatch(test.database.pool, seen);
  const record = (n: number, fingerprint: string, line = n + 1): Statement => ({
    nameCode: unit(n),
    fingerprint,
    place: line * 100,
    length: 90,
    line,
  });

  async function laid<T>(records: readonly Statement[], look: (whole: WholeStatement) => Promise<T>): Promise<T> {
    const whole = await WholeStatement.open(test.database.pool, { register: 'sor', nameType: 'H' });
    try {
      for (const one of records) await whole.write([one]);
      await whole.end();
      return await look(whole);
    } finally {
      await whole.close();
    }
  }
  const all = async <T>(portions: AsyncIterable<T>): Promise<T[]> => {
    const some: T[] = [];
    for await (const one of portions) some.push(one);
    return some;
  };
  const gather = async <T>(portions: AsyncIterable<T[]>): Promise<T[]> => (await all(portions)).flat();
  const different = (records: readonly Statement[], all = false) =>
    laid(records, async (whole) => (await gather(whole.different({ ...ALL, all }))).map(({ nameCode }) => nameCode));
  const contactId = async (n: number): Promise<string> => {
    const [row] = await test.rows<{ id: number }>('select id from contacts.contact where name_code = $1', [unit(n)]);
    return String(row?.id);
  };

  it('names the unknown and the changed, in the order of the file, and writes nothing', async () => {
    await apply(said(1, '2026-11-20', 'a'), said(2, '2026-11-20', 'b'), said(3, '2026-11-20', 'c'));
    const before = await test.rows('select * from contacts.freshness order by contact_id');
    const records = [record(4, 'd', 2), record(2, 'other', 3), record(1, 'a', 4), record(3, 'c', 5)];
    expect(await different(records)).toEqual([unit(4), unit(2)]);
    expect(await different([...records].reverse())).toEqual([unit(4), unit(2)]);
    expect(await different(records, true)).toEqual([unit(4), unit(2), unit(1), unit(3)]);
    expect(await test.rows('select * from contacts.freshness order by contact_id')).toEqual(before);
  });

  it('gives every record of a subject that has several, also those that say the same as before', async () => {
    await apply(said(1, '2026-11-20', 'a'), said(2, '2026-11-20', 'b'));
    const records = [record(1, 'a', 2), record(2, 'b', 3), record(1, 'later', 4)];
    const [subjects, portions] = await laid(records, async (whole) => [
      await gather(whole.different(ALL)),
      await all(whole.different({ portion: 1, all: true })),
    ]);
    expect(subjects).toEqual([
      { nameCode: unit(1), known: 'a', statements: [record(1, 'a', 2), record(1, 'later', 4)] },
    ]);
    // A portion ends between two subjects, never within one.
    expect(portions.map((some) => some.map(({ nameCode, statements }) => [nameCode, statements.length]))).toEqual([
      [[unit(1), 2]],
      [[unit(2), 1]],
    ]);
  });

  it('names what must be told again: edited by hand, wished fresh, typed by hand, held', async () => {
    await apply(...[1, 2, 3, 5].map((n) => said(n, '2026-11-20', 'a')));
    const [edited, wished] = [await contactId(1), await contactId(2)];
    const hand = { by: 'tester', now: NOW, seesProtected: false };
    await inTransaction(test.database.pool, async (tx) => {
      await editByHand(tx, edited, 'name', { fields: { name1: 'Andet navn' } }, hand);
      await wantRefresh(tx, [{ told: { source: '/sag', id: '1', time: NOW }, contact: { contactId: wished } }]);
      await createByHand(tx, { nameType: 'H', nameCode: unit(4) }, { name: { fields: { name1: 'Ny' } } }, hand);
      const { register, subject, clock, origin } = said(3, '2026-11-21', 'x');
      await test.register.hold(tx, [{ register, subject, clock, origin, reason: 'bad-field: ToDate' }]);
    });
    const subjects = await laid(
      [1, 2, 3, 4, 5].map((n) => record(n, 'a')),
      (whole) => gather(whole.different(ALL)),
    );
    expect(subjects.map(({ nameCode, known }) => [nameCode, known])).toEqual(
      [1, 2, 3, 4].map((n) => [unit(n), undefined]),
    );
  });

  it('tells whom no record names: open by the register’s word on that day', async () => {
    await apply(
      said(1, '2026-11-20', 'a'),
      said(2, '2026-11-20', 'b'),
      said(3, '2026-11-20', 'c', '2026-11-21'),
      said(4, '2026-11-20', 'd', '2026-12-31'),
    );
    const missing = await laid([record(1, 'new')], async (whole) => {
      expect(await whole.countMissing('2026-11-22')).toEqual({ missing: 2, open: 3 });
      return gather(whole.missing('2026-11-22', ALL));
    });
    expect(missing).toEqual([
      { contactId: await contactId(2), nameCode: unit(2) },
      { contactId: await contactId(4), nameCode: unit(4), end: '2026-12-31' },
    ]);
  });

  it('shows the unchanged as fresh as the whole statement, and the others as they are', async () => {
    await apply(said(1, '2026-11-20', 'a'), said(2, '2026-11-20', 'b'), said(3, '2026-11-20', 'c', '2026-11-21'));
    const at = new Date('2026-11-22T04:00:00Z');
    const confirm = (asOf: string) =>
      inTransaction(test.database.pool, async (tx) =>
        confirmWhole(tx, {
          register: 'sor',
          nameType: 'H',
          asOf,
          at,
          origin: { road: 'file', source: `SorEntity_daily.csv of ${asOf}` },
          except: [await contactId(2)],
        }),
      );
    await confirm('2026-11-22');
    await confirm('2026-11-21');
    const freshness = async (n: number) => {
      const reader = { who: 'tester', purpose: 'test', seesProtected: true };
      const found = await inTransaction(test.database.pool, (tx) =>
        readContact(tx, reader, { key: { nameType: 'H', nameCode: unit(n) } }, at),
      );
      return found?.freshness[0];
    };
    expect(await freshness(1)).toMatchObject({
      asOf: '2026-11-22',
      fetchedAt: at,
      source: 'SorEntity_daily.csv of 2026-11-22',
      groups: { name: '2026-11-20' },
    });
    expect(await freshness(2)).toMatchObject({ asOf: '2026-11-20', source: 'SorEntity_daily.csv of 2026-11-20' });
    expect(await freshness(3)).toMatchObject({ asOf: '2026-11-20' });
  });

  it('ends with the connection, and says so', async () => {
    const pool = openPool(test.database.url, { max: 1, applicationName: 'soon gone' });
    const whole = await WholeStatement.open(pool, { register: 'sor', nameType: 'H' });
    const written = (async () => {
      const some = Array.from({ length: 1000 }, (_, n) => record(n, 'a'.repeat(40)));
      // As between two pieces of a file, the connection is heard in between.
      for (;;) await whole.write(some).then(() => turn());
    })();
    const other = openPool(test.database.url, { max: 1, applicationName: 'who ends it' });
    await other.query(`select pg_terminate_backend(pid) from pg_stat_activity
                        where application_name = 'soon gone' and datname = current_database()`);
    expect(isConnectionLost(await written.catch((error: unknown) => error))).toBe(true);
    await whole.close();
    await Promise.all([pool.end(), other.end()]);
    expect(await different([record(1, 'a')])).toEqual([unit(1)]);
  });
});
