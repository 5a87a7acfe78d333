import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@contact-sync/testing';

const MAIN = join(__dirname, '..', 'dist', 'main.js');

/** A replica in a process of its own, from the built code, to be killed and started again. */
export class ReplicaProcess {
  /** Everything it printed, over all its lives. */
  output = '';
  private child: ChildProcess | undefined;

  constructor(private readonly env: Readonly<Record<string, string>>) {
    if (!existsSync(MAIN)) throw new Error('build first: npm run build');
  }

  /** Returns when it listens. */
  async start(): Promise<void> {
    const from = this.output.length;
    const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...this.env } });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    await waitFor(() => child.exitCode !== null || this.output.slice(from).includes('service listens'), {
      timeout: 60_000,
      what: 'the replica to listen',
    });
    if (child.exitCode !== null) throw new Error(`the replica ended: ${this.output.slice(-2000)}`);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
