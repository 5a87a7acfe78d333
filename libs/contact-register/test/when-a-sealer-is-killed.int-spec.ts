import { isConnectionLost, openPool } from '@contact-sync/database';
import { waitFor } from '@contact-sync/testing';
import { sealAudit } from '../src';
import { verified, writeAudit } from './audit-chain';
import { freshRegister, type TestRegister } from './people';

const MANY = process.env.FAULTS === '1';
const ROWS = MANY ? 1_000_000 : 20_000;
const ALLOWED_MS = 10_000;
const NEXT_DAY = new Date('2026-03-21T00:30:00Z');

describe('when a sealer is killed', () => {
  let test: TestRegister;
  beforeAll(async () => {
    test = await freshRegister();
    await writeAudit(test, ROWS);
  }, 120_000);
  afterAll(() => test.drop());

  const linkCount = async (): Promise<number> =>
    (await test.rows<{ count: number }>('select count(*)::int as count from contacts.audit_link'))[0]?.count ?? 0;

  it('again and again: whole batches are sealed or nothing, and in the end every row once', async () => {
    const doomed = openPool(test.database.runUrl, { max: 1, applicationName: 'doomed' });
    let killed = 0;
    for (let over = false; !over;) {
      const before = await linkCount();
      const sealing = sealAudit(doomed, { now: () => NEXT_DAY }).then(
        () => (over = true),
        (error: unknown) => {
          if (!isConnectionLost(error)) throw error;
          killed += 1;
        },
      );
      await waitFor(async () => over || (await linkCount()) > before, { what: 'a batch', interval: 1 });
      await test.asMigratingRole(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`,
      );
      await sealing;
      expect((await linkCount()) % 5000).toBe(0);
    }
    await doomed.end();
    expect(killed).toBeGreaterThan(0);
    expect(await linkCount()).toBe(ROWS);
  }, 600_000);

  it('the whole chain is verified; with FAULTS=1 a million rows in ten seconds', async () => {
    await test.asMigratingRole('analyze contacts.audit; analyze contacts.audit_link');
    const began = performance.now();
    expect(await verified(test)).toMatchObject({ checked: ROWS, roots: 1, faults: 0 });
    if (MANY) expect(performance.now() - began).toBeLessThan(ALLOWED_MS);
  }, 120_000);
});
