import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallFailed, openSockets } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import { waitFor } from '@contact-sync/testing';
import { type FileServer, openRemoteFiles, type RemoteFiles } from '../src';

const NAME = 'd260302.l110901';
const CONTENT = Buffer.from(Array.from({ length: 20_000 }, (_, line) => `line ${line} æøå\n`).join(''), 'latin1');

let simulator: RunningSimulator;
let folder: string;
const opened: RemoteFiles[] = [];
const part = (): string => join(folder, `${NAME}.part`);

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'files', persons: 20, companies: 1, organisations: 1, properties: 1 });
  folder = await mkdtemp(join(tmpdir(), 'ftp-'));
  await writeFile(join(folder, 'ca.pem'), simulator.ca);
});
beforeEach(async () => {
  const { cprFileServer: server } = simulator;
  server.options.face = 'unix';
  server.faults.clear();
  server.files.place('ud', { name: NAME, bytes: CONTENT, day: '2026-03-02' });
  await rm(part(), { force: true });
});
afterEach(() => {
  for (const files of opened.splice(0)) files.close();
});
afterAll(async () => {
  // Nothing is ever deleted there.
  expect(simulator.cprFileServer.count('DELE')).toBe(0);
  await simulator.stop();
  await rm(folder, { recursive: true });
});

const open = (
  more: Partial<FileServer> = {},
  parts: { trusts?: boolean; signal?: AbortSignal; idleMs?: number } = {},
): RemoteFiles => {
  const { trusts = true, idleMs = 5000, signal } = parts;
  const { user, password } = simulator.profiles['cpr-file-server'];
  const address = more.mode === 'implicit' ? simulator.addresses.cprFilesImplicit : simulator.addresses.cprFiles;
  const server: FileServer = {
    host: 'localhost',
    port: Number(address.split(':')[1]),
    mode: 'explicit',
    user,
    password,
    directory: 'ud',
    mvs: false,
    transferType: 'binary',
    ...more,
  };
  const sockets = openSockets({ hosts: 'localhost:*', ...(trusts && { caFile: join(folder, 'ca.pem') }) });
  const files = openRemoteFiles(server, { sockets, idleMs, ...(signal && { signal }) });
  opened.push(files);
  return files;
};
const failure = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await work.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  if (!(error instanceof CallFailed)) throw new Error(`not a CallFailed: ${String(error)}`);
  expect(error.message).not.toContain(simulator.profiles['cpr-file-server'].password);
  return [error.failure, error.code];
};
const count = (command: string): number => simulator.cprFileServer.count(command);

describe('z/OS', () => {
  beforeEach(() => void (simulator.cprFileServer.options.face = 'zos'));

  it('lists below its prefix, fetches, renames, and takes input files below another', async () => {
    const { files: shelf } = simulator.cprFileServer;
    shelf.place('ud', { name: 'D251204.L110901', kind: 'migrated' });
    shelf.place('ud', { name: 'CPR.LIBRARY', kind: 'library' });
    shelf.place('ud', { name: 'OLD.D230101.L1', kind: 'tape' });
    const files = open({ mvs: true });
    const listing = await files.list();
    expect(listing.problems).toEqual([]);
    expect(listing.files).toEqual(
      expect.arrayContaining([
        { name: NAME.toUpperCase(), kept: 'here', day: '2026-03-02' },
        { name: 'D251204.L110901', kept: 'away' },
        { name: 'OLD.D230101.L1', kept: 'away' },
      ]),
    );
    expect(listing.files.map(({ name }) => name)).not.toContain('CPR.LIBRARY');
    expect(await files.fetch(NAME.toUpperCase(), part())).toEqual({ bytes: CONTENT.length });
    expect((await readFile(part())).equals(CONTENT)).toBe(true);
    expect(await failure(files.fetch('D251204.L110901', part()))).toEqual(['wrong', 'ftp-550']);
    await files.upload('ind', 'd260304.i110901', Buffer.from('06013200OP'.padEnd(80)));
    await files.rename(NAME.toUpperCase(), `HENTET.${NAME.toUpperCase()}`);
    expect(shelf.find('ud', `HENTET.${NAME.toUpperCase()}`)).toBeDefined();
    expect(shelf.find('ind', 'd260304.i110901')?.bytes).toHaveLength(80);
    // A prefix does not fit as it does on other servers.
    expect(await failure(files.rename(`HENTET.${NAME.toUpperCase()}`, 'imported-D260302.L1'))).toEqual([
      'wrong',
      'rename-refused',
    ]);
  });

  it('where nothing is listed the server answers 550: there are no files', async () => {
    expect(await open({ mvs: true, directory: "'CPR0132.EMPTY'" }).list()).toMatchObject({ files: [], rows: 0 });
  });

  it('what was begun is not continued: the server tells no size to know it by', async () => {
    await writeFile(part(), 'the beginning of another file');
    await open({ mvs: true }).fetch(NAME.toUpperCase(), part());
    expect((await readFile(part())).equals(CONTENT)).toBe(true);
  });

  it('shows 5000 rows and no more, which is told', async () => {
    const { files: shelf } = simulator.cprFileServer;
    for (let n = 0; n < 5001; n += 1)
      shelf.place('ud', { name: `MANY.D260302.L${String(n).padStart(6, '0')}`, kind: 'migrated' });
    const listing = await open({ mvs: true, directory: 'ud.many' }).list();
    expect(listing).toMatchObject({ rows: 5000, isCut: true, problems: [] });
    expect(listing.files).toHaveLength(5000);
  });
});

it.each(['explicit', 'implicit'] as const)('%s TLS: files are listed, fetched, renamed and put there', async (mode) => {
  const files = open({ mode });
  expect((await files.list()).files.filter(({ name }) => name === NAME)).toMatchObject([
    { name: NAME, size: CONTENT.length, kept: 'here' },
  ]);
  expect(await files.fetch(NAME, part())).toEqual({ bytes: CONTENT.length });
  expect((await readFile(part())).equals(CONTENT)).toBe(true);
  await files.rename(NAME, `imported-${NAME}.${mode}`);
  await files.upload('ind', `d260303.i11090${mode.length}`, Buffer.from('06013200OP'.padEnd(80)));
  const { files: shelf } = simulator.cprFileServer;
  expect(shelf.find('ud', NAME)).toBeUndefined();
  expect(shelf.find('ud', `imported-${NAME}.${mode}`)).toBeDefined();
  expect(shelf.find('ind', `d260303.i11090${mode.length}`)?.bytes).toHaveLength(80);
  // The listing is asked for where it was before.
  expect((await files.list()).files.map(({ name }) => name)).toContain(`imported-${NAME}.${mode}`);
});

it('as text: its places and its size are not those of the file, and are not asked for', async () => {
  const sizes = count('SIZE');
  expect(await open({ transferType: 'ascii' }).fetch(NAME, part())).toEqual({ bytes: CONTENT.length });
  expect(count('SIZE') - sizes).toBe(0);
});

describe('what goes wrong', () => {
  it('both connections are cut in the middle: a new one fetches the rest', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 200_000 }, times: 1 });
    const [logins, restarts] = [count('PASS'), count('REST')];
    expect(await open().fetch(NAME, part())).toEqual({ bytes: CONTENT.length });
    expect((await readFile(part())).equals(CONTENT)).toBe(true);
    expect([count('PASS') - logins, count('REST') - restarts]).toEqual([2, 1]);
  });

  it('it is cut again and again, and no byte comes: it is given up', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 0 } });
    const tries = count('RETR');
    expect(await failure(open().fetch(NAME, part()))).toEqual(['unavailable', expect.any(String)]);
    expect(count('RETR') - tries).toBe(2);
  });

  it('half of a file as though it were the whole is not taken for it', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'half-file' } });
    expect(await failure(open().fetch(NAME, part()))).toEqual(['unavailable', 'half-file']);
    simulator.cprFileServer.faults.clear();
    await open().fetch(NAME, part());
    expect((await readFile(part())).equals(CONTENT)).toBe(true);
  });

  it('a file that is smaller later is fetched from its beginning', async () => {
    await writeFile(part(), CONTENT);
    simulator.cprFileServer.files.place('ud', { name: NAME, bytes: CONTENT.subarray(0, 500) });
    expect(await open().fetch(NAME, part())).toEqual({ bytes: 500 });
    expect((await readFile(part())).equals(CONTENT.subarray(0, 500))).toBe(true);
  });

  it('a wrong password is shown once', async () => {
    const logins = count('PASS');
    expect(await failure(open({ password: 'wrong' }).list())).toEqual(['refused', 'ftp-530']);
    expect(count('PASS') - logins).toBe(1);
  });

  it.each(['explicit', 'implicit'] as const)(
    '%s: a certificate that nobody vouches for is not told a password',
    async (mode) => {
      const logins = count('USER');
      expect(await failure(open({ mode }, { trusts: false }).list())).toEqual(['unavailable', 'certificate-untrusted']);
      simulator.cprFileServer.faults.add({ fault: { kind: 'expired-certificate' }, times: 1 });
      expect(await failure(open({ mode }).list())).toEqual(['unavailable', 'certificate-expired']);
      expect(count('USER') - logins).toBe(0);
    },
  );

  it('a server without TLS is not told a password', async () => {
    const logins = count('USER');
    simulator.cprFileServer.faults.add({ fault: { kind: 'no-tls' } });
    expect((await failure(open().list()))[0]).toMatch(/wrong|unavailable/);
    expect((await failure(open({ mode: 'implicit' }).list()))[0]).toBe('unavailable');
    expect(count('USER') - logins).toBe(0);
  });

  it.each(['USER', 'EPSV', 'LIST', 'RETR', 'RNTO', 'STOR'])(
    'a server that never answers %s is given up',
    async (command) => {
      simulator.cprFileServer.faults.add({ fault: { kind: 'hang' }, command });
      const files = open({}, { idleMs: 250 });
      const work = async (): Promise<void> => {
        await files.list();
        await files.fetch(NAME, part());
        await files.rename(NAME, `imported-${NAME}`);
        await files.upload('ind', 'd260305.i110901', Buffer.from('x'));
      };
      expect(await failure(work())).toEqual(['unavailable', 'timeout']);
    },
  );

  it('a server that sends its callers away is away', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'away' } });
    expect(await failure(open().list())).toEqual(['unavailable', 'ftp-421']);
  });

  it('who is asked to stop, stops', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'hang' }, command: 'RETR' });
    const stop = new AbortController();
    const asked = count('RETR');
    const fetching = open({}, { signal: stop.signal, idleMs: 600_000 }).fetch(NAME, part());
    fetching.catch(() => undefined);
    await waitFor(async () => count('RETR') > asked || undefined, { what: 'the question for the file' });
    stop.abort(new Error('enough'));
    await expect(fetching).rejects.toThrow('enough');
  });

  it('a file that cannot be renamed says so', async () => {
    simulator.cprFileServer.faults.add({ fault: { kind: 'refuse-rename' } });
    expect(await failure(open().rename(NAME, `imported-${NAME}`))).toEqual(['wrong', 'rename-refused']);
  });
});
