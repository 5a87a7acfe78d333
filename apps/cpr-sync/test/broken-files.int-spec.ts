import { readFile } from 'node:fs/promises';
import { Importing, type Imported } from './importing';
import { at, delivery, deliveryLines, pnr, type InventedPerson } from './off4-file';
import { registerState } from './register-state';

const FILE = 'd260302.l110901';
const persons: InventedPerson[] = [1, 2, 3].map((n) => ({ pnr: pnr(n) }));
const lines = deliveryLines(persons);
const asFile = (some: readonly string[]): Buffer => Buffer.from(`${some.join('\n')}\n`, 'latin1');
const text = (bytes: Buffer): string => bytes.toString('latin1');

let importing: Importing;
beforeEach(async () => void (importing = await Importing.fresh()));
afterEach(() => importing.end());

describe('a file that is refused', () => {
  it.each<[string, Buffer, RegExp]>([
    ['without 000', asFile(lines.slice(1)), /start record 000/],
    ['without 999', asFile(lines.slice(0, -1)), /end record 999 is missing/],
    ['with a record after 999', asFile([...lines, `001${pnr(4)}`]), /after the end record 999/],
    ['with a wrong count', delivery(persons, { count: 99 }), /counts 99 records, the file has 15/],
    ['that was cut', delivery(persons).subarray(0, 900), /end record 999 is missing/],
    ['in UTF-8', Buffer.from(text(delivery(persons)), 'utf8'), /UTF-8/],
    ['with a flipped byte in 000', asFile([at(lines[0] ?? '', 20, '2x260302'), ...lines.slice(1)]), /PRODDTO/],
    ['of no bytes', Buffer.alloc(0), /empty/i],
    ['that is something else', Buffer.from('%PDF-1.7 something else'), /unknown type/],
  ])('%s: with the reason, and nothing of it is stored', async (_, bytes, reason) => {
    const report = await importing.import(FILE, bytes);
    expect(report).toMatchObject({ state: 'refused', refusal: expect.stringMatching(reason) });
    expect(report.problems).toMatchObject([{ level: 'error', message: expect.stringMatching(reason) }]);
    expect(await registerState(importing)).toEqual([]);
    expect(await importing.rows('select from contacts.identifier')).toEqual([]);
    const { waiting, errors } = await importing.directory.list(importing.settings);
    expect([waiting.map(({ name }) => name), errors.map(({ name }) => name)]).toEqual([[FILE], [`err${FILE}`]]);
    expect(await readFile(importing.directory.errorPathOf(FILE), 'utf8')).toMatch(reason);
  });

  it('can be imported when it came again, whole', async () => {
    await importing.import(FILE, asFile(lines.slice(0, -1)), {});
    await expect(importing.import(FILE, delivery(persons))).rejects.toThrow(/another file/);
    expect(await importing.import('d260302.l110901b', delivery(persons))).toMatchObject({
      state: 'imported',
      counts: { created: 3 },
    });
  });
});

describe('a gap in the chain', () => {
  const first = delivery(persons, { date: '20260302', change: true });
  const third = delivery([{ pnr: pnr(4) }], { date: '20260304', previous: '20260303', change: true });
  const second = delivery([{ pnr: pnr(5) }], { date: '20260303', previous: '20260302', change: true });
  const missing = () =>
    importing.rows<{ production_date: string; arrived: boolean }>(
      'select task_number, production_date, arrived_in is not null as arrived from cpr.missing_delivery',
    );

  it('warns, is written down, and is closed by the file that comes late', async () => {
    await importing.import('d260302.l110901', first);
    const report = await importing.import('d260304.l110901', third);
    expect(report).toMatchObject({
      state: 'imported',
      counts: { created: 1 },
      problems: [{ level: 'warning', message: expect.stringMatching(/2026-03-03.*110901/) }],
    });
    expect(await missing()).toEqual([{ task_number: '110901', production_date: '2026-03-03', arrived: false }]);
    expect(await importing.import('d260303.l110901', second)).toMatchObject({
      state: 'imported',
      problems: [],
      counts: { created: 1 },
    });
    expect(await missing()).toMatchObject([{ arrived: true }]);
  });

  it('stops, where the setting says so, until the missing file was imported', async () => {
    importing.settings = { ...importing.settings, chainGap: 'stop' };
    await importing.import('d260302.l110901', first);
    expect(await importing.import('d260304.l110901', third)).toMatchObject({
      state: 'refused',
      refusal: expect.stringMatching(/2026-03-03/),
    });
    expect(await missing()).toHaveLength(1);
    await importing.import('d260303.l110901', second);
    expect(await importing.importWaiting('d260304.l110901', third.length)).toMatchObject({ state: 'imported' });
  });
});

describe('a person with a bad record', () => {
  const others = { created: 2, held: 1 };
  const held = () =>
    importing.rows<{ name_code: string; lines: number[]; reason: string; source: string }>(
      'select name_code, lines, reason, source from contacts.hold where released_at is null',
    );
  const isHeld = async (report: Imported, reason: RegExp): Promise<void> => {
    expect(report).toMatchObject({ state: 'imported', counts: { ...others, persons: 3 } });
    const holds = await held();
    expect(holds).toMatchObject([{ name_code: pnr(2), source: FILE, reason: expect.stringMatching(reason) }]);
    expect(holds[0]?.lines[0]).toBe(7);
    expect(await importing.rows(`select line, outcome from cpr.imported_person order by line`)).toEqual([
      { line: 2, outcome: 'created' },
      { line: 7, outcome: 'held' },
      { line: 12, outcome: 'created' },
    ]);
  };
  const spoilt = (change: Partial<InventedPerson>): Buffer =>
    delivery([{ pnr: pnr(1) }, { pnr: pnr(2), ...change }, { pnr: pnr(3) }]);

  it('without 001 is held, and the rest of the file is imported', async () => {
    const report = await importing.import(FILE, spoilt({ without: ['001'], more: [`009${pnr(2)}8333`] }));
    await isHeld(report, /no-001/);
    expect(report.problems).toMatchObject([{ line: 7, recordType: '001', level: 'error' }]);
  });

  it('with a flipped byte is held, with its line, type and field', async () => {
    const bytes = spoilt({});
    const place = text(bytes).indexOf(`001${pnr(2)}`) + 23;
    bytes[place] = (bytes[place] ?? 0) ^ 0x40;
    const report = await importing.import(FILE, bytes);
    await isHeld(report, /damaged-record/);
    expect(report.problems).toMatchObject([{ line: 7, recordType: '001', field: 'STATUS', level: 'error' }]);
  });

  it('with a record twice is held', async () => {
    const report = await importing.import(
      FILE,
      spoilt({ without: ['012'], more: [at(`008${pnr(2)}Else`, 106, 'Holm')] }),
    );
    await isHeld(report, /duplicate-record/);
  });

  it('that the database refuses is held', async () => {
    await isHeld(await importing.import(FILE, spoilt({ name: 'A\u0000' })), /database/);
  });

  it('is released by a later set that is whole', async () => {
    await importing.import(FILE, spoilt({ without: ['001'], more: [`009${pnr(2)}8333`] }));
    const next = await importing.import('d260303.l110901', delivery(persons, { date: '20260303' }));
    expect(next).toMatchObject({ counts: { created: 1, unchanged: 2, held: 0 } });
    expect(await held()).toEqual([]);
  });
});

it('records of unknown types are told of, and the person is imported', async () => {
  const report = await importing.import(FILE, delivery([{ pnr: pnr(1), more: [`051${pnr(1)}something new`] }]));
  expect(report).toMatchObject({ state: 'imported', counts: { created: 1, held: 0 } });
  expect(report.problems).toMatchObject([{ line: 7, recordType: '051', level: 'notice' }]);
});

it('a file without persons is imported, and continues the chain', async () => {
  await importing.import('d260302.l110901', delivery(persons, { change: true }));
  const empty = await importing.import('d260303.l110901', delivery([], { date: '20260303', previous: '20260302' }));
  expect(empty).toMatchObject({ state: 'imported', counts: { persons: 0 }, problems: [], facts: { kind: 'change' } });
  const next = delivery(persons, { date: '20260304', previous: '20260303', change: true });
  expect(await importing.import('d260304.l110901', next)).toMatchObject({ state: 'imported', problems: [] });
});

it('what CPR answers to our own lines is reported, and is no person', async () => {
  const tail = [at(`910${pnr(8)}06${pnr(8)}`, 89, '0017'), `997${pnr(9)}202603020900A99`];
  const report = await importing.import(FILE, delivery([{ pnr: pnr(1) }], { tail }));
  expect(report).toMatchObject({ state: 'imported', counts: { persons: 1, created: 1 } });
  expect(report.problems).toMatchObject([
    { line: 7, recordType: '910', level: 'warning', message: expect.stringMatching(/0017/) },
    { line: 8, recordType: '997', level: 'notice' },
  ]);
  expect(JSON.stringify(report)).not.toContain(pnr(8));
});
