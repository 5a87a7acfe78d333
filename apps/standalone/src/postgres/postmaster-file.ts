import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a server writes into its cluster for as long as it runs. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const STOP_LIMIT_MS = 30_000;

/**
 * The server that an earlier run left behind, if it still runs. A file that a killed server left is removed: its pid may
 * belong to any other process by now, for which PostgreSQL would refuse to start.
 */
export function leftRunning(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (serves(found.pid, cluster)) return found;
  rmSync(file, { force: true });
  return undefined;
}

/** Ends a server: who is connected is cut off, and what is committed stays. Only a process that serves this cluster is touched. */
export async function stopServer(pid: number, cluster: string): Promise<void> {
  if (!serves(pid, cluster)) return;
  process.kill(pid, 'SIGINT');
  const end = performance.now() + STOP_LIMIT_MS;
  while (serves(pid, cluster)) {
    if (performance.now() > end)
      throw new Error(`PostgreSQL (process ${pid}) does not stop; its files are in ${cluster}`);
    await sleep(25);
  }
}

/** Whether the process is a server of this cluster, by its command line: pids are given anew. */
function serves(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const words = commandLine(pid);
  return words.includes('postgres') && words.includes(cluster);
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return ''; // no such process
  }
}
