import { inTransaction, isConnectionLost, openPool, type Tx } from '@contact-sync/database';
import { enqueueEvents, enqueueTasks } from '@contact-sync/messaging';
import { hasRabbitMqPrograms, postgresPrograms, waitFor } from '@contact-sync/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { aTask, anEvent } from './service-queue';

/** Subjects of a fault run; the large runs are `npm run test:faults`. */
export const SUBJECTS = process.env['FAULTS'] ? 20_000 : 2_000;
export const FAULT_TIMEOUT_MS = process.env['FAULTS'] ? 600_000 : 120_000;

const PER_TRANSACTION = 20;

/** As `describe`, where PostgreSQL and RabbitMQ are installed, so that instances can be killed. With CI=true they must be. */
export const describeFaults = (name: string, tests: () => void): void => {
  const possible = postgresPrograms() !== undefined && hasRabbitMqPrograms();
  if (!possible && process.env['CI'] === 'true')
    throw new Error('fault tests need the programs of PostgreSQL and RabbitMQ');
  (possible ? describe : describe.skip)(name, tests);
};

/** Tables in which a run shows what happened: what was committed, and how often it was acted on or heard of. */
export async function createEvidence(url: string): Promise<void> {
  const pool = openPool(url, { max: 1, applicationName: 'evidence' });
  await pool.query(`
    create table public.committed (subject text primary key);
    create table public.effect (subject text not null);
    create table public.heard (subject text not null);
    grant all on public.committed, public.effect, public.heard to public`);
  await pool.end();
}

/**
 * Changes subjects, some in each transaction, each with a task and an event; every fifth transaction is rolled back.
 * A transaction that meets a lost database is done again. `paced` spreads the work over about so many milliseconds.
 */
export async function changeSubjects(pool: Pool, { paced = 3_000 }: { paced?: number } = {}): Promise<void> {
  const transactions = SUBJECTS / PER_TRANSACTION;
  for (let n = 0; n < transactions; n += 1) {
    const subjects = Array.from({ length: PER_TRANSACTION }, (_, i) => `s${n * PER_TRANSACTION + i}`);
    await changeUntilDone(pool, subjects, n % 5 === 4);
    await sleep(paced / transactions);
  }
}

async function changeUntilDone(pool: Pool, subjects: readonly string[], rollBack: boolean): Promise<void> {
  for (;;) {
    try {
      await inTransaction(pool, (tx) => change(tx, subjects, rollBack));
      return;
    } catch (error) {
      if (error instanceof RolledBack) return;
      if (!isConnectionLost(error)) throw error;
      await sleep(200);
    }
  }
}

class RolledBack extends Error {}

async function change(tx: Tx, subjects: readonly string[], rollBack: boolean): Promise<void> {
  const { rowCount } = await tx.query('insert into public.committed select unnest($1::text[]) on conflict do nothing', [
    subjects,
  ]);
  // The commit before was not lost after all.
  if (rowCount === 0) return;
  await enqueueTasks(
    tx,
    subjects.map((subject) => aTask(subject)),
  );
  await enqueueEvents(
    tx,
    subjects.map((subject) => anEvent(subject)),
  );
  if (rollBack) throw new RolledBack();
}

/** Waits until nothing is left to do, and tells what the run came to. */
export async function outcome(pool: Pool): Promise<Record<string, unknown>> {
  try {
    await waitFor(async () => (await unfinished(pool)) === 0, { timeout: FAULT_TIMEOUT_MS - 30_000, interval: 200 });
    await waitFor(async () => (await neverHeard(pool)) === 0, { interval: 200 });
  } catch (cause) {
    throw new Error(`not everything was done: ${JSON.stringify(await leftovers(pool))}`, { cause });
  }
  const { rows } = await pool.query(`
    select (select count(*) from public.committed) as committed,
           (select count(*) from public.effect) as effects,
           (select count(distinct subject) from public.effect) as subjects,
           (select count(distinct subject) from public.heard) as heard,
           (select count(*) from (select subject from public.effect union select subject from public.heard
                                  except select subject from public.committed) g) as ghosts,
           (select json_object_agg(state, n) from (select state, count(*) as n from service_queue.message group by state) s) as states`);
  return rows[0] as Record<string, unknown>;
}

/** What every run must come to: each task settled once, each event heard, nothing of what was rolled back. */
export function exactlyOnce(): Record<string, unknown> {
  const committed = (SUBJECTS * 4) / 5;
  return {
    committed,
    effects: committed,
    subjects: committed,
    heard: committed,
    ghosts: 0,
    states: { done: committed * 2 },
  };
}

async function unfinished(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*) as n from service_queue.message where state <> 'done'`,
  );
  return rows[0]?.n ?? -1;
}

async function neverHeard(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*) as n from public.committed c where not exists (select from public.heard h where h.subject = c.subject)',
  );
  return rows[0]?.n ?? -1;
}

/** Tasks settled so far. */
export async function settled(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*) as n from public.effect');
  return rows[0]?.n ?? 0;
}

/** A service in a process of its own, running the built code, so that it can be killed. */
export async function startService(env: Record<string, string>): Promise<ChildProcess> {
  if (!existsSync(join(__dirname, '../dist/index.js')))
    throw new Error('build first: npx nx build @contact-sync/messaging');
  const child = fork(join(__dirname, 'service-process.js'), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  return child;
}

async function leftovers(pool: Pool): Promise<unknown> {
  const { rows } = await pool.query(
    `select kind, state, count(*) as n, min(due_at) - now() as first_due, max(due_at) - now() as last_due,
            max(publications) as publications, max(attempts) as attempts, max(error_code) as error
     from service_queue.message group by kind, state`,
  );
  return rows;
}
