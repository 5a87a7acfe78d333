import { randomBytes } from 'node:crypto';
import { testSorAddress } from '../src';
import { type FileServer, fileServer, MODIFIED, type Serving } from './file-server';
import { zipOf } from './zip';

const HEADER = 'SorId;EntityName;ToDate;ShakId;Smiley\r\n';
const CSV = Buffer.from(`\ufeff${HEADER}${'"=""11000016002""";Sygehus Æ;;;\r\n'.repeat(10_000)}`);
const COLUMNS = {
  recognised: ['SorId', 'EntityName', 'ToDate', 'ShakId'],
  unknown: ['Smiley'],
  missing: expect.arrayContaining(['FirstFromDate', 'PostalAddressStreetName']),
};
/** Larger than what is fetched of its end, so that the units have to be asked for by themselves. */
const ZIP = zipOf([
  { name: 'EDITypes.csv', content: randomBytes(300_000) },
  { name: 'SOREntity.csv', content: CSV },
  { name: 'SORReplacedEntities.csv', content: randomBytes(300_000) },
]);

let server: FileServer;
beforeAll(async () => void (server = await fileServer()));
afterAll(() => server.stop());

const test = (...servings: Serving[]) => {
  server.serve(...servings);
  return testSorAddress({ url: server.url, caller: server.caller });
};

it('a CSV is told by its beginning, of which no more is fetched', async () => {
  expect(await test({ content: CSV })).toEqual({
    status: 206,
    kind: 'csv',
    size: CSV.length,
    contentType: 'text/csv',
    lastModified: new Date(MODIFIED),
    columns: COLUMNS,
  });
  expect(server.seen.map(({ range }) => range)).toEqual(['bytes=0-65535']);
});

it.each<[string, Serving, object]>([
  ['knows no ranges', { ignoresRange: true }, { status: 200, size: CSV.length }],
  ['tells no length either', { ignoresRange: true, chunked: true }, { status: 200 }],
])('so it is where the server %s', async (_, serving, told) => {
  expect(await test({ content: CSV, ...serving })).toMatchObject({ kind: 'csv', columns: COLUMNS, ...told });
});

it('a CSV of one line without an end is a file of SOR', async () => {
  expect(await test({ content: Buffer.from('SorId;EntityName') })).toMatchObject({ kind: 'csv' });
});

it('a zip is looked into without being fetched', async () => {
  const found = await test({ content: ZIP });
  expect(found).toMatchObject({
    status: 206,
    kind: 'zip',
    size: ZIP.length,
    columns: COLUMNS,
    entry: 'SOREntity.csv',
    entries: [
      { name: 'EDITypes.csv', bytes: 300_000 },
      { name: 'SOREntity.csv', bytes: CSV.length },
      { name: 'SORReplacedEntities.csv', bytes: 300_000 },
    ],
  });
  // Beginning, end, where the units begin, and the units.
  expect(server.seen).toHaveLength(4);
});

it('a small zip is told by its beginning alone', async () => {
  const content = zipOf([{ name: 'SorEntity_daily.csv', content: HEADER }]);
  expect(await test({ content, ignoresRange: true })).toMatchObject({ kind: 'zip', columns: COLUMNS });
  expect(server.seen).toHaveLength(1);
});

it('a large zip of a server that knows no ranges is called a zip', async () => {
  expect(await test({ content: ZIP, ignoresRange: true })).toEqual({
    status: 200,
    kind: 'zip',
    size: ZIP.length,
    contentType: 'text/csv',
    lastModified: new Date(MODIFIED),
  });
});

it.each<[string, readonly Serving[], string]>([
  ['is not there', [{ status: 404 }], 'http-404'],
  ['leads elsewhere', [{ status: 302, headers: { location: 'https://localhost/' } }], 'http-302'],
  ['is for others', [{ status: 403 }], 'http-403'],
  ['answers without a file', [{ status: 204 }], 'http-204'],
  ['is that of an empty file', [{}], 'empty'],
  ['is that of a web page', [{ content: Buffer.from('<!DOCTYPE html><title>Driftsvindue</title>') }], 'web-page'],
  ['is that of another file', [{ content: Buffer.from('Navn;Adresse\r\nA;B\r\n') }], 'columns-missing'],
  ['is that of a zip without units', [{ content: zipOf([{ name: 'a.csv', content: '' }]) }], 'zip-without-file'],
  [
    'is that of a zip with something else as units',
    [{ content: zipOf([{ name: 'SOREntity.csv', content: 'A;B\r\n' }]) }],
    'columns-missing',
  ],
  ['gives another range', [{ content: CSV, tellsRange: 'bytes 5-9/10' }], 'http-206'],
  ['gives another file meanwhile', [{ content: ZIP }, { content: ZIP, headers: { etag: '"two"' } }], 'wrong-range'],
  ['is cut', [{ content: CSV, cutAfter: 0 }], 'half-answer'],
])('an address that %s is told as that', async (_, servings, fault) => {
  expect(await test(...servings)).toMatchObject({ fault, said: expect.stringMatching(/\w/) as string });
});

it('what is in the file is told where it is another: its columns, shortened', async () => {
  expect(await test({ content: Buffer.from('Navn;Adresse\r\n') })).toMatchObject({
    found: ['Navn', 'Adresse'],
    status: 206,
  });
});

it('an address that may not be called is told as that, and one who waits may stop', async () => {
  expect(await testSorAddress({ url: 'https://example.org/', caller: server.caller })).toMatchObject({
    fault: 'host-not-allowed',
  });
  const reason = new Error('enough');
  await expect(
    testSorAddress({ url: server.url, caller: server.caller, signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
});
