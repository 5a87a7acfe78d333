import { editByHand } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { DEFAULTS, Importing } from './importing';
import { registerState, writtenDown } from './register-state';
import { COLUMNS, sorFile, sorId, unit, units } from './sor-rows';

let importing: Importing;
beforeAll(async () => void (importing = await Importing.fresh()));
afterAll(() => importing.end());
beforeEach(() => importing.empty());

const shown = async (n: number) => (await registerState(importing)).find(({ name_code }) => name_code === sorId(n));

it('the first file makes contacts of its units, and tells what it understood', async () => {
  const columns = ['SorId', 'EntityName', 'FirstFromDate', 'ToDate', 'Noget Nyt'];
  const report = await importing.import(sorFile(units(3), { columns }), { day: '2026-03-02' });
  expect(report).toMatchObject({
    state: 'imported',
    rows: 3,
    encoding: 'utf-8',
    facts: { day: '2026-03-02' },
    columns: { recognised: columns.slice(0, 4), unknown: ['Noget Nyt'] },
    counts: { units: 3, created: 3, changed: 0, unchanged: 0, closed: 0, held: 0, rejected: 0, events: 3 },
    closings: { kind: 'none', missing: 0 },
  });
  expect(report.columns?.missing).toContain('PostalAddressStreetName');
  expect(await shown(1)).toMatchObject({ name1: 'Lægehuset 1', start_date: '2015-01-01', end_date: null });
});

it('the same file twice writes no history and no events', async () => {
  const file = sorFile(units(20));
  await importing.import(file, { day: '2026-03-02' });
  const before = await writtenDown(importing);
  const again = await importing.import(file, { day: '2026-03-03' });
  expect(again.counts).toMatchObject({ units: 20, created: 0, changed: 0, unchanged: 20, events: 0 });
  const full = await importing.import(file, { day: '2026-03-04', full: true });
  expect(full.counts).toMatchObject({ units: 20, created: 0, changed: 0, unchanged: 20, stale: 0, events: 0 });
  expect(await writtenDown(importing)).toEqual(before);
});

it('changed rows change their contacts and no others', async () => {
  await importing.import(sorFile(units(5)), { day: '2026-03-02' });
  const next = [...units(4), unit(4, { EntityName: 'Klinik "Øst"; 2. sal', UpdatedAt: '2026-03-02' })];
  const report = await importing.import(sorFile(next), { day: '2026-03-03' });
  expect(report.counts).toMatchObject({ created: 0, changed: 1, unchanged: 4, events: 1 });
  expect(await shown(4)).toMatchObject({ name1: 'Klinik "Øst"; 2. sal' });
});

it('a renamed column leaves its values as they are, and is told', async () => {
  await importing.import(sorFile(units(3)), { day: '2026-03-02' });
  const before = await registerState(importing);
  const columns = COLUMNS.map((name) => (name === 'VirtualAddressEmailAddress' ? 'Mailadresse' : name));
  const report = await importing.import(sorFile(units(3), { columns }), { day: '2026-03-03' });
  expect(report).toMatchObject({ counts: { changed: 0, unchanged: 3 }, columns: { unknown: ['Mailadresse'] } });
  expect(report.problems).toMatchObject([{ level: 'warning', code: 'columns-missing' }]);
  expect(report.problems[0]?.text).toContain('VirtualAddressEmailAddress');
  expect(await registerState(importing)).toEqual(before);
});

it('a value that SOR empties is emptied', async () => {
  await importing.import(sorFile(units(2)), { day: '2026-03-02' });
  await importing.import(sorFile(units(2, { VirtualAddressEmailAddress: '' })), { day: '2026-03-03' });
  expect(await shown(0)).toMatchObject({ email: null, phone: '12345678' });
});

it('a planned end is shown at once, and units to come are taken in', async () => {
  await importing.import(
    sorFile([unit(0, { ToDate: '2026-12-31' }), unit(1, { FirstFromDate: '2026-06-01', FromDate: '2026-06-01' })]),
    { day: '2026-03-02' },
  );
  expect(await shown(0)).toMatchObject({ end_date: '2026-12-31' });
  expect(await shown(1)).toMatchObject({ start_date: '2026-06-01', end_date: null });
});

it('of several rows of a unit the one that holds today counts, wherever it stands', async () => {
  const now = unit(0, { EntityName: 'I dag', FromDate: '2026-01-01' });
  const later = unit(0, { EntityName: 'Senere', FromDate: '2026-09-01' });
  const earlier = unit(0, { EntityName: 'Før', FromDate: '2020-01-01' });
  const report = await importing.import(sorFile([later, unit(1), now, earlier]), { day: '2026-03-02' });
  expect(report).toMatchObject({ rows: 4, counts: { units: 2, created: 2, unchanged: 0 } });
  expect(await shown(0)).toMatchObject({ name1: 'I dag' });
  const clocks = () => importing.rows('select contact_id, clock from contacts.freshness order by 1');
  const before = await clocks();
  const again = await importing.import(sorFile([earlier, now, unit(1), later]), { day: '2026-03-03' });
  expect(again.counts).toMatchObject({ units: 2, changed: 0, unchanged: 2, events: 0 });
  // Nothing new is said of it, so not even its clock is written.
  expect(await clocks()).toEqual(before);
  const inAutumn = await importing.import(sorFile([later, unit(1), now]), { day: '2026-09-01' });
  expect(inAutumn.counts).toMatchObject({ changed: 1, unchanged: 1 });
  expect(await shown(0)).toMatchObject({ name1: 'Senere' });
});

it('Windows-1252 is understood where nothing says UTF-8', async () => {
  const rows = [unit(2, { SorId: '12' }), ...units(2)];
  const report = await importing.import(sorFile(rows, { encoding: 'latin1' }), { day: '2026-03-02' });
  expect(report).toMatchObject({ state: 'imported', encoding: 'windows-1252', counts: { created: 2, rejected: 1 } });
  expect(report.problems).toMatchObject([
    { level: 'warning', code: 'windows-1252' },
    { level: 'error', code: 'sor-id' },
  ]);
  expect(await shown(1)).toMatchObject({ name1: 'Lægehuset 1', address: 'Søndergade 1, 8000, Aarhus C' });
});

it('in a file that says it is UTF-8 one damaged letter holds its unit and mangles nobody', async () => {
  const bytes = sorFile(units(3));
  const at = bytes.indexOf('Lægehuset 1') + 1;
  const report = await importing.import(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]), {
    day: '2026-03-02',
  });
  expect(report).toMatchObject({ encoding: 'utf-8', counts: { created: 2, held: 1 } });
  expect(report.unitsToSee).toMatchObject([{ unit: sorId(1), outcome: 'held', line: 3, reason: 'not-utf-8' }]);
  expect(await shown(2)).toMatchObject({ name1: 'Lægehuset 2' });
});

it('a preview tells what would change and stores nothing of it', async () => {
  await importing.import(sorFile(units(30)), { day: '2026-03-02' });
  const before = [await registerState(importing), await writtenDown(importing)];
  const next = [...units(28, { EntityName: 'Andet' }), unit(40)];
  const report = await importing.import(sorFile(next), { day: '2026-03-03', preview: true });
  expect(report).toMatchObject({
    state: 'previewed',
    counts: { created: 1, changed: 28, unchanged: 0, closed: 2 },
    closings: { kind: 'done', missing: 2, closed: 2 },
  });
  expect([await registerState(importing), await writtenDown(importing)]).toEqual(before);
});

it('contacts of other types are nobody of this', async () => {
  await importing.rows(
    `with made as (insert into contacts.contact (name_type, name_code, first_code, name1, created_at, updated_at)
       values ('J', $1, $1, 'Et firma', now(), now()) returning id)
     insert into contacts.address (contact_id, ordinal, address_type, address1) select id, 0, 'HA', 'Torvet 1' from made`,
    [sorId(0)],
  );
  const companies = () =>
    importing.rows(`select to_jsonb(c) as c, to_jsonb(a) as a from contacts.contact c join contacts.address a on a.contact_id = c.id
                     where name_type = 'J'`);
  const before = await companies();
  await importing.import(sorFile(units(8)), { day: '2026-03-02' });
  await importing.import(sorFile(units(8).slice(1)), { day: '2026-03-03' });
  expect(await companies()).toEqual(before);
});

it.each([
  ['is restored by the next file, though SOR says the same as before', true, 'Lægehuset 1'],
  ['is left alone where the setting says so', false, 'Skrevet i hånden'],
])('a name typed by hand %s', async (_, forceUpdate, expected) => {
  await importing.import(sorFile(units(3)), { day: '2026-03-02' });
  const [contact] = await importing.rows<{ id: string }>('select id::text from contacts.contact where name_code = $1', [
    sorId(1),
  ]);
  const hand = { by: 'somebody', now: new Date('2026-03-02T12:00:00Z'), seesProtected: false };
  const typed = { fields: { name1: 'Skrevet i hånden' } };
  const edited = await inTransaction(importing.database.pool, (tx) =>
    editByHand(tx, contact?.id ?? '', 'name', typed, hand),
  );
  expect(edited).not.toHaveProperty('faults');
  expect(await shown(1)).toMatchObject({ name1: 'Skrevet i hånden' });

  importing.settings = { ...DEFAULTS, forceUpdate };
  const report = await importing.import(sorFile(units(3)), { day: '2026-03-03' });
  expect(report.counts).toMatchObject({ changed: forceUpdate ? 1 : 0, held: 0 });
  expect(await shown(1)).toMatchObject({ name1: expected });
});
