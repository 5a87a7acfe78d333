import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freshDatabase, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { Imports } from '../src/imports/imports';
import type { ImportRecord } from '../src/imports/import-record';
import { WorkFolder } from '../src/imports/work-folder';
import { DEFAULTS, OWNERS } from './importing';
import { COLUMNS, rowOf, unit } from './sor-rows';

const MAIN = join(__dirname, '..', 'dist', 'main.js');
const MINUTE = 60_000;
const A_MILLION = 1_000_000;
const GONE = 1000;

/** Rows of the first or second day: on the second every hundredth has another name, and some are gone. */
function* rows(count: number, day: number): Generator<string> {
  yield `\uFEFF${COLUMNS.join(';')}\r\n`;
  for (let n = 0; n < count; n += 1) {
    const isOther = day > 0 && n % 100 === 3;
    if (day > 0 && n % GONE === 7) continue;
    yield `${rowOf(unit(n, isOther ? { EntityName: `Nyt navn ${n}` } : {}))}\r\n`;
  }
}

/** Minutes of work: with FAULTS=1, and where a process tells how much memory it ever had. */
const describeWithFaults = process.env['FAULTS'] === '1' && existsSync('/proc/self/status') ? describe : describe.skip;

describeWithFaults('when an import has a million rows', () => {
  let database: FreshDatabase;
  let root: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    database = await freshDatabase({ owners: OWNERS });
    root = await mkdtemp(join(tmpdir(), 'sor-million-'));
  }, MINUTE);
  afterEach(async () => {
    await stop();
    await database.drop();
    await rm(root, { recursive: true });
  }, MINUTE);

  async function stop(): Promise<void> {
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    child = undefined;
  }

  /** The service in a process of its own, from the built code; what it says comes with ours. */
  function startService(): ChildProcess {
    return spawn(process.execPath, [MAIN], {
      stdio: 'inherit',
      env: {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: database.runUrl,
        TRANSPORT: 'in-process',
        INTEGRATIONS: 'on',
        HTTP_PORT: '0',
        ACCESS: 'local',
        CONTACT_SYNC_DATA: root,
        CONTACT_SYNC_TOKEN: 'a-token-of-the-tests-that-is-long-enough',
        LOG_FILE: join(root, 'log'),
      },
    });
  }

  /** Peak memory of a service that imports two days of so many rows, in megabytes; and the second day's import. */
  async function importTwoDays(count: number): Promise<{ peak: number; second: ImportRecord }> {
    const folder = await WorkFolder.open(join(root, 'sor'));
    const settings = () => ({ ...DEFAULTS });
    const imports = new Imports({ pool: database.pool, settings, now: () => new Date() });
    // What the units that are gone ended by is not asked of anybody.
    await database.pool.query(
      `insert into sor.setting (name, value, changed_at, changed_by) values ('historyUrl', '""', now(), 'test')`,
    );
    child = startService();
    let last: ImportRecord | undefined;
    for (const day of [0, 1]) {
      const id = randomUUID();
      await pipeline(Readable.from(rows(count, day)), createWriteStream(folder.sentOf(id)));
      const source = { kind: 'file', name: `dag${day}.csv` } as const;
      await imports.request({ id, source, options: { day: `2026-03-0${2 + day}` }, requestedBy: 'test' });
      last = await waitFor(
        async () => {
          if (child?.exitCode !== null) throw new Error('the service ended');
          const found = await imports.find(id);
          return found?.finishedAt === undefined ? undefined : found;
        },
        { timeout: 20 * MINUTE, interval: 500, what: 'the end of the import' },
      );
      expect(last).toMatchObject({ state: 'imported' });
    }
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    await stop();
    if (last === undefined) throw new Error('nothing was imported');
    return { peak: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024, second: last };
  }

  it(
    'it takes no more memory than ten thousand, within 32 MB',
    async () => {
      const small = await importTwoDays(10_000);
      await database.drop();
      database = await freshDatabase({ owners: OWNERS });
      const large = await importTwoDays(A_MILLION);
      console.info(
        `peak memory: ${Math.round(small.peak)} MB for 10 000 rows, ${Math.round(large.peak)} MB for a million`,
      );
      expect(large.second.counts).toMatchObject({ created: 0, changed: A_MILLION / 100, closed: A_MILLION / GONE });
      expect(large.peak - small.peak).toBeLessThan(32);
    },
    40 * MINUTE,
  );
});
