// What every row of the benchmark uses: time, medians, temporary folders and databases, the plain database client.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export const DATABASE_URL = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
export const AMQP_URL = process.env.AMQP_URL ?? 'amqp://guest:guest@127.0.0.1:5672';

/** Seconds that `work` takes, with what it returned. */
export async function timed(work) {
  const started = process.hrtime.bigint();
  const result = await work();
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, result };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs ours and the peer's turn about, so that both meet the same weather; returns the medians of what they give. */
export async function sideBySide(times, ours, peer) {
  const all = { ours: [], peer: [] };
  for (let turn = 0; turn < times; turn += 1) {
    all.peer.push(await peer());
    all.ours.push(await ours());
  }
  return { ours: median(all.ours), peer: median(all.peer) };
}

/** A folder that is gone when the benchmark ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'contact-sync-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database of its own; `drop` removes it. */
export async function temporaryDatabase() {
  const name = `bench_${process.pid}_${Math.floor(performance.now() * 1000)}`;
  const admin = new pg.Client({ connectionString: DATABASE_URL });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(DATABASE_URL);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      const client = new pg.Client({ connectionString: DATABASE_URL });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

/** Runs psql on one command; its time is that of the database's own client. */
export function psql(url, command) {
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url, '-c', command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Starts a script of this folder as its own process and waits for its first line of JSON. */
export async function startProcess(script, args, env) {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  const lines = [];
  const waiting = [];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (!line.startsWith('{')) continue;
      const next = waiting.shift();
      if (next) next(JSON.parse(line));
      else lines.push(JSON.parse(line));
    }
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const read = () =>
    lines.length > 0
      ? Promise.resolve(lines.shift())
      : Promise.race([
          new Promise((resolve) => waiting.push(resolve)),
          exited.then((code) => Promise.reject(new Error(`${script} ended with ${code}`))),
        ]);
  return { child, read, exited, first: await read() };
}
