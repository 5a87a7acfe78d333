import { SubjectLeases } from '@contact-sync/contact-register';
import { ConnectionLost, openPool } from '@contact-sync/database';
import { freshDatabase, waitFor, type FreshDatabase } from '@contact-sync/testing';
import type { Pool } from 'pg';

const company = (nameCode: string) => ({ nameType: 'J', nameCode });
const [one, other, third] = [company('10150817'), company('26911745'), company('61056416')];

describe('when two ask about one company', () => {
  let database: FreshDatabase;
  let replicas: { pool: Pool; leases: SubjectLeases }[];
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => {
    replicas = ['first', 'second'].map((name) => {
      const pool = openPool(database.url, { max: 3, applicationName: name });
      return { pool, leases: new SubjectLeases(pool) };
    });
  });
  afterEach(async () => {
    for (const { leases, pool } of replicas) {
      await leases.stop();
      await pool.end();
    }
  });
  afterAll(() => database.drop());

  it.each([
    ['of two replicas', 1],
    ['of one replica', 0],
  ])('%s: one of them has it until it lets go, and what is free is had at once', async (_, second) => {
    const [a, b] = [replicas[0]!.leases, replicas[second]!.leases];
    const first = await a.take([one, other]);
    const next = await b.take([other, third]);
    expect([first.has(one), first.has(other), next.has(other), next.has(third)]).toEqual([true, true, false, true]);
    await first.release();
    const later = await b.take([one, other]);
    expect([later.has(one), later.has(other)]).toEqual([true, true]);
  });

  it('whoever asks later has the later time, by the database’s clock', async () => {
    const first = await replicas[0]!.leases.take([one]);
    const before = await first.now();
    await first.release();
    const next = await replicas[1]!.leases.take([one]);
    const after = await next.now();
    expect(before).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(after > before).toBe(true);
  });

  it('a replica whose connection dies has nothing any more, is told so, and can begin again', async () => {
    const [{ leases }, { leases: others }] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
    const lease = await leases.take([one]);
    await expect(lease.assertHeld()).resolves.toBeUndefined();
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'first'`,
    );
    await expect(lease.assertHeld()).rejects.toThrow(ConnectionLost);
    await waitFor(
      async () => {
        const next = await others.take([one]);
        const has = next.has(one);
        await next.release();
        return has;
      },
      { what: 'the lock to be free' },
    );
    const again = await leases.take([one]);
    expect(again.has(one)).toBe(true);
    // What is left of the first is not to take it away from the second.
    await lease.release();
    expect((await others.take([one])).has(one)).toBe(false);
  });
});
