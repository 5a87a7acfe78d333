import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService } from '@contact-sync/contract-checks';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  TestClock,
  waitFor,
  type FreshDatabase,
} from '@contact-sync/testing';
import { start, type SorImport } from '../src';
import type { ImportReport } from '../src/requests/import-report';
import { FileServer } from './file-server';
import { OWNERS } from './importing';

/** Four in the morning in Denmark, an hour before the import of the schedule. */
export const EARLY = '2026-03-10T03:00:00.000Z';
export const DAILY = '/data/SorEntity_daily.csv';
export const FULL = '/data/SorEntity_full.csv';
export const HISTORY = '/data/Sor_complete.zip';

/** The whole service beside a file server, as the standalone application runs it, by a clock of its own. */
export class Running {
  private readonly others: SorImport[] = [];

  private constructor(
    readonly database: FreshDatabase,
    readonly server: FileServer,
    readonly root: string,
    private readonly env: Readonly<Record<string, string>>,
    readonly clock: TestClock,
    readonly service: SorImport,
  ) {}

  static async fresh(env: Readonly<Record<string, string>> = {}): Promise<Running> {
    const [database, server, root] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      FileServer.start(),
      mkdtemp(join(tmpdir(), 'sor-import-')),
    ]);
    await writeFile(join(root, 'ca.pem'), server.authority.certificate);
    const clock = new TestClock(EARLY);
    const all = serviceEnvironment(database, root, {
      INTEGRATIONS: 'on',
      ENDPOINT_HOSTS: `localhost:${server.port}`,
      REGISTER_CA_FILE: join(root, 'ca.pem'),
      ...env,
    });
    const running = new Running(database, server, root, all, clock, await start(all, clock));
    try {
      const addresses = { dailyUrl: server.url(DAILY), fullUrl: server.url(FULL), historyUrl: '' };
      expect(await running.set(addresses)).toMatchObject({ status: 200 });
    } catch (error) {
      await running.end();
      throw error;
    }
    return running;
  }

  /** One more replica. */
  async another(): Promise<SorImport> {
    const other = await start(this.env, this.clock);
    this.others.push(other);
    return other;
  }

  async end(): Promise<void> {
    for (const service of [...this.others, this.service]) await service.stop();
    await this.server.stop();
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const { url } = this.service;
    const question = { method, path: `/sor-import/${path}`, body };
    const { status, body: answered } = await askService({ url, token: SERVICE_TOKEN }, question);
    return { status, body: answered };
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask('GET', path);
    expect(status).toBe(200);
    return body as T;
  }

  set(settings: Readonly<Record<string, unknown>>): Promise<{ status: number; body: unknown }> {
    return this.ask('PATCH', 'settings', settings);
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  /** Names of the units in the register. */
  async names(): Promise<string[]> {
    const rows = await this.rows<{ name: string }>(
      `select name1 as name from contacts.contact where name_type = 'H' order by name_code`,
    );
    return rows.map(({ name }) => name);
  }

  /** A second goes by: imports are told apart by their times. */
  private tick(): void {
    this.clock.set(new Date(this.clock.now().getTime() + 1000));
  }

  upload(fields: Readonly<Record<string, string>>, ...files: readonly (readonly [string, Uint8Array])[]) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    this.tick();
    for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.ask('POST', 'imports/upload', form);
  }

  /** Asks for an import and waits for its end. */
  async import(wish: Readonly<Record<string, unknown>> = {}): Promise<ImportReport> {
    this.tick();
    return this.ended(await this.ask('POST', 'imports', wish));
  }

  /** The report of an import that was asked for, at its end; pauses before it is tried again take no time. */
  async ended({ status, body }: { status: number; body: unknown }): Promise<ImportReport> {
    expect([status, body]).toEqual([202, { id: expect.any(String) }]);
    const { id } = body as { id: string };
    return waitFor(
      async () => {
        this.clock.set(this.clock.now());
        const report = await this.get<ImportReport>(`imports/${id}`);
        return report.state === 'waiting' || report.state === 'running' ? undefined : report;
      },
      { timeout: 20_000, what: 'the end of the import' },
    );
  }
}
