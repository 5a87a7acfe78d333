import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, clusterIn } from './initialise';
import type { Place } from './place';
import { leftRunning, stopServer } from './postmaster-file';
import { type DatabaseUrls, prepareDatabase } from './roles';

export interface RunningPostgres {
  readonly urls: DatabaseUrls;
  /** The database was made just now. */
  readonly isNew: boolean;
  /** Resolves when the server has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends the server and leaves the cluster clean. */
  stop(): Promise<void>;
}

/** Another run of the standalone application uses this data folder. */
export class AlreadyRunning extends Error {
  constructor() {
    super('contact-sync already runs on this data folder; stop it first, or give another with CONTACT_SYNC_DATA');
    this.name = 'AlreadyRunning';
  }
}

const HOST = '127.0.0.1';
// Recovery after a kill reads the log again, which may take its time.
const START_LIMIT_MS = 120_000;
// Held by the run that uses the cluster; the server frees it when that run dies, however it dies.
const RUN_LOCK = 4_711_202_604;

/**
 * Starts PostgreSQL on a loopback port of its own, on the cluster at the place given, which is made if absent. A server
 * that a killed run left behind is stopped first. Throws `AlreadyRunning` when the run that uses it is alive.
 */
export async function startPostgres(place: Place, logFile: string): Promise<RunningPostgres> {
  const cluster = await clusterIn(place);
  await stopLeftServer(cluster);
  const port = await freePort();
  const server = launch(place, cluster.folder, port, logFile);
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  try {
    const lock = await connect(urlOf(cluster, port), () => server.exitCode !== null || server.signalCode !== null);
    if (!(await takeLock(lock))) throw new AlreadyRunning();
    const urls = await prepareDatabase(urlOf(cluster, port), cluster.passwords);
    return {
      urls,
      isNew: cluster.isNew,
      ended,
      stop: async () => {
        await lock.end();
        await end(server, cluster.folder, ended);
      },
    };
  } catch (error) {
    await end(server, cluster.folder, ended);
    if (error instanceof AlreadyRunning) throw error;
    throw new Error(`PostgreSQL did not start; it says why in ${logFile}`, { cause: error });
  }
}

function launch({ binaries, account, folder }: Place, cluster: string, port: number, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    // No socket file: its path would be too long in a deep folder, and nobody needs it.
    const settings = [`listen_addresses=${HOST}`, 'unix_socket_directories=', 'max_connections=60'];
    return spawn(
      binaries.postgres,
      ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      // Detached: Ctrl-C in the terminal is for us, who end the services before the server.
      { ...account, cwd: folder, env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', log, log], detached: true },
    );
  } finally {
    closeSync(log);
  }
}

async function end(server: ChildProcess, cluster: string, ended: Promise<void>): Promise<void> {
  if (server.pid !== undefined && server.exitCode === null && server.signalCode === null) {
    await stopServer(server.pid, cluster);
  }
  await ended;
}

async function stopLeftServer(cluster: Cluster): Promise<void> {
  const left = leftRunning(cluster.folder);
  if (left === undefined) return;
  const client = await connect(urlOf(cluster, left.port), () => leftRunning(cluster.folder) === undefined);
  try {
    if (!(await takeLock(client))) throw new AlreadyRunning();
  } finally {
    await client.end();
  }
  await stopServer(left.pid, cluster.folder);
}

async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [RUN_LOCK]);
  return rows[0]?.taken === true;
}

/** Connects as soon as the server lets us in. Throws when it has ended or time is up. */
async function connect(url: string, hasEnded: () => boolean): Promise<Client> {
  const limit = performance.now() + START_LIMIT_MS;
  for (;;) {
    const client = new Client({ connectionString: url, application_name: 'contact-sync standalone' });
    // The server's own end, which whoever waits for it learns otherwise.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (hasEnded() || performance.now() > limit) throw error;
      await sleep(50);
    }
  }
}

const urlOf = ({ passwords }: Cluster, port: number): string =>
  `postgres://postgres:${passwords.postgres}@${HOST}:${port}/postgres`;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
