import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCaller, type OpenCaller } from '@contact-sync/outbound';
import type { Clock } from '@contact-sync/service';
import { SentFiles } from '../src/fetching/sent-files';
import { SorFileServer } from '../src/fetching/sor-file-server';
import type { ImportRecord } from '../src/imports/import-record';
import type { FetchedSorFile } from '../src/imports/sor-files';
import { WorkFolder } from '../src/imports/work-folder';
import { FileServer, zipOf } from './file-server';
import { EARLY } from './running';
import { sorFile, units } from './sor-rows';

const FILE = sorFile(units(20));
const MADE = 'Tue, 10 Mar 2026 02:00:00 GMT';
/** Pauses take no time. */
const clock: Clock = {
  now: () => new Date(EARLY),
  after: (_, call) => {
    const soon = setImmediate(call);
    return () => clearImmediate(soon);
  },
};

let server: FileServer;
let folder: WorkFolder;
let caller: OpenCaller;
let files: SorFileServer;
const open: FileServer[] = [];

beforeAll(async () => {
  server = await started();
  folder = await WorkFolder.open(await mkdtemp(join(tmpdir(), 'sor-files-')));
  caller = await callerTo(server);
  files = filesThrough(caller);
});
afterAll(async () => {
  caller.close();
  for (const one of open) await one.stop();
  await rm(folder.path, { recursive: true });
});
afterEach(async () => {
  for (const name of await readdir(folder.path)) await rm(join(folder.path, name));
});

async function started(certificateDays?: number): Promise<FileServer> {
  const one = await FileServer.start(certificateDays);
  open.push(one);
  return one;
}

async function callerTo({ authority, port }: FileServer): Promise<OpenCaller> {
  const caFile = join(await mkdtemp(join(tmpdir(), 'sor-ca-')), 'ca.pem');
  await writeFile(caFile, authority.certificate);
  const opened = openCaller({ hosts: `localhost:${port}`, caFile });
  await rm(join(caFile, '..'), { recursive: true });
  return opened;
}

const filesThrough = (through: OpenCaller): SorFileServer =>
  new SorFileServer({
    folder,
    sentFiles: new SentFiles(folder),
    caller: through,
    clock,
    idleMs: 100,
    maxBytes: 100_000,
  });

const signal = new AbortController().signal;

/** Fetches a file for an import of its own. */
async function fetched(url: string, through = files): Promise<FetchedSorFile & { readonly at: string }> {
  const id = randomUUID();
  const record: ImportRecord = {
    id,
    source: { kind: 'address', name: url },
    options: { full: false, preview: false, approveClosings: false },
    state: 'running',
    requestedBy: 'test',
    requestedAt: new Date(EARLY),
  };
  const at = folder.csvOf(id);
  return { ...(await through.fetch(record, { to: at, signal })), at };
}

const head = (response: ServerResponse, more: Readonly<Record<string, string>> = {}): ServerResponse =>
  response.writeHead(200, { 'content-length': FILE.length, 'last-modified': MADE, ...more });

describe('a file comes whole', () => {
  it('as it is, with what its server says of it', async () => {
    server.put('/a/SorEntity_daily.csv', FILE, { modified: MADE });
    const file = await fetched(server.url('/a/SorEntity_daily.csv'));
    expect(file).toMatchObject({
      name: 'SorEntity_daily.csv',
      madeAt: new Date(MADE),
      bytes: FILE.length,
      lengthVerified: true,
    });
    expect(await readFile(file.at)).toEqual(FILE);
    expect(await readdir(folder.path)).toHaveLength(1);
  });

  it('out of a zip, under its own name', async () => {
    server.put('/Sor.zip', zipOf({ 'other.csv': Buffer.from('x'), 'SOREntity.csv': FILE }), { modified: MADE });
    const file = await fetched(server.url('/Sor.zip'));
    expect(file).toMatchObject({ name: 'SOREntity.csv', bytes: FILE.length, lengthVerified: true });
    expect(await readFile(file.at)).toEqual(FILE);
    expect(await readdir(folder.path)).toHaveLength(1);
  });

  it('after the server was away for a moment', async () => {
    let asked = 0;
    server.fail('/later.csv', (response) => {
      asked += 1;
      if (asked < 3) response.writeHead(503).end();
      else head(response).end(FILE);
    });
    expect(await fetched(server.url('/later.csv'))).toMatchObject({ bytes: FILE.length, lengthVerified: true });
  });

  it('in chunks, which mark their own end; without a date the day is that of our clock', async () => {
    server.fail('/chunked.csv', (response) => response.writeHead(200).end(FILE));
    expect(await fetched(server.url('/chunked.csv'))).toMatchObject({ madeAt: new Date(EARLY), lengthVerified: true });
  });

  it('without a length or an end of its own: nobody can tell that it is whole', async () => {
    server.fail('/unmeasured.csv', (response) => {
      response.removeHeader('transfer-encoding');
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { connection: 'close' }).end(FILE);
    });
    expect(await fetched(server.url('/unmeasured.csv'))).toMatchObject({ bytes: FILE.length, lengthVerified: false });
  });
});

describe('a file cannot be had, and the reason says why', () => {
  it.each<readonly [string, (response: ServerResponse) => void, string, RegExp]>([
    ['401', (response) => response.writeHead(401).end(), 'http-401', /open to everybody/],
    ['403', (response) => response.writeHead(403).end(), 'http-403', /does not let us in/],
    ['404', (response) => response.writeHead(404).end(), 'http-404', /no file at the address/],
    ['429', (response) => response.writeHead(429, { 'retry-after': '1' }).end(), 'http-429', /left alone/],
    ['503', (response) => response.writeHead(503).end(), 'http-503', /cannot answer now \(503\)/],
    ['a redirect', (response) => response.writeHead(302, { location: '/b' }).end(), 'http-302', /sends us elsewhere/],
    [
      'a cut',
      (response) => void head(response).write(FILE.subarray(0, 500), () => response.destroy()),
      'half-answer',
      /cut/,
    ],
    ['a hang', (response) => void head(response).write(FILE.subarray(0, 500)), 'timeout', /sent nothing/],
    [
      'too much',
      (response) => response.writeHead(200).end(Buffer.alloc(100_001)),
      'answer-too-large',
      /SOR_FILE_LIMIT/,
    ],
    ['a damaged zip', (response) => response.writeHead(200).end('PK\x03\x04 half'), 'zip-damaged', /zip/],
    ['another zip', (response) => response.writeHead(200).end(zipOf({ 'a.txt': FILE })), 'zip-without-file', /a\.txt/],
  ])('%s', async (_, answer, code, words) => {
    server.fail('/bad.csv', answer);
    await expect(fetched(server.url('/bad.csv'))).rejects.toMatchObject({
      name: 'SorFileUnavailable',
      code,
      message: expect.stringMatching(words),
    });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('a certificate that has expired', async () => {
    const old = await started(-1);
    old.put('/a.csv', FILE);
    const through = await callerTo(old);
    try {
      await expect(fetched(old.url('/a.csv'), filesThrough(through))).rejects.toMatchObject({
        code: 'certificate-expired',
        message: "the server's certificate has expired",
      });
    } finally {
      through.close();
    }
  });

  it.each([
    ['a host that is not ours', 'https://sor.example/a.csv', 'host-not-allowed'],
    ['no encryption', 'http://localhost/a.csv', 'not-https'],
  ])('%s', async (_, url, code) => {
    await expect(fetched(url)).rejects.toMatchObject({ name: 'SorFileUnavailable', code });
  });
});

describe('the history', () => {
  const read = async (path: string): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    for await (const chunk of files.fetchHistory(server.url(path), signal)) parts.push(chunk);
    return Buffer.concat(parts);
  };

  it('is given whole and leaves nothing on disk', async () => {
    server.put('/Sor_complete.zip', zipOf({ 'SOREntity.csv': FILE, 'SORReplacedEntities.csv': Buffer.from('a;b') }));
    expect(await read('/Sor_complete.zip')).toEqual(FILE);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('is not begun when its end is damaged', async () => {
    const zip = zipOf({ 'SOREntity.csv': FILE });
    zip.writeUInt8(0, 200);
    server.put('/Sor_complete.zip', zip);
    await expect(read('/Sor_complete.zip')).rejects.toMatchObject({ name: 'SorFileUnavailable', code: 'zip-damaged' });
    expect(await readdir(folder.path)).toEqual([]);
  });
});
