import { DEFAULTS, Importing, type Coming } from './importing';
import { registerState, writtenDown } from './register-state';
import { COLUMNS, rowOf, sorFile, unit, units } from './sor-rows';

let importing: Importing;
beforeAll(async () => {
  importing = await Importing.fresh();
  await importing.import(sorFile(units(10)), { day: '2026-03-02' });
});
afterAll(() => importing.end());

const changed = sorFile(units(10, { EntityName: 'Andet navn' }));
const NEXT: Coming = { day: '2026-03-03' };
/** The second half of a row is not there. */
const cutInRow = changed.subarray(0, -60);
const header = COLUMNS.join(';');

it.each<[string, Buffer, Coming, string, RegExp]>([
  ['an empty file', Buffer.alloc(0), NEXT, 'empty', /./],
  ['a header without rows', sorFile([]), NEXT, 'no-rows', /no rows/],
  ['a file cut inside a row', cutInRow, NEXT, 'file-cut', /middle of line 11/],
  [
    'a file cut inside a quoted cell',
    Buffer.from(`${header}\r\n${rowOf(unit(0))}\r\n${rowOf(unit(1, { EntityName: 'A;' })).split(';')[0]};"A`),
    NEXT,
    'file-cut',
    /line 3/,
  ],
  ['a page of a server', Buffer.from('<!DOCTYPE html><html>502</html>'), NEXT, 'web-page', /./],
  ['a file without its ids', sorFile(units(3), { columns: ['Noget', 'EntityName'] }), NEXT, 'columns-missing', /Noget/],
  ['a file whose ids a spreadsheet has rounded', sorFile(units(3, { SorId: '1,2E+15' })), NEXT, 'no-units', /no row/],
  ['bytes that are no text', Buffer.from(header, 'utf16le'), NEXT, 'not-text', /./],
  ['a file of an earlier day', changed, { day: '2026-03-01' }, 'older-file', /2026-03-01.*2026-03-02/],
  [
    'a file of the same day that was made earlier',
    changed,
    { day: '2026-03-02', madeAt: new Date('2026-03-02T01:59:00Z') },
    'older-file',
    /older/,
  ],
])('%s is refused with the reason and changes nothing', async (_, bytes, coming, code, text) => {
  const before = [await registerState(importing), await writtenDown(importing)];
  const report = await importing.import(bytes, coming);
  expect(report).toMatchObject({ state: 'refused', refusal: { code } });
  expect(report.refusal?.text).toMatch(text);
  expect(report.problems.at(-1)).toMatchObject({ level: 'error', code });
  expect([await registerState(importing), await writtenDown(importing)]).toEqual(before);
  const [told] = await importing.rows<{ data: unknown }>(
    `select data from service_queue.message where type = 'synchronisation.finished.v1' order by position desc limit 1`,
  );
  expect(told?.data).toMatchObject({ register: 'sor', job: 'import-units', outcome: 'failed' });
});

it('a file of a day to come is refused', async () => {
  const id = await importing.request({ day: '2026-03-02' });
  importing.askedDay = '2026-04-01';
  const report = await importing.carryOut(id, changed, { day: '2026-03-02' });
  expect(report).toMatchObject({ state: 'refused', refusal: { code: 'future-day' } });
  importing.askedDay = undefined;
});

it('without contact type H the import stops with that reason', async () => {
  importing.settings = { ...DEFAULTS, contactType: 'Q' as 'H' };
  const report = await importing.import(changed, { day: '2026-03-03' });
  expect(report).toMatchObject({ state: 'failed', refusal: { code: 'contact-types-missing' } });
  importing.settings = DEFAULTS;
});

it('what was refused is in nobody’s way afterwards, and only the file imported last is kept', async () => {
  const report = await importing.import(changed, NEXT);
  expect(report).toMatchObject({ state: 'imported', counts: { changed: 10 } });
  expect(await importing.folder.imports()).toEqual([report.id]);
});
