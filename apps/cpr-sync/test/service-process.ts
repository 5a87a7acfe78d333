import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', 'dist', 'main.js');
const started = new Set<ServiceProcess>();

/** The service in a process of its own, from the built code, as an operator runs it. */
export class ServiceProcess {
  /** Everything it printed. */
  output = '';
  private readonly child: ChildProcess;

  constructor(env: Readonly<Record<string, string>>) {
    if (!existsSync(MAIN)) throw new Error('build first: npm run build');
    this.child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    started.add(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Throws what it said when it has ended by itself. */
  mustRun(): void {
    if (this.child.exitCode !== null) throw new Error(`the service ended: ${this.output}`);
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    started.delete(this);
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

/** For `afterAll`: no process outlives its test. */
export async function killAll(): Promise<void> {
  for (const one of started) await one.kill('SIGKILL');
}
