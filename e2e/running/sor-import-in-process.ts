import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contactsSchema } from '@contact-sync/contact-register';
import { messagingSchema } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import { sorSchema, start } from '@contact-sync/sor-import';
import { freshDatabase, TestClock, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { Client, TOKEN } from './client';

/** What the tests look at in the report of an import. */
export interface SorReport {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'imported' | 'previewed' | 'refused' | 'failed';
  readonly day: string | null;
  readonly rows: number | null;
  readonly encoding: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly columns: { readonly unknown: readonly string[]; readonly missing: readonly string[] } | null;
  readonly closings: {
    readonly kind: string;
    readonly missing: number;
    readonly closed: number;
    readonly code?: string;
    readonly reason?: string;
  } | null;
  readonly refusal: { readonly code: string; readonly text: string } | null;
  readonly problems: readonly { readonly code: string; readonly text: string }[];
}

const FOLDER = '/sor2_produktion/V1_00/data';

/** A sor-import in this process beside the simulator's file server, both by one clock; its schedule is paused. */
export class SorImportInProcess {
  private constructor(
    readonly clock: TestClock,
    readonly simulator: RunningSimulator,
    readonly database: FreshDatabase,
    private readonly client: Client,
    private readonly stop: () => Promise<void>,
  ) {}

  static async started(options: { organisations: number; seed: string; start: string }): Promise<SorImportInProcess> {
    const clock = new TestClock(`${options.start}T03:00:00Z`);
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: [messagingSchema, contactsSchema, sorSchema] }),
      startSimulator({ ...options, companies: 5, now: () => clock.now() }),
      mkdtemp(join(tmpdir(), 'contact-sync-e2e-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const files = simulator.addresses.sorFiles;
    const service = await start(
      {
        DATABASE_URL: database.runUrl,
        TRANSPORT: 'in-process',
        INTEGRATIONS: 'on',
        HTTP_PORT: '0',
        ACCESS: 'local',
        CONTACT_SYNC_DATA: folder,
        CONTACT_SYNC_TOKEN: TOKEN,
        ENDPOINT_HOSTS: new URL(files).host,
        REGISTER_CA_FILE: join(folder, 'ca.pem'),
        LOG_FILE: join(folder, 'log'),
      },
      clock,
    );
    const client = new Client(() => service.url);
    const running = new SorImportInProcess(clock, simulator, database, client, async () => {
      await service.stop();
      await simulator.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    });
    const daily = `${files}${FOLDER}/SorEntity_daily.csv`;
    await running.must(200, 'PATCH', 'settings', {
      dailyUrl: daily,
      fullUrl: daily,
      historyUrl: `${files}${FOLDER}/Sor_complete.zip`,
    });
    await running.must(200, 'POST', 'schedules/import-units/pause');
    return running;
  }

  /** Asks for the import of the file that is there, and waits for its end; pauses before it is tried again take no time. */
  async import(wish: object = {}): Promise<SorReport> {
    const { id } = (await this.must(202, 'POST', 'imports', wish)) as { id: string };
    return waitFor(
      async () => {
        this.clock.set(this.clock.now());
        const report = (await this.must(200, 'GET', `imports/${id}`)) as SorReport;
        return report.state === 'waiting' || report.state === 'running' ? undefined : report;
      },
      { timeout: 30_000, what: 'the end of the import' },
    );
  }

  end(): Promise<void> {
    return this.stop();
  }

  private async must(expected: number, method: string, path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.client.ask(method, `/sor-import/${path}`, body);
    if (status !== expected) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return JSON.parse(text) as unknown;
  }
}
