import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FreshDatabase, waitFor } from '@contact-sync/testing';
import { endedRuns, runsOf, SCHEMA, scheduleDatabase } from './scheduling';

const SCRIPT = join(__dirname, 'scheduled-process.js');
const BUILT = join(__dirname, '..', 'dist', 'index.js');

/** A replica in a process of its own, from the built code. */
class ReplicaProcess {
  output = '';
  private readonly child: ChildProcess;

  constructor(url: string, env: Readonly<Record<string, string>>) {
    if (!existsSync(BUILT)) throw new Error('build first: npm run build');
    this.child = spawn(process.execPath, [SCRIPT], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, SCHEMA, SPEED: '30', ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  async says(word: string): Promise<void> {
    await waitFor(() => {
      if (this.output.includes(word)) return true;
      throw new Error(`it said: ${this.output}`);
    });
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

describe('when a scheduled run is killed', () => {
  let database: FreshDatabase;
  const processes: ReplicaProcess[] = [];
  beforeAll(async () => void (database = await scheduleDatabase()));
  afterAll(async () => {
    for (const each of processes) await each.kill();
    await database.drop();
  });

  const replica = (env: Readonly<Record<string, string>>): ReplicaProcess => {
    const made = new ReplicaProcess(database.runUrl, env);
    processes.push(made);
    return made;
  };

  it('another replica runs its slot again once the lease has ended, and only once', async () => {
    const killed = replica({ REPLICA: 'a', START: '2026-01-11T01:29:50Z', HOLDS: '1' });
    await killed.says('begun');
    const others = ['b', 'c'].map((REPLICA) => replica({ REPLICA, START: '2026-01-11T01:31:00Z' }));
    for (const other of others) await other.says('looks');
    expect((await runsOf(database)).map(({ state }) => state)).toEqual(['running']);
    await killed.kill();
    expect(await endedRuns(database, 2)).toEqual([
      '2026-01-11T01:30:00.000Z interrupted',
      '2026-01-11T01:30:00.000Z finished',
    ]);
    expect(others.filter(({ output }) => output.includes('begun'))).toHaveLength(1);
  });
});
