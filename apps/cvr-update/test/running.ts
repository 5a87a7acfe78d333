import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { createByHand } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import { cvrSettings, type CvrSettings } from '@contact-sync/registers-cvr';
import { createLogger, Settings } from '@contact-sync/service';
import { freshDatabase, type FreshDatabase, SERVICE_TOKEN, tasksDone, uniqueName } from '@contact-sync/testing';
import type { Pool } from 'pg';
import { start, type CvrUpdate } from '../src';
import { Profiles } from './profiles';
import { CVR_REGISTER_SCHEMA, OWNERS } from './task-desk';

/** What a service is told besides its database and its broker, so that it calls the simulator. */
export function environment(folder: string): Record<string, string> {
  return {
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: folder,
    CONTACT_SYNC_TOKEN: SERVICE_TOKEN,
    ENDPOINT_HOSTS: 'localhost:*',
    REGISTER_CA_FILE: join(folder, 'ca.pem'),
  };
}

/** Sets settings of CVR as an administrator would. */
export async function changeSettings(pool: Pool, wanted: Partial<CvrSettings>): Promise<void> {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const now = (): Date => new Date();
  await new Settings({ pool, schema: CVR_REGISTER_SCHEMA, definitions: cvrSettings, now, logger }).change(
    wanted,
    'test',
  );
}

/** Types contacts with nothing but their numbers; returns their ids by number. */
export async function contactsOf(pool: Pool, numbers: readonly string[]): Promise<Map<string, string>> {
  const hand = { by: 'test', now: new Date(), seesProtected: false };
  return inTransaction(pool, async (tx) => {
    const ids = new Map<string, string>();
    for (const nameCode of numbers) {
      const made = await createByHand(tx, { nameType: nameCode.length === 8 ? 'J' : 'V', nameCode }, {}, hand);
      if (!('contactId' in made)) throw new Error(`${nameCode} was not made: ${made.outcome}`);
      ids.set(nameCode, made.contactId);
    }
    return ids;
  });
}

/** The simulator, and cvr-update in this process as the standalone application runs it. */
export class Running {
  private constructor(
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly folder: string,
    readonly service: CvrUpdate,
    private readonly answering: { stop(): Promise<void> },
  ) {}

  static async fresh({
    companies = 20,
    settings = {},
    env = {},
  }: {
    readonly companies?: number;
    readonly settings?: Partial<CvrSettings>;
    readonly env?: Readonly<Record<string, string>>;
  } = {}): Promise<Running> {
    const database = await freshDatabase({ owners: OWNERS });
    const simulator = await startSimulator({ seed: 'cvr-update', companies });
    const folder = await mkdtemp(join(tmpdir(), 'cvr-update-'));
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cvr_update');
    const road = { transport: 'in-process' as const, exchange };
    const profiles = new Profiles(simulator.profiles, simulator.ca);
    const answering = answerCredentials(profiles, { road, callers: new Map(), onFault: () => undefined });
    await changeSettings(database.pool, {
      cvrIntegration: true,
      cvrUpdate: true,
      authProfile: 'graphql-client-secret',
      graphqlHost: simulator.addresses.graphql,
      ...settings,
    });
    const service = await start({
      ...environment(folder),
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'in-process',
      AMQP_EXCHANGE: exchange,
      LOG_FILE: join(folder, 'log'),
      ...env,
    });
    return new Running(database, simulator, folder, service, answering);
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.answering.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  set(wanted: Partial<CvrSettings>): Promise<void> {
    return changeSettings(this.database.pool, wanted);
  }

  /** Asks the service; the answer must be what its description says. */
  ask<Body>(method: string, path: string, body?: object): Promise<ServiceAnswer<Body>> {
    const { url } = this.service;
    return askService<Body>({ url, token: SERVICE_TOKEN }, { method, path: `/cvr-update/${path}`, body });
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  contacts(numbers: readonly string[]): Promise<Map<string, string>> {
    return contactsOf(this.database.pool, numbers);
  }

  /** Asks for updates of contacts as cvr-subscription does. */
  async wantUpdates(contactIds: Iterable<string>): Promise<void> {
    await inTransaction(this.database.pool, (tx) =>
      enqueueTasks(
        tx,
        [...contactIds].map((contactId) => ({
          type: 'cvr-update.company.update.v1' as const,
          subject: contactId,
          data: { contactId, activeTasksToken: '1' },
        })),
      ),
    );
  }

  /** Waits until no task waits to be done, but those planned for a later day. */
  settled(): Promise<void> {
    return tasksDone(this.database.pool, 30_000);
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}
