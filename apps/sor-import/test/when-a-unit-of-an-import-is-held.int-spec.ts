import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { ContactRegister, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { claim, enqueueTasks } from '@contact-sync/messaging';
import { HoldRetry } from '../src/holds/hold-retry';
import { DEFAULTS, Importing } from './importing';
import { registerState, writtenDown } from './register-state';
import { rowOf, sorFile, sorId, unit, units } from './sor-rows';

let importing: Importing;
beforeAll(async () => void (importing = await Importing.fresh()));
afterAll(() => importing.end());
beforeEach(() => importing.empty());

const damaged = [...units(2), unit(2, { ToDate: 'snart', EntityName: 'Nyt navn' }), ...units(6).slice(3)];
const openHolds = () =>
  importing.rows<{ id: string; name_code: string; reason: string }>(
    `select id::text, name_code, reason from contacts.hold where released_at is null order by name_code`,
  );

it('a row that cannot be used holds its unit and nobody else; the next day’s releases it', async () => {
  await importing.import(sorFile(units(6)), { day: '2026-03-02' });
  const before = await registerState(importing);
  const report = await importing.import(sorFile(damaged), { day: '2026-03-03' });
  expect(report).toMatchObject({
    state: 'imported',
    counts: { units: 6, unchanged: 5, held: 1, changed: 0, closed: 0, events: 1 },
    closings: { kind: 'none' },
    unitsToSee: [{ unit: sorId(2), outcome: 'held', line: 4, reason: 'ToDate: date' }],
  });
  expect(report.problems).toMatchObject([{ line: 4, sorId: sorId(2), field: 'ToDate', level: 'error', code: 'date' }]);
  expect(await openHolds()).toMatchObject([{ name_code: sorId(2), reason: 'ToDate: date' }]);
  expect(await registerState(importing)).toEqual(before);

  // The same row as before the damage: nothing changes, and the hold is over.
  const next = await importing.import(sorFile(units(6)), { day: '2026-03-04' });
  expect(next.counts).toMatchObject({ unchanged: 6, held: 0, changed: 0 });
  expect(await openHolds()).toEqual([]);
});

it('one bad row of several holds the unit whole: it may be the one that counts', async () => {
  const rows = [
    unit(0, { FromDate: '2020-01-01' }),
    unit(0, { FromDate: '31/31/2026', EntityName: 'Nyt navn' }),
    unit(1),
  ];
  const report = await importing.import(sorFile(rows), { day: '2026-03-02' });
  expect(report.counts).toMatchObject({ units: 2, created: 1, held: 1 });
  expect((await registerState(importing)).map(({ name_code }) => name_code)).toEqual([sorId(1)]);
});

it('a wrong check digit and a name that is too long are told, and the unit is taken', async () => {
  const wrong = `${sorId(3).slice(0, -1)}${(Number(sorId(3).at(-1)) + 1) % 10}`;
  const rows = [unit(0, { EntityName: 'x'.repeat(151) }), { ...unit(3), SorId: wrong }];
  const report = await importing.import(sorFile(rows), { day: '2026-03-02' });
  expect(report).toMatchObject({
    counts: { created: 2, held: 0 },
    problems: [
      { line: 2, level: 'warning', code: 'cut', field: 'EntityName', sorId: sorId(0) },
      { line: 3, level: 'warning', code: 'check-digit', sorId: wrong },
    ],
  });
  expect((await registerState(importing)).map(({ name1 }) => name1?.length)).toContain(150);
});

describe('tried again', () => {
  /** Has the unit tried again, as the desk does. */
  async function retry(): Promise<unknown> {
    const { pool } = importing.database;
    const [hold] = await openHolds();
    const data = { holdId: hold?.id ?? '0' };
    await inTransaction(pool, (tx) =>
      enqueueTasks(tx, [{ type: 'sor-import.hold.retry.v1', subject: data.holdId, data }]),
    );
    const [queued] = await importing.rows<{ id: string }>(
      `select id from service_queue.message where type = 'sor-import.hold.retry.v1'`,
    );
    const held = { id: queued?.id ?? '', token: randomUUID() };
    await claim(pool, [held.id], { token: held.token, leaseMs: 60_000 });
    const now = (): Date => new Date('2026-03-03T09:00:00Z');
    const register = new ContactRegister({ settings: () => DEFAULT_SETTINGS, now });
    const readSettings = () => Promise.resolve(DEFAULTS);
    const retrying = new HoldRetry({ pool, register, folder: importing.folder, now, readSettings });
    const task = { data, claim: held } as Parameters<HoldRetry['carryOut']>[0];
    await retrying.carryOut(task, new AbortController().signal);
    const [row] = await importing.rows('select state, error_code from service_queue.message where id = $1', [held.id]);
    return row;
  }

  let csv: string;
  beforeEach(async () => {
    await importing.import(sorFile(units(6)), { day: '2026-03-02' });
    csv = importing.folder.csvOf((await importing.import(sorFile(damaged), { day: '2026-03-03' })).id);
  });

  it('it is applied once the file is mended, and the hold is over', async () => {
    const mended = [...units(2, { EntityName: 'ikke nu' }), unit(2, { EntityName: 'Nyt navn' }), unit(3)];
    await writeFile(csv, sorFile(mended));
    expect(await retry()).toEqual({ state: 'done', error_code: null });
    expect(await openHolds()).toEqual([]);
    const names = (await registerState(importing)).map(({ name1 }) => name1);
    expect(names).toEqual([0, 1, 2, 3, 4, 5].map((n) => (n === 2 ? 'Nyt navn' : `Lægehuset ${n}`)));
  });

  it.each<[string, () => Promise<unknown>, unknown]>([
    ['still damaged, it stays held', () => Promise.resolve(), { state: 'done', error_code: null }],
    [
      'not in the file any more, that is said',
      () => writeFile(csv, sorFile(units(2))),
      { state: 'parked', error_code: 'unit-gone' },
    ],
    ['without the file, that is said', () => rm(csv), { state: 'parked', error_code: 'file-gone' }],
    [
      'with a file that is none, that is said',
      () => writeFile(csv, rowOf(unit(1))),
      { state: 'parked', error_code: 'file-refused' },
    ],
  ])('%s', async (_, spoil, expected) => {
    const before = [await registerState(importing), await writtenDown(importing), await openHolds()];
    await spoil();
    expect(await retry()).toEqual(expected);
    expect([await registerState(importing), await writtenDown(importing), await openHolds()]).toEqual(before);
  });
});
