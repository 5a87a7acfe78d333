import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import {
  answerCredentials,
  type Credential,
  type CredentialHandler,
  type ProfileSummary,
} from '@contact-sync/credentials';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import type { RunRecord, ShownSchedule } from '@contact-sync/service';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  TestClock,
  uniqueName,
  waitFor,
  type FreshDatabase,
} from '@contact-sync/testing';
import { start, type CprSync } from '../src';
import type { RemoteFileAnswer, RemoteFilesPage } from '../src/transfer/transfer-api';
import { OWNERS } from './importing';

export const FILES = 'files';

/** What auth-profile answers of the simulator's file server, until the password is said to be another. */
class FileServerProfile implements CredentialHandler {
  wrongPassword: string | undefined;

  constructor(private readonly simulator: RunningSimulator) {}

  find(name: string): Promise<ProfileSummary | undefined> {
    const { user: _, password: _2, ...facts } = this.simulator.profiles['cpr-file-server'];
    return Promise.resolve(
      name === FILES ? { id: '1', name, kind: 'cpr-file-server', configurationTypes: ['CPR'], facts } : undefined,
    );
  }

  credential(profile: ProfileSummary): Promise<Credential> {
    const { user, password } = this.simulator.profiles['cpr-file-server'];
    return Promise.resolve({ kind: 'password', profile, user, password: this.wrongPassword ?? password });
  }

  use(): Promise<void> {
    return Promise.resolve();
  }
}

/** The simulator's CPR office with its file server, and cpr-sync in this process; both go by one clock. */
export class Fetching {
  private constructor(
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly clock: TestClock,
    readonly folder: string,
    readonly profile: FileServerProfile,
    readonly service: CprSync,
    private readonly answering: { stop(): Promise<void> },
  ) {}

  static async fresh(at: string): Promise<Fetching> {
    const clock = new TestClock(at);
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({
        seed: 'fetching',
        persons: 60,
        companies: 1,
        organisations: 1,
        properties: 1,
        start: at.slice(0, 10),
        now: () => clock.now(),
      }),
      mkdtemp(join(tmpdir(), 'fetching-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cpr_sync');
    const profile = new FileServerProfile(simulator);
    const road = { transport: 'in-process' as const, exchange };
    const answering = answerCredentials(profile, { road, callers: new Map(), onFault: () => undefined });
    const env = serviceEnvironment(database, folder, {
      INTEGRATIONS: 'on',
      AMQP_EXCHANGE: exchange,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CPR_CALL_LIMIT: '2',
      CPR_SUBSTITUTE_NUMBERS: 'allow',
    });
    const service = await start(env, clock);
    return new Fetching(database, simulator, clock, folder, profile, service, answering);
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.answering.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  ask<Body>(method: string, path: string, body?: object): Promise<ServiceAnswer<Body>> {
    const { url } = this.service;
    return askService<Body>({ url, token: SERVICE_TOKEN }, { method, path: `/cpr-sync/${path}`, body });
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  /** Fetches, and waits for the end of the run. */
  async fetch(names?: readonly string[]): Promise<RunRecord> {
    const { status, body } = await this.ask<{ runId: string }>('POST', 'remote-files/fetch', names ? { names } : {});
    expect(status).toBe(202);
    return this.runEnded(body.runId);
  }

  runEnded(id: string): Promise<RunRecord> {
    return waitFor(
      async () => {
        const { body } = await this.ask<RunRecord>('GET', `runs/${id}`);
        return body.state === 'running' ? undefined : body;
      },
      { what: 'the end of the transfer', timeout: 20_000 },
    );
  }

  /** The run of a night, at its end. */
  nightOf(due: string): Promise<RunRecord> {
    this.clock.set(due);
    return waitFor(
      async () => {
        const { body } = await this.ask<{ schedules: ShownSchedule[] }>('GET', 'schedules');
        const run = body.schedules.find(({ name }) => name === 'import-deliveries')?.lastRun;
        return run?.dueAt === due && run.state !== 'running' ? run : undefined;
      },
      { what: `the night of ${due}`, timeout: 20_000 },
    );
  }

  /** Puts a file into the interim directory, as somebody who has it otherwise. */
  put(name: string, bytes: Buffer): Promise<void> {
    return writeFile(join(this.folder, 'cpr', 'interim', name), bytes);
  }

  /** How *Remote files* shows a file; undefined where it does not. */
  async remote(name: string): Promise<RemoteFileAnswer | undefined> {
    const { status, body } = await this.ask<RemoteFilesPage>('GET', 'remote-files');
    expect(status).toBe(200);
    return body.files.find((file) => file.name === name);
  }

  /** Names in the interim directory that hold a text. */
  async local(text: string): Promise<string[]> {
    const names = await readdir(join(this.folder, 'cpr', 'interim'));
    return names.filter((name) => name.includes(text)).sort();
  }

  bytes(name: string): Promise<Buffer> {
    return readFile(join(this.folder, 'cpr', 'interim', name));
  }

  /** Waits until nothing is imported any more. */
  async imported(): Promise<void> {
    await waitFor(
      async () => {
        const left = await this.rows(`select from cpr.delivery where state in ('waiting', 'importing')`);
        return left.length === 0;
      },
      { what: 'the imports to end', timeout: 20_000 },
    );
  }

  /** How often a command came to the file server. */
  count(command: string): number {
    return this.simulator.cprFileServer.count(command);
  }
}
