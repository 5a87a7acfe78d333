import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePorts, killHard, run } from './own-process';
import { waitFor } from './wait-for';

/** A PostgreSQL of one's own, to be killed and started again. */
export interface PrivatePostgres {
  readonly url: string;
  /** SIGKILL of the whole instance, as a power failure; returns when nothing of it answers. */
  kill(): Promise<void>;
  /** Starts it again on the same data and waits until it answers. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder with PostgreSQL's programs, newest version first; undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

/** A fresh PostgreSQL with its own port and data folder. fsync stays on: what it confirmed must survive a kill. */
export async function privatePostgres(): Promise<PrivatePostgres> {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error(`no PostgreSQL programs under ${DEBIAN}`);
  const folder = await mkdtemp(join(tmpdir(), 'contact-sync-pg-'));
  const data = join(folder, 'data');
  const [port = 0] = await freePorts(1);
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  const execute = (program: string, ...args: string[]): Promise<string> =>
    asRoot
      ? run('runuser', ['-u', 'postgres', '--', join(programs, program), ...args])
      : run(join(programs, program), args);
  if (asRoot) await run('chown', ['postgres', folder]);
  await chmod(folder, 0o755);
  await execute('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const start = async (): Promise<void> => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c shared_buffers=32MB`;
    await execute('pg_ctl', '-D', data, '-w', '-t', '60', '-l', join(folder, 'log'), '-o', options, 'start');
    await waitFor(() => answers(url), { what: 'PostgreSQL to answer' });
  };
  const kill = async (): Promise<void> => {
    const pids = await processesOf(data);
    for (const pid of pids) killHard(pid);
    // It does not start again while any of them has the shared memory.
    await waitFor(() => pids.every((pid) => !existsSync(`/proc/${pid}`)), { what: 'PostgreSQL to be gone' });
    await rm(join(data, 'postmaster.pid'), { force: true });
  };
  await start();
  return {
    url,
    kill,
    start,
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The postmaster, stopped so that it starts no more, and its children. */
async function processesOf(data: string): Promise<number[]> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = Number(text.split('\n')[0]);
  if (!Number.isInteger(postmaster) || postmaster <= 0 || !existsSync(`/proc/${postmaster}`)) return [];
  process.kill(postmaster, 'SIGSTOP');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(pids.map(parentOf));
  return [postmaster, ...pids.filter((_, index) => parents[index] === postmaster)];
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the program's name in brackets: state, parent.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
