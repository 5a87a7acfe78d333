import { inTransaction, type Tx } from '@contact-sync/database';
import type { Observation } from '@contact-sync/contacts-model';
import type { Sighting } from '../src';
import { freshRegister, number, replaced, said } from './people';
import type { TestRegister } from './people';

function sightingOf(seen: Observation): Sighting {
  const { register, subject, fingerprint, clock, asOf, origin } = seen;
  return { register, ...subject, fingerprint, clock, asOf, origin };
}

/** Rows of contacts and their freshness that this connection has read. */
async function rowsRead(tx: Tx): Promise<{ inScans: number; byIndex: number }> {
  const { rows } = await tx.query<{ inScans: number; byIndex: number }>(
    `select sum(seq_tup_read)::int as "inScans", sum(idx_tup_fetch)::int as "byIndex" from pg_stat_xact_user_tables
      where schemaname = 'contacts' and relname in ('contact', 'freshness')`,
  );
  return rows[0] ?? { inScans: 0, byIndex: 0 };
}

describe('when nothing changed overnight', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const recognise = (...seen: Observation[]): Promise<Set<string>> =>
    inTransaction(test.database.pool, (tx) => test.register.recognise(tx, seen.map(sightingOf)));
  const apply = (...seen: Observation[]) => test.register.applyBatch(test.database.pool, seen);
  const same = (pnr: string, day: number): Observation => said(pnr, day, {}, { fingerprint: `same ${pnr}` });

  it('moves the clocks of those that are the same, and of no others', async () => {
    await apply(same(number(1), 3), same(number(2), 3), said(number(3), 3));
    await test.takeEvents();
    const found = await recognise(same(number(1), 4), same(number(2), 2), said(number(3), 4), same(number(4), 4));
    // 2 is an older statement, 3 was told anew, 4 is unknown.
    expect(found).toEqual(new Set([number(1)]));
    const freshness = await test.rows(
      `select c.name_code, f.as_of, o.source, f.clock from contacts.freshness f
         join contacts.contact c on c.id = f.contact_id join contacts.origin o on o.id = f.origin_id order by 1`,
    );
    expect(freshness).toMatchObject([
      { name_code: number(1), as_of: '2026-03-04', source: 'D260304', clock: same(number(1), 4).clock },
      { name_code: number(2), as_of: '2026-03-03' },
      { name_code: number(3), as_of: '2026-03-03' },
    ]);
    expect(await test.takeEvents()).toEqual([]);
  });

  it('knows the very same statement again, and moves nothing', async () => {
    const before = await test.rows('select * from contacts.freshness order by contact_id');
    expect(await recognise(same(number(1), 4))).toEqual(new Set([number(1)]));
    expect(await test.rows('select * from contacts.freshness order by contact_id')).toEqual(before);
    const [replacing] = [replaced(number(31), number(32), 3)];
    await apply(same(number(32), 3), replacing);
    expect(await apply(same(number(32), 3), replacing, same(number(1), 3))).toMatchObject([
      { outcome: 'stale', repeated: true },
      { outcome: 'stale', repeated: true },
      { outcome: 'stale' },
    ]);
    expect((await apply(same(number(1), 3)))[0]).not.toHaveProperty('repeated');
  });

  it('reads what it needs by index, in a register without statistics too', async () => {
    const many = Array.from({ length: 400 }, (_, at) => same(number(100 + at), 3));
    await apply(...many);
    const some = [110, 220, 330].map((at) => same(number(at), 4));
    await inTransaction(test.database.pool, async (tx) => {
      const before = await rowsRead(tx);
      expect(await test.register.recognise(tx, some.map(sightingOf))).toEqual(
        new Set(some.map(({ subject }) => subject.nameCode)),
      );
      const after = await rowsRead(tx);
      expect({ inScans: after.inScans - before.inScans, byIndex: after.byIndex - before.byIndex }).toEqual({
        inScans: 0,
        // Of each its contact and its freshness.
        byIndex: 2 * some.length,
      });
    });
  });

  it('makes an older statement that comes late stale', async () => {
    const [late] = await apply(
      said(number(1), 3, { name: { fields: { name1: 'Gamle' } } }, { clock: `${same(number(1), 3).clock}~` }),
    );
    expect(late).toMatchObject({ outcome: 'stale' });
  });

  it('leaves persons with linked numbers to be read', async () => {
    await apply(same(number(5), 3), replaced(number(6), number(5), 3));
    expect(await recognise(same(number(5), 4))).toEqual(new Set());
  });

  it('leaves those that have a group at another clock to be read', async () => {
    await apply(same(number(7), 3));
    const { name } = same(number(7), 4).groups;
    await apply({ ...same(number(7), 4), groups: { ...(name && { name }) } });
    expect(await recognise(same(number(7), 5))).toEqual(new Set());
  });

  it('leaves a held subject to be applied, which releases it', async () => {
    await apply(same(number(8), 3));
    await apply(said(number(8), 4, { name: { fields: { name1: 'A\u0000' } } }));
    expect(await recognise(same(number(8), 5))).toEqual(new Set());
    await test.takeEvents();
    await apply(same(number(8), 5));
    expect(await test.takeEvents()).toEqual(['contact.released.v1']);
    expect(await recognise(same(number(8), 6))).toEqual(new Set([number(8)]));
  });

  it('knows which numbers of a file are ours', async () => {
    const known = await test.register.knownNumbers(test.database.pool, [number(1), number(6), number(9)]);
    expect(known).toEqual(new Set([number(1), number(6)]));
  });
});
