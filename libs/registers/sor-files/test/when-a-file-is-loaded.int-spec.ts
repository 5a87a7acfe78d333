import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CallFailed } from '@contact-sync/outbound';
import { downloadSorFile, type SorDownload, type SorDownloadWish, SorFileFault } from '../src';
import { type FileServer, fileServer, MODIFIED, type Serving } from './file-server';

const CONTENT = Buffer.from(Array.from({ length: 5000 }, (_, line) => `unit ${line};æøå\r\n`).join(''));
const OTHER = Buffer.from(CONTENT.toString().toUpperCase());
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

let server: FileServer;
let to: string;
let pauses: number[];
beforeAll(async () => {
  server = await fileServer();
  to = join(server.folder, 'sor.csv');
});
beforeEach(() => void (pauses = []));
afterAll(() => server.stop());

const download = (more: Partial<SorDownloadWish> = {}): Promise<SorDownload> =>
  downloadSorFile({
    url: server.url,
    to,
    caller: server.caller,
    maxBytes: 1_000_000,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    ...more,
    onProgress: (bytes, total) => {
      more.onProgress?.(bytes, total);
      server.reached(bytes);
    },
  });

/** How a download fails. It leaves nothing behind, and what stood there before. */
async function failureOf(download: Promise<unknown>): Promise<readonly unknown[]> {
  const error: unknown = await download.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(readdirSync(server.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  if (error instanceof CallFailed) return [error.failure, error.code];
  if (error instanceof SorFileFault) return [error.code];
  throw new Error('it did not fail as downloads do', { cause: error });
}

const content = CONTENT;

it('stands there whole, with what the server told of it', async () => {
  server.serve({ content });
  const progress: [number, number | undefined][] = [];
  expect(await download({ onProgress: (bytes, total) => progress.push([bytes, total]) })).toEqual({
    bytes: CONTENT.length,
    complete: true,
    contentType: 'text/csv',
    lastModified: new Date(MODIFIED),
    etag: '"one"',
    resumed: 0,
    sha256: SHA256,
  });
  expect(readFileSync(to).equals(CONTENT)).toBe(true);
  expect(existsSync(`${to}.part`)).toBe(false);
  expect(progress.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
  expect(server.seen).toEqual([{ range: undefined, ifRange: undefined }]);
});

it('may be empty, and may be sent without its length', async () => {
  server.serve({});
  expect(await download()).toMatchObject({ bytes: 0 });
  server.serve({ content, chunked: true });
  expect(await download()).toMatchObject({ bytes: CONTENT.length, sha256: SHA256, complete: true });
  // Until HTTP/1.1 the end of the connection was the end of the file, whoever ended it.
  server.serve({ content, chunked: true, headers: { connection: 'close', 'transfer-encoding': '' } });
  expect(await download()).toMatchObject({ bytes: CONTENT.length, sha256: SHA256, complete: false });
});

it('stands where one that died had begun', async () => {
  writeFileSync(`${to}.part`, 'left by another'.repeat(10_000));
  server.serve({ content });
  expect(await download()).toMatchObject({ bytes: CONTENT.length, sha256: SHA256 });
  expect(readFileSync(to).equals(CONTENT)).toBe(true);
});

describe('a connection that is cut', () => {
  it.each<[string, Serving['headers'], string]>([
    ['by its tag', {}, '"one"'],
    ['by its time', { etag: undefined }, MODIFIED],
  ])('is taken up where it was, if the file is the same %s', async (_, headers, ifRange) => {
    server.serve({ content, headers, cutAfter: 20_000 }, { content, headers, cutAfter: 30_000 }, { content, headers });
    expect(await download()).toMatchObject({ bytes: CONTENT.length, resumed: 2, sha256: SHA256 });
    expect(server.seen.slice(1)).toEqual([
      { range: 'bytes=20000-', ifRange },
      { range: 'bytes=50000-', ifRange },
    ]);
    // It got further each time.
    expect(pauses).toEqual([1000, 1000]);
  });

  it.each<[string, Serving['headers']]>([
    ['nothing tells the file from another', { etag: undefined, 'last-modified': undefined }],
    ['its tag is a weak one', { etag: 'W/"one"' }],
    ['it was changed in this very second', { etag: undefined, date: MODIFIED }],
  ])('begins anew where %s', async (_, headers) => {
    server.serve({ content, headers, cutAfter: 20_000 }, { content, headers });
    expect(await download()).toMatchObject({ bytes: CONTENT.length, resumed: 0, sha256: SHA256 });
    expect(server.seen[1]).toEqual({ range: undefined, ifRange: undefined });
  });

  it.each<[string, Serving, number]>([
    ['the server knows no ranges', { content, ignoresRange: true }, 2],
    ['it is another range', { content, tellsRange: `bytes 0-9/${CONTENT.length}` }, 3],
    ['the file is longer now', { content, tellsRange: 'bytes 20000-99998/99999' }, 3],
    ['nobody knows how long the file is', { content, tellsRange: `bytes 20000-${CONTENT.length - 1}/*` }, 3],
    [
      'the file has another tag now',
      { content, headers: { etag: '"one"', 'content-range': undefined }, status: 416 },
      3,
    ],
  ])('begins anew where %s', async (_, second, requests) => {
    server.serve({ content, cutAfter: 20_000 }, second, { content });
    expect(await download()).toMatchObject({ bytes: CONTENT.length, resumed: 0, sha256: SHA256 });
    expect(server.seen).toHaveLength(requests);
  });

  it('begins anew where the file was changed meanwhile, and is the new one whole', async () => {
    const changed = { content: OTHER, headers: { etag: '"two"' } };
    server.serve({ content, cutAfter: 20_000 }, changed);
    expect(await download()).toMatchObject({ etag: '"two"', resumed: 0 });
    expect(readFileSync(to).equals(OTHER)).toBe(true);
  });

  it('of which the length was never told goes by what the rest tells', async () => {
    server.serve({ content, chunked: true, cutAfter: 20_000 }, { content });
    expect(await download()).toMatchObject({ bytes: CONTENT.length, resumed: 1, sha256: SHA256 });
  });

  it('and of which only a part is given at a time comes part by part', async () => {
    server.serve({ content, cutAfter: 20_000 }, { content, most: 30_000 });
    const { resumed, sha256 } = await download();
    expect([resumed, sha256]).toEqual([Math.ceil((CONTENT.length - 20_000) / 30_000), SHA256]);
  });

  it('wherever, and however often: the file is the same', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: CONTENT.length - 1 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.boolean(), async (places, chunked) => {
        server.serve(...places.map((cutAfter) => ({ content, cutAfter, chunked })), { content, chunked });
        expect((await download()).sha256).toBe(SHA256);
      }),
      { numRuns: 25 },
    );
  });

  it('at the same place again and again is given up in the end', async () => {
    server.serve({ content, ignoresRange: true, cutAfter: 20_000 });
    expect(await failureOf(download())).toEqual(['unavailable', 'half-answer']);
    expect(pauses).toEqual([1000, 5000, 15_000, 30_000, 60_000]);
  });
});

describe('a server that is away', () => {
  it('is asked again, when it wishes', async () => {
    const busy = { status: 429, headers: { 'retry-after': '40' } };
    server.serve({ status: 503 }, busy, { content });
    expect(await download()).toMatchObject({ bytes: CONTENT.length });
    expect(pauses).toEqual([1000, 40_000]);
  });

  it('is left to the next run where it wishes to be left alone for long', async () => {
    server.serve({ status: 503, headers: { 'retry-after': '3600' } }, { content });
    expect(await failureOf(download())).toEqual(['unavailable', 'http-503']);
    expect(pauses).toEqual([]);
  });

  it.each([
    [404, ['unavailable', 'http-404']],
    [403, ['refused', 'http-403']],
    [301, ['wrong', 'http-301']],
    [204, ['wrong', 'http-204']],
  ])('is not asked again after %i', async (status, failure) => {
    writeFileSync(to, 'of yesterday');
    server.serve({ status });
    expect(await failureOf(download())).toEqual(failure);
    expect([readFileSync(to, 'utf8'), server.seen.length]).toEqual(['of yesterday', 1]);
  });

  it('is asked no more once the work is to stop', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    server.serve({ content, cutAfter: 20_000 });
    const pause = async (): Promise<void> => stop.abort(reason);
    await expect(download({ signal: stop.signal, pause })).rejects.toBe(reason);
    await expect(download({ signal: stop.signal })).rejects.toBe(reason);
    expect([server.seen.length, existsSync(`${to}.part`)]).toEqual([1, false]);
  });
});

describe('too much', () => {
  it.each([
    ['by what the server tells', false],
    ['though the server tells nothing', true],
  ])('is not loaded, %s', async (_, chunked) => {
    server.serve({ content, chunked });
    expect((await failureOf(download({ maxBytes: CONTENT.length - 1 })))[1]).toBe('answer-too-large');
    expect(pauses).toEqual([]);
    expect(await download({ maxBytes: CONTENT.length })).toMatchObject({ bytes: CONTENT.length });
  });

  it('for our disk is told as that', async () => {
    server.serve({ content });
    const full = join(server.folder, 'full.csv');
    // A device that takes nothing.
    symlinkSync('/dev/full', `${full}.part`);
    expect(await failureOf(download({ to: full }))).toEqual(['disk-full']);
    expect(await failureOf(download({ to: join(server.folder, 'no-such', 'sor.csv') }))).toEqual(['not-writable']);
  });
});
