import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallFailed, openSockets } from '@contact-sync/outbound';
import { type FileServer, openRemoteFiles, type RemoteFiles } from '../src';
import { sftpDrop, type SftpDrop } from './sftp-server';

const NAME = 'd260302.l110901';
const CONTENT = Buffer.from(Array.from({ length: 20_000 }, (_, line) => `line ${line} æøå\n`).join(''), 'latin1');

let drop: SftpDrop;
let folder: string;
let files: RemoteFiles;
const part = () => join(folder, `${NAME}.part`);

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sftp-'))));
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  drop = await sftpDrop();
  drop.files.set(`ud/${NAME}`, CONTENT);
  await rm(part(), { force: true });
  files = open();
});
afterEach(async () => {
  files.close();
  // Nothing is ever deleted there.
  expect(drop.done).not.toContain('remove');
  await drop.stop();
});

const open = (
  more: Partial<FileServer> = {},
  parts: { hosts?: string; signal?: AbortSignal; idleMs?: number } = {},
): RemoteFiles =>
  openRemoteFiles(
    {
      host: 'localhost',
      port: drop.port,
      mode: 'sftp',
      user: drop.user,
      password: drop.password,
      hostKey: drop.hostKey,
      directory: 'ud',
      mvs: false,
      transferType: 'binary',
      ...more,
    },
    {
      sockets: openSockets({ hosts: parts.hosts ?? 'localhost:*' }),
      idleMs: parts.idleMs ?? 5000,
      ...(parts.signal && { signal: parts.signal }),
    },
  );
const failure = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await work.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  expect(error).toBeInstanceOf(CallFailed);
  const { failure: whose, code, message } = error as CallFailed;
  expect(message).not.toContain(drop.password);
  return [whose, code];
};

it('files are listed, fetched, renamed and put there', async () => {
  drop.files.set('ud/readme', Buffer.from('x'));
  expect(await files.list()).toEqual({
    files: [
      { name: NAME, size: CONTENT.length, kept: 'here', day: '2026-03-02' },
      { name: 'readme', size: 1, kept: 'here', day: '2026-03-02' },
    ],
    problems: [],
    rows: 2,
    isCut: false,
  });
  expect(await files.fetch(NAME, part())).toEqual({ bytes: CONTENT.length });
  expect((await readFile(part())).equals(CONTENT)).toBe(true);
  await files.rename(NAME, `imported-${NAME}`);
  await files.upload('ind', 'd260303.i110901', Buffer.from('06'));
  expect([...drop.files.keys()].sort()).toEqual(['ind/d260303.i110901', `ud/imported-${NAME}`, 'ud/readme']);
  // One sign-in for all of it, and no other way in was tried.
  expect(drop.logins).toEqual([drop.password]);
});

it('a connection that is cut in the middle is opened again, and the rest is fetched', async () => {
  drop.cutAt = 250_000;
  expect(await files.fetch(NAME, part())).toEqual({ bytes: CONTENT.length });
  expect((await readFile(part())).equals(CONTENT)).toBe(true);
  expect(drop.logins).toHaveLength(2);
  expect(drop.done.filter((each) => each === 'read 0')).toHaveLength(1);
});

it('what a crash left is continued; what is longer than the file is not its beginning', async () => {
  await writeFile(part(), CONTENT.subarray(0, 50_000));
  await files.fetch(NAME, part());
  expect(drop.done).not.toContain('read 0');
  expect((await readFile(part())).equals(CONTENT)).toBe(true);
  drop.files.set(`ud/${NAME}`, CONTENT.subarray(0, 1000));
  expect(await files.fetch(NAME, part())).toEqual({ bytes: 1000 });
  expect((await readFile(part())).equals(CONTENT.subarray(0, 1000))).toBe(true);
});

it('a server with another host key is not told the password', async () => {
  const hostKey = `SHA256:${'A'.repeat(43)}`;
  expect(await failure(open({ hostKey }).list())).toEqual(['refused', 'host-key-unknown']);
  expect(drop.logins).toEqual([]);
});

it('a profile without a host key opens nothing', async () => {
  const { hostKey: _, ...without } = { ...server() };
  const sockets = openSockets({ hosts: 'localhost:*' });
  expect(await failure(openRemoteFiles(without, { sockets, idleMs: 300 }).list())).toEqual([
    'wrong',
    'host-key-missing',
  ]);
});

it('a wrong password is shown once', async () => {
  expect(await failure(open({ password: 'wrong' }).list())).toEqual(['refused', 'sftp-login']);
  expect(drop.logins).toEqual(['wrong']);
});

it('a host that is not allowed is not called', async () => {
  expect(await failure(open({}, { hosts: 'example.test' }).list())).toEqual(['wrong', 'host-not-allowed']);
});

it('a server that falls silent is given up', async () => {
  drop.silent = true;
  expect(await failure(open({}, { idleMs: 200 }).fetch(NAME, part()))).toEqual(['unavailable', 'timeout']);
});

it('who is asked to stop, stops', async () => {
  drop.silent = true;
  const stop = new AbortController();
  const fetching = open({}, { signal: stop.signal, idleMs: 600_000 }).fetch(NAME, part());
  setImmediate(() => stop.abort(new Error('enough')));
  await expect(fetching).rejects.toThrow('enough');
});

it('a name that is taken is not overwritten', async () => {
  drop.files.set(`ud/imported-${NAME}`, Buffer.from('before'));
  expect(await failure(files.rename(NAME, `imported-${NAME}`))).toEqual(['wrong', 'rename-refused']);
  expect(await failure(files.fetch('d260303.l110901', part()))).toEqual(['wrong', 'no-such-file']);
});

const server = (): FileServer => ({
  host: 'localhost',
  port: drop.port,
  mode: 'sftp',
  user: drop.user,
  password: drop.password,
  hostKey: drop.hostKey,
  mvs: false,
  transferType: 'binary',
});
