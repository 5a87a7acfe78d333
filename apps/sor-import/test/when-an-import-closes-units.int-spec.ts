import { SorFileUnavailable } from '../src/imports/sor-files';
import { DEFAULTS, Importing } from './importing';
import { registerState, writtenDown } from './register-state';
import { sorFile, sorId, unit, units } from './sor-rows';

let importing: Importing;
beforeAll(async () => void (importing = await Importing.fresh()));
afterAll(() => importing.end());
beforeEach(() => importing.empty());

const ends = async (): Promise<Record<string, string | null>> =>
  Object.fromEntries((await registerState(importing)).map(({ name_code, end_date }) => [name_code, end_date]));
const without = (...gone: readonly number[]) => units(30).filter((_, n) => !gone.includes(n));
const first = () => importing.import(sorFile(units(30)), { day: '2026-03-02' });

it('a unit that is gone ended the day before the file, or when SOR had said', async () => {
  await importing.import(sorFile([...without(7), unit(7, { ToDate: '2026-03-03' })]), { day: '2026-03-02' });
  const report = await importing.import(sorFile(without(5, 7)), { day: '2026-03-05' });
  // The unit with an end in SOR's words is over by now: nothing is to be closed there.
  expect(report).toMatchObject({
    // That it changed, and that it ended.
    counts: { units: 28, unchanged: 28, closed: 1, events: 2 },
    closings: { kind: 'done', missing: 1, closed: 1, kept: 0 },
    unitsToSee: [{ unit: sorId(5), outcome: 'closed', end: '2026-03-04', reason: 'gone from the file' }],
  });
  expect(await ends()).toMatchObject({ [sorId(5)]: '2026-03-04', [sorId(7)]: '2026-03-03', [sorId(6)]: null });
  const quiet = await importing.import(sorFile(without(5, 7)), { day: '2026-03-06' });
  expect(quiet).toMatchObject({ counts: { closed: 0, events: 0 }, closings: { kind: 'none' } });
});

it('a unit that comes back is open again', async () => {
  const before = (await first(), await registerState(importing));
  await importing.import(sorFile(without(5)), { day: '2026-03-03' });
  const report = await importing.import(sorFile(units(30)), { day: '2026-03-04' });
  expect(report.counts).toMatchObject({ created: 0, changed: 1, unchanged: 29, closed: 0 });
  expect(await registerState(importing)).toEqual(before);
});

it.each([
  ['fewer rows than the share of the last good file', 20, {}, 'too-few-rows'],
  ['more closings than may be at once', 28, { minimumShare: 0, closingLimit: 0 }, 'too-many-closings'],
])('nothing is closed with %s, until somebody approves', async (_, left, settings, code) => {
  await first();
  importing.settings = { ...DEFAULTS, ...settings };
  const next = sorFile([unit(0, { EntityName: 'Nyt navn' }), ...units(30).slice(1, left)]);
  const report = await importing.import(next, { day: '2026-03-03' });
  expect(report).toMatchObject({
    state: 'imported',
    counts: { changed: 1, closed: 0 },
    closings: { kind: 'withheld', missing: 30 - left, closed: 0, code },
  });
  expect(report.problems).toMatchObject([{ level: 'warning', code }]);
  expect(new Set(Object.values(await ends()))).toEqual(new Set([null]));

  // It is still measured by the last good file, not by this one.
  const again = await importing.import(next, { day: '2026-03-04' });
  expect(again.closings).toMatchObject({ kind: 'withheld', code });
  const approved = await importing.import(next, { day: '2026-03-05', approveClosings: true });
  expect(approved.closings).toEqual({ kind: 'done', missing: 30 - left, closed: 30 - left, kept: 0 });
});

it('nothing is closed by a file of which nobody said how long it is', async () => {
  await first();
  const report = await importing.import(sorFile(without(5)), { day: '2026-03-03', lengthVerified: false });
  expect(report).toMatchObject({ state: 'imported', closings: { kind: 'withheld', code: 'length-unknown' } });
});

describe('with the history file', () => {
  const withHistory = { ...DEFAULTS, historyUrl: 'https://files.example/Sor_complete.zip' };

  it('it decides: when a unit ended, and that it did not', async () => {
    await first();
    importing.settings = withHistory;
    importing.history = sorFile([
      unit(5, { FromDate: '2015-01-01', ToDate: '2019-12-31' }),
      unit(5, { FromDate: '2020-01-01', ToDate: '2026-02-20' }),
      unit(9),
      unit(6, { FromDate: '2020-01-01' }),
      unit(6, { FromDate: '2015-01-01', ToDate: '2019-12-31' }),
      unit(8, { ToDate: 'snart' }),
      unit(10, { ToDate: '2026-02-25' }),
    ]);
    const report = await importing.import(sorFile(without(5, 6, 7, 8, 10)), { day: '2026-03-03' });
    expect(report.closings).toEqual({ kind: 'done', missing: 5, closed: 3, kept: 2 });
    expect(await ends()).toMatchObject({
      [sorId(5)]: '2026-02-20',
      [sorId(6)]: null,
      [sorId(7)]: '2026-03-02',
      [sorId(8)]: null,
      [sorId(10)]: '2026-02-25',
    });
    const outcomes = report.unitsToSee.map(({ unit: id, outcome }) => [id, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      [sorId(5)]: 'closed',
      [sorId(6)]: 'kept',
      [sorId(7)]: 'closed',
      [sorId(8)]: 'kept',
      [sorId(10)]: 'closed',
    });
    // What the file did not confirm is not shown as fresh of its day.
    const [whole] = await importing.rows<{ except_ids: number[] }>('select except_ids from contacts.whole_statement');
    expect(whole?.except_ids).toHaveLength(2);
  });

  it('it is not asked for while nothing is missing', async () => {
    importing.settings = withHistory;
    importing.history = sorFile([]);
    await first();
    await importing.import(sorFile(units(31)), { day: '2026-03-03' });
    expect(importing.historiesRead).toBe(0);
  });

  it.each<[string, Buffer | SorFileUnavailable, string]>([
    ['cannot be had', new SorFileUnavailable('http-503', 'the server answered 503'), 'http-503'],
    ['is cut', sorFile(units(9)).subarray(0, -20), 'history-cut'],
    ['is a page', Buffer.from('<html>Nede</html>'), 'history-unreadable'],
  ])('where it %s the last word of SOR decides, and that is said', async (_, history, code) => {
    await first();
    Object.assign(importing, { settings: withHistory, history });
    const report = await importing.import(sorFile(without(5)), { day: '2026-03-03' });
    expect(report).toMatchObject({
      state: 'imported',
      closings: { closed: 1 },
      problems: [{ code, level: 'warning' }],
    });
    expect(await ends()).toMatchObject({ [sorId(5)]: '2026-03-02' });
  });
});

it('a row whose id cannot be read keeps open what is missing, for it may be that one', async () => {
  await first();
  const file = sorFile([...without(5), { ...unit(5), SorId: '12,4E+15' }]);
  const report = await importing.import(file, { day: '2026-03-03' });
  expect(report).toMatchObject({
    counts: { units: 29, rejected: 1, closed: 0, kept: 1 },
    closings: { kind: 'done', missing: 1, closed: 0, kept: 1 },
  });
  expect(report.problems).toMatchObject([{ line: 31, level: 'error', code: 'sor-id' }]);
  expect(await ends()).toMatchObject({ [sorId(5)]: null });
});

it('an end that was set by hand is nobody else’s', async () => {
  await first();
  importing.settings = { ...DEFAULTS, forceUpdate: false };
  await importing.rows(
    `update contacts.contact set end_date = '2026-01-31', end_source = 'hand' where name_code = $1`,
    [sorId(5)],
  );
  await importing.rows(
    `insert into contacts.manual_edit (contact_id, "group", register_content, edited_by, edited_at)
     select id, 'lifetime', '{"started": {"date": "2015-01-01"}}', 'somebody', now() from contacts.contact where name_code = $1`,
    [sorId(5)],
  );
  const before = await writtenDown(importing);
  const report = await importing.import(sorFile(without(5)), { day: '2026-03-03' });
  expect(report).toMatchObject({ counts: { closed: 0, kept: 1 }, unitsToSee: [{ unit: sorId(5), outcome: 'kept' }] });
  expect(await writtenDown(importing)).toEqual(before);
  expect(await ends()).toMatchObject({ [sorId(5)]: '2026-01-31' });
});
