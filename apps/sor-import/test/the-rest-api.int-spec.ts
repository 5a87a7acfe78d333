import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@contact-sync/testing';
import type { ConnectionTestAnswer } from '../src/fetching/connection-test-answer';
import type { ImportReport, ImportsPage, UnitsPage } from '../src/requests/import-report';
import { zipOf } from './file-server';
import { DAILY, EARLY, FULL, Running } from './running';
import { COLUMNS, sorFile, sorId, unit, units } from './sor-rows';

let running: Running;
beforeAll(async () => void (running = await Running.fresh({ SOR_UPLOAD_LIMIT_MB: '1' })));
afterAll(() => running.end());

const readiness = async (): Promise<unknown> => await (await fetch(`${running.service.url}/readiness`)).json();
/** The metrics of SOR; of an age only that it is told. */
const metrics = async (): Promise<string[]> =>
  (await running.service.metrics.text())
    .split('\n')
    .filter((line) => line.startsWith('sor_'))
    .map((line) =>
      line.replace(/\{(?:outcome="(\w+)",)?service="sor-import"\}/, (_, of: string) => (of ? ` ${of}` : '')),
    )
    .map((line) => (line.includes('_age_') ? (line.split(' ')[0] ?? '') : line));

it('needs somebody who is signed in', async () => {
  expect((await fetch(`${running.service.url}/sor-import/imports`)).status).toBe(401);
});

it('fetches the first file ever from the address of full imports, later ones from that of the day', async () => {
  running.server.put(FULL, sorFile(units(3)), { modified: '2026-03-09T02:00:00Z' });
  const first = await running.import();
  expect(first).toMatchObject({
    state: 'imported',
    source: { kind: 'address', name: running.server.url(FULL) },
    full: false,
    day: '2026-03-09',
    madeAt: '2026-03-09T02:00:00.000Z',
    bytes: sorFile(units(3)).length,
    rows: 3,
    encoding: 'utf-8',
    counts: { units: 3, created: 3, changed: 0, unchanged: 0, closed: 0, held: 0, rejected: 0 },
    closings: { kind: 'none', missing: 0 },
    columns: { recognised: [...COLUMNS], unknown: [] },
    problems: [],
    refusal: null,
    progress: null,
  });

  running.server.put(DAILY, sorFile([unit(0), unit(1, { EntityName: 'Nyt navn', UpdatedAt: '2026-03-09' }), unit(2)]), {
    modified: '2026-03-10T02:00:00Z',
  });
  expect(await running.import()).toMatchObject({
    state: 'imported',
    source: { name: running.server.url(DAILY) },
    counts: { changed: 1, unchanged: 2, created: 0 },
  });
  expect(await running.names()).toEqual(['Lægehuset 0', 'Nyt navn', 'Lægehuset 2']);
});

it('a full import compares every unit, and the wish for one is spent when it has succeeded', async () => {
  expect((await running.set({ forceFull: true })).status).toBe(200);
  running.server.fail(FULL, (response) => response.writeHead(403).end());
  expect(await running.import()).toMatchObject({ state: 'failed', full: true, refusal: { code: 'http-403' } });
  const forced = (): Promise<unknown[]> => running.rows(`select value from sor.setting where name = 'forceFull'`);
  expect(await forced()).toEqual([{ value: true }]);

  const again = { EntityName: 'Lægehuset 1', UpdatedAt: '2026-03-10' };
  running.server.put(FULL, sorFile([unit(0), unit(1, again), unit(2)]), { modified: '2026-03-10T02:30:00Z' });
  expect(await running.import()).toMatchObject({
    state: 'imported',
    full: true,
    source: { name: running.server.url(FULL) },
    counts: { changed: 1, unchanged: 2 },
  });
  expect(await forced()).toEqual([{ value: false }]);
  // Otherwise the service would hear of it within seconds.
  expect((await running.set({ forceFull: false })).status).toBe(200);
});

it('shows imports, the newest first, and the units that somebody should look at', async () => {
  const page = await running.get<ImportsPage>('imports?limit=3');
  expect(page.imports.map(({ state }) => state)).toEqual(['imported', 'failed', 'imported']);
  const rest = await running.get<ImportsPage>(`imports?after=${page.next}`);
  expect(rest).toMatchObject({ imports: [{ state: 'imported', counts: { created: 3 } }], next: null });

  const rows = [unit(0), unit(1, { EntityName: '' }), unit(2), unit(3, { SorId: '12' }), unit(3, { SorId: '13' })];
  running.server.put(DAILY, sorFile(rows), { modified: '2026-03-10T02:40:00Z' });
  const { id, counts } = await running.import();
  expect(counts).toMatchObject({ held: 1, rejected: 2, unchanged: 2 });
  const held = await running.get<UnitsPage>(`imports/${id}/units?outcome=held`);
  expect(held).toMatchObject({ units: [{ unit: sorId(1), outcome: 'held', line: 3 }], next: null });
  const one = await running.get<UnitsPage>(`imports/${id}/units?outcome=rejected&limit=1`);
  expect(one).toMatchObject({ units: [{ unit: 'line 5' }], next: 'line 5' });
  expect(await running.get<UnitsPage>(`imports/${id}/units?outcome=rejected&limit=2&after=line%205`)).toMatchObject({
    units: [{ unit: 'line 6' }],
    next: null,
  });
  expect((await running.ask('GET', `imports/${id}/units?outcome=lost`)).status).toBe(400);
});

it('takes a file that is sent, CSV or zip, for the day that its sender says', async () => {
  const day = { day: '2026-03-10' };
  const preview = await running.ended(await running.upload({ ...day, preview: 'true' }, ['a.csv', sorFile(units(4))]));
  expect(preview).toMatchObject({ state: 'previewed', preview: true, counts: { created: 1 } });
  expect(await running.names()).toHaveLength(3);

  const zip = zipOf({ 'x/SorEntity_daily.csv': sorFile(units(4)), 'SORReplacedEntities.csv': Buffer.from('a;b') });
  expect(await running.ended(await running.upload(day, ['C:\\data\\sor.zip', zip]))).toMatchObject({
    state: 'imported',
    source: { kind: 'file', name: 'sor.zip' },
    day: '2026-03-10',
    counts: { created: 1 },
  });
  expect(await running.names()).toHaveLength(4);
  expect(await running.ended(await running.upload({ day: '2026-03-01' }, ['a.csv', sorFile(units(1))]))).toMatchObject({
    state: 'refused',
    day: '2026-03-01',
  });
  expect(await running.ended(await running.upload({}, ['a.csv', Buffer.from('PK\x03\x04 half')]))).toMatchObject({
    state: 'failed',
    refusal: { code: 'zip-damaged' },
  });
});

it.each([
  ['a body that is no upload', () => running.ask('POST', 'imports/upload', {}), 415],
  ['no file', () => running.upload({ preview: 'true' }), 400],
  ['two files', () => running.upload({}, ['a', sorFile([])], ['b', sorFile([])]), 400],
  ['a field nobody knows', () => running.upload({ persons: 'all' }, ['a', sorFile([])]), 400],
  ['a wish that is neither yes nor no', () => running.upload({ full: 'maybe' }, ['a', sorFile([])]), 400],
  ['a day that is none', () => running.upload({ day: '2026-02-30' }, ['a', sorFile([])]), 400],
  ['a file larger than allowed', () => running.upload({}, ['a', Buffer.alloc(1024 * 1024 + 1, 'a')]), 413],
  ['an address that is none', () => running.ask('POST', 'imports', { url: 'sor.csv' }), 422],
  ['a host that is not ours', () => running.ask('POST', 'imports', { url: 'https://sor.example/a.csv' }), 422],
  ['an import that is none', () => running.ask('GET', 'imports/0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01'), 404],
])('refuses %s, and keeps nothing of it', async (_, ask, status) => {
  expect((await ask()).status).toBe(status);
  // An import before may still be clearing up.
  await waitFor(async () =>
    (await readdir(join(running.root, 'sor'))).every((name) => name.endsWith('.csv') && !name.startsWith('incoming')),
  );
});

it('tests the connection in words and figures', async () => {
  const test = async (wish: object): Promise<ConnectionTestAnswer> =>
    (await running.ask('POST', 'connection-tests', wish)).body as ConnectionTestAnswer;
  const bytes = sorFile(units(2), { columns: [...COLUMNS, 'GlnNummer'] });
  running.server.put('/good.csv', bytes, { modified: '2026-03-10T02:00:00Z' });
  expect(await test({ url: running.server.url('/good.csv') })).toMatchObject({
    works: true,
    fault: null,
    status: 200,
    kind: 'csv',
    size: bytes.length,
    contentType: 'text/csv',
    lastModified: '2026-03-10T02:00:00.000Z',
    columns: { recognised: [...COLUMNS], unknown: ['GlnNummer'] },
  });
  running.server.put('/page.csv', Buffer.from('<html><body>Vi har flyttet</body></html>\n'), { type: 'text/html' });
  expect(await test({ url: running.server.url('/page.csv') })).toMatchObject({
    works: false,
    contentType: 'text/html',
  });
  expect(await test({ url: running.server.url('/gone.csv') })).toMatchObject({
    works: false,
    status: 404,
    fault: 'http-404',
    text: 'There is no file at the address (404)',
  });
  expect(await test({ url: 'http://localhost/a.csv' })).toMatchObject({ works: false, fault: 'not-https' });
  expect(await test({ which: 'full' })).toMatchObject({ works: true, url: running.server.url(FULL) });
  expect(await running.ask('POST', 'connection-tests', { which: 'history' })).toMatchObject({
    status: 409,
    body: { code: 'no-address' },
  });
});

it('takes no address that could not be called', async () => {
  expect(await running.set({ dailyUrl: 'http://sor-filer.sundhedsdata.dk/a.csv' })).toMatchObject({ status: 400 });
  expect(await running.set({ historyUrl: 'https://sor.example/Sor_complete.zip' })).toMatchObject({
    status: 409,
    body: { code: 'settings-do-not-fit', errors: [{ field: 'historyUrl' }] },
  });
  expect(await running.set({ contactType: 'J' })).toMatchObject({ status: 400 });
});

it('tells what the last import came to: readiness, metrics, runs', async () => {
  running.server.put(DAILY, sorFile(units(4)), { modified: '2026-03-10T03:30:00Z' });
  await running.import();
  // Of unit 1 something newer is known.
  expect(await metrics()).toEqual([
    'sor_last_import_age_seconds',
    'sor_last_import_rows 4',
    'sor_closings_withheld 0',
    'sor_last_import_units created 0',
    'sor_last_import_units changed 0',
    'sor_last_import_units unchanged 3',
    'sor_last_import_units stale 1',
    'sor_last_import_units closed 0',
    'sor_last_import_units kept 0',
    'sor_last_import_units held 0',
    'sor_last_import_units rejected 0',
  ]);
  const { runs } = await running.get<{ runs: { name: string; state: string }[] }>('runs?limit=1');
  expect(runs).toMatchObject([{ name: 'import-file', state: 'finished' }]);
  expect(await readiness()).toMatchObject({ entries: { SorFiles: { status: expect.any(String) } } });
});

it('refuses everything while the integration is switched off, but shows what was and tests connections', async () => {
  await running.set({ sorIntegration: false });
  const off = { status: 409, body: { code: 'sor-integration-off' } };
  expect(await running.ask('POST', 'imports', {})).toMatchObject(off);
  expect(await running.ask('POST', 'imports')).toMatchObject(off);
  expect(await running.upload({}, ['a.csv', sorFile(units(1))])).toMatchObject(off);
  expect((await running.get<ImportsPage>('imports')).imports.length).toBeGreaterThan(4);
  expect((await running.ask('POST', 'connection-tests', { which: 'full' })).status).toBe(200);
  await running.set({ sorIntegration: true });
});

it('what was asked for before the switch was turned off fails with that reason', async () => {
  let answer: () => void = () => undefined;
  running.server.fail(DAILY, (response) => (answer = () => void response.writeHead(503).end()));
  const first = await running.ask('POST', 'imports', {});
  const second = await running.ask('POST', 'imports', {});
  await running.set({ sorIntegration: false });
  running.server.put(DAILY, sorFile(units(4)), { modified: EARLY });
  answer();
  expect((await running.ended(second)).refusal).toMatchObject({ code: 'sor-integration-off' });
  expect(await running.ended(first)).toMatchObject<Partial<ImportReport>>({ state: expect.any(String) });
});
