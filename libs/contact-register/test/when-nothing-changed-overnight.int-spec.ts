import { inTransaction } from '@contact-sync/database';
import type { Observation } from '@contact-sync/contacts-model';
import type { Sighting } from '../src';
import { freshRegister, number, replaced, said } from './people';
import type { TestRegister } from './people';

function sightingOf(seen: Observation): Sighting {
  const { register, subject, fingerprint, clock, asOf, origin } = seen;
  return { register, ...subject, fingerprint, clock, asOf, origin };
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
