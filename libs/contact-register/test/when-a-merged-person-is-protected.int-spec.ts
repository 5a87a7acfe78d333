import { inTransaction } from '@contact-sync/database';
import { readHistory, recordAudit, type HistoryEntry } from '../src';
import { freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

/** Two contacts turned out to be one person, who is protected afterwards (CPR-4, REG-8). */
describe('when a merged person is protected', () => {
  let test: TestRegister;
  let ended: string;
  beforeAll(async () => {
    test = await freshRegister();
    const [, other] = await test.register.applyBatch(test.database.pool, [said(number(1), 3), said(number(2), 3)]);
    ended = other?.contactId ?? '';
    await test.register.applyBatch(test.database.pool, [replaced(number(1), number(2), 4)]);
    await test.register.applyBatch(test.database.pool, [
      said(number(2), 5, { protection: { protection: { date: '2026-03-05' } } }),
    ]);
  });
  afterAll(() => test.drop());

  const history = (seesProtected: boolean): Promise<HistoryEntry[]> =>
    inTransaction(test.database.pool, (tx) =>
      readHistory(tx, { who: 'kim', purpose: 'case 1', seesProtected }, ended, { limit: 10 }, NOW),
    );

  it('the history of the contact that ended keeps name and address too', async () => {
    expect(
      await test.rows('select superseded_by is null as alive from contacts.contact where id = $1', [ended]),
    ).toEqual([{ alive: false }]);
    expect(JSON.stringify(await history(true))).toMatch(/Anna.*Skovvej/);
    expect(JSON.stringify(await history(false))).not.toMatch(/Anna|Holm|Skovvej/);
    expect(await test.rows(`select fields from contacts.audit order by id desc limit 1`)).toEqual([{ fields: [] }]);
  });

  it('what was shown is recorded as it is, whatever its letters', async () => {
    const fields = ['a,b', 'c"d', 'e\\f', '', 'NULL', '{g}'];
    const entry = { action: 'read', register: 'contacts', fields };
    await inTransaction(test.database.pool, (tx) => recordAudit(tx, { who: 'kim', purpose: 'x' }, [entry], NOW));
    expect(await test.rows(`select fields from contacts.audit order by id desc limit 1`)).toEqual([{ fields }]);
  });
});
