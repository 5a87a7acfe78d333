import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@contact-sync/testing';
import { CprSyncClient, TOKEN } from './client';

const APPS = join(__dirname, '..', '..', 'apps');

/** A built service in a process of its own, to be killed and started again with the same data folder. */
export class ServiceProcess {
  readonly client: CprSyncClient;
  /** Everything it wrote to its output and error streams, over all its lives. */
  output = '';
  private child: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {
    this.client = new CprSyncClient(() => `http://127.0.0.1:${env['HTTP_PORT']}`);
  }

  /** Starts it with these settings besides those every test needs; returns when it listens. */
  static async started(
    app: 'auth-profile' | 'contact-desk' | 'cpr-sync' | 'cvr-subscription' | 'cvr-update',
    env: Readonly<Record<string, string>>,
  ): Promise<ServiceProcess> {
    const program = join(APPS, app, 'dist', 'main.js');
    if (!existsSync(program)) throw new Error('build first: npm run build');
    const folder = await mkdtemp(join(tmpdir(), 'contact-sync-e2e-'));
    const service = new ServiceProcess(program, folder, {
      PATH: process.env['PATH'] ?? '',
      HTTP_PORT: String(await freePort()),
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      // A crashed import is begun again soon.
      CPR_IMPORT_LEASE: '2',
      ...env,
    });
    await service.start();
    return service;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.program], { env: this.env });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    await waitFor(async () => child.exitCode !== null || (await this.client.ask('GET', '/liveness')).status === 200, {
      timeout: 60_000,
      what: 'the service to listen',
    });
    if (child.exitCode !== null) throw new Error(`the service ended by itself: ${this.output.slice(-2000)}`);
  }

  /** True while it has not ended by itself. */
  get lives(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.lives) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Ends it and removes its data folder. */
  async end(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
