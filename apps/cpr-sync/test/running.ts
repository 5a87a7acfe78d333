import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService } from '@contact-sync/contract-checks';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  waitFor,
  type FreshDatabase,
  type TestClock,
} from '@contact-sync/testing';
import { start, type CprSync } from '../src';
import type { DeliveryReport } from '../src/deliveries/delivery-report';
import { OWNERS } from './importing';

/** The whole service, as the standalone application runs it. */
export class Running {
  private constructor(
    readonly database: FreshDatabase,
    readonly root: string,
    public service: CprSync,
  ) {}

  static async fresh(env: Readonly<Record<string, string>> = {}, clock?: TestClock): Promise<Running> {
    const database = await freshDatabase({ owners: OWNERS });
    const root = await mkdtemp(join(tmpdir(), 'running-'));
    return new Running(database, root, await start(Running.environment(database, root, env), clock));
  }

  static environment(
    database: FreshDatabase,
    root: string,
    env: Readonly<Record<string, string>> = {},
  ): Record<string, string> {
    return serviceEnvironment(database, root, { INTEGRATIONS: 'on', ...env });
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const { url } = this.service;
    const question = { method, path: `/cpr-sync/${path}`, body };
    const { status, body: answered } = await askService({ url, token: SERVICE_TOKEN }, question);
    return { status, body: answered };
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask('GET', path);
    expect(status).toBe(200);
    return body as T;
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  upload(fields: Readonly<Record<string, string>>, ...files: readonly (readonly [string, Buffer])[]) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.ask('POST', 'deliveries', form);
  }

  /** Uploads a file and waits for the end of its import. */
  async import(file: string, bytes: Buffer, fields: Readonly<Record<string, string>> = {}): Promise<DeliveryReport> {
    const { status, body } = await this.upload({ persons: 'all', ...fields }, [file, bytes]);
    expect(status).toBe(202);
    const [requested] = body as { id: string }[];
    return this.ended(requested?.id ?? '');
  }

  async ended(id: string): Promise<DeliveryReport> {
    return waitFor(
      async () => {
        const report = await this.get<DeliveryReport>(`deliveries/${id}`);
        return report.state === 'waiting' || report.state === 'importing' ? undefined : report;
      },
      { timeout: 50_000, what: 'the end of the import' },
    );
  }
}
