import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '@contact-sync/database';
import { uniqueName } from '@contact-sync/testing';
import { endWith, ordinaryAccount, run, type Run } from './embedded-postgres-runs';

const ordinary = ordinaryAccount();
const accounts: [string, { uid?: number; gid?: number }][] = [['the user that runs the tests', {}]];
if (ordinary) accounts.push(['an ordinary user', ordinary]);

describe.each(accounts)('the database of a run, as %s', (_, account) => {
  // The tests go on with one database, as its user does for years: to make one takes seconds, and the programs are copied.
  const base = mkdtempSync(join(tmpdir(), 'contact-sync-standalone-'));
  const system = join(tmpdir(), uniqueName('contact-sync-system'));
  const data = join(base, 'data');
  const runs: Run[] = [];
  const start = async (inFolder = data): Promise<Run> => {
    const started = await run({ data: inFolder, system }, account);
    runs.push(started);
    return started;
  };
  const makeFolder = (folder: string): void => {
    mkdirSync(folder);
    if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  };

  beforeAll(() => {
    // Nobody but its owner may pass through, as in a home folder.
    chmodSync(base, 0o700);
    if (account.uid !== undefined && account.gid !== undefined) chownSync(base, account.uid, account.gid);
    makeFolder(data);
  });

  afterEach(async () => {
    for (const each of runs.splice(0)) await endWith('SIGTERM', each);
  });

  afterAll(() => {
    for (const folder of [base, system]) rmSync(folder, { recursive: true, force: true });
  });

  const serverOf = ({ said }: Run): string | undefined =>
    readFileSync(join(said.place, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0];

  const query = async <T>(url: string, sql: string): Promise<T[]> => {
    const pool = openPool(url, { max: 1, applicationName: 'test' });
    try {
      return (await pool.query(sql)).rows as T[];
    } finally {
      await pool.end();
    }
  };

  it('keeps what was written for the next start, and ends without a trace', async () => {
    const first = await start();
    expect(first.said).toMatchObject({ isNew: true });
    await query(first.said.urls.migrate, 'create table stopped as select 7 as value');
    await endWith('SIGTERM', first);
    expect(existsSync(join(first.said.place, 'cluster', 'postmaster.pid'))).toBe(false);
    expect(readFileSync(join(data, 'postgres.log'), 'utf8')).toContain('database system is shut down');

    const second = await start();
    expect(second.said).toMatchObject({ isNew: false, place: first.said.place });
    expect(await query(second.said.urls.migrate, 'select value from stopped')).toEqual([{ value: 7 }]);
  });

  it('goes on after its run was killed: the server left behind is stopped and the data is whole', async () => {
    const killed = await start();
    await query(killed.said.urls.migrate, 'create table killed as select 8 as value');
    await endWith('SIGKILL', killed);
    const left = serverOf(killed);

    const next = await start();
    expect(next.said.error).toBeUndefined();
    expect(serverOf(next)).not.toBe(left);
    expect(await query(next.said.urls.migrate, 'select value from killed')).toEqual([{ value: 8 }]);
  });

  it('goes on when the whole machine went down, though the old pid now belongs to somebody else', async () => {
    const first = await start();
    const file = join(first.said.place, 'cluster', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await endWith('SIGTERM', first);
    // Somebody else of the same account; PostgreSQL itself sees through the others.
    const { uid } = statSync(join(first.said.place, 'cluster'));
    const somebody = spawn('sleep', ['600'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid } : {}) });
    try {
      writeFileSync(file, [String(somebody.pid), ...lines.slice(1)].join('\n'));
      expect((await start()).said).toMatchObject({ isNew: false });
      expect(somebody.exitCode).toBeNull();
    } finally {
      somebody.kill();
    }
  });

  it('leaves a run that is alive alone', async () => {
    const alive = await start();
    expect((await start()).said).toMatchObject({ error: 'AlreadyRunning' });
    expect(await query(alive.said.urls.migrate, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('lets services in with a role that cannot make tables, keeps others out, and shows no password', async () => {
    const { said } = await start();
    await expect(query(said.urls.service, 'create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    const guest = new URL(said.urls.service);
    guest.password = 'guess';
    await expect(query(guest.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(said.place, 'passwords.json')).mode & 0o777).toBe(0o600);
    for (const role of ['migrate', 'service'] as const) {
      expect(readFileSync(join(data, 'postgres.log'), 'utf8')).not.toContain(new URL(said.urls[role]).password);
    }
  });

  it('starts anew when it was killed while the cluster was made', async () => {
    const place = realpathSync(join(data, 'postgres'));
    rmSync(join(place, 'cluster'), { recursive: true });
    makeFolder(join(place, 'cluster.unfinished'));

    expect((await start()).said).toMatchObject({ isNew: true, place });
  });

  if (account.uid === undefined && process.getuid?.() === 0) {
    it('as root says where its files are, and sets aside the database of a data folder that was removed', async () => {
      const first = await start();
      expect(first.said.lines).toEqual([expect.stringContaining(first.said.place)]);
      await endWith('SIGTERM', first);
      rmSync(data, { recursive: true });
      makeFolder(data);

      const second = await start();
      expect(second.said).toMatchObject({ isNew: true, place: first.said.place });
      expect(second.said.lines[0]).toContain(`${first.said.place}-earlier-1`);
      expect(existsSync(join(`${first.said.place}-earlier-1`, 'cluster'))).toBe(true);
    });

    it('as root does not take over what another user made', async () => {
      const another = join(base, 'of-another');
      mkdirSync(join(another, 'postgres'), { recursive: true });
      expect((await start(another)).said.message).toContain('start as that user');
    });
  }
});
