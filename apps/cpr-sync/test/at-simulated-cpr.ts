import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  uniqueName,
  type FreshDatabase,
  type TestClock,
} from '@contact-sync/testing';
import { start, type CprSync } from '../src';
import type { CprSettings } from '../src/settings';
import { OWNERS } from './importing';
import { SimulatedProfiles } from './simulated-profiles';

export interface CprWish {
  /** Also the seed of the simulated world. */
  readonly name: string;
  readonly persons: number;
  /** What simulator and service go by; the system's clock where absent. */
  readonly clock?: TestClock;
  readonly simulator?: Partial<SimulatorOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface OpenedCpr {
  readonly database: FreshDatabase;
  readonly simulator: RunningSimulator;
  readonly folder: string;
  readonly profiles: SimulatedProfiles;
  readonly service: CprSync;
  readonly answering: { stop(): Promise<void> };
}

/** The simulator's CPR by every road, and cpr-sync in this process, as the standalone application runs it. */
export class AtSimulatedCpr {
  /** What `ask` shows. */
  token = SERVICE_TOKEN;
  readonly database: FreshDatabase;
  readonly simulator: RunningSimulator;
  readonly folder: string;
  readonly profiles: SimulatedProfiles;
  readonly service: CprSync;

  protected constructor(private readonly opened: OpenedCpr) {
    this.database = opened.database;
    this.simulator = opened.simulator;
    this.folder = opened.folder;
    this.profiles = opened.profiles;
    this.service = opened.service;
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.opened.answering.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** Asks the service; the answer must be what its description says. */
  ask<Body>(method: string, path: string, body?: object): Promise<ServiceAnswer<Body>> {
    const { url } = this.service;
    return askService<Body>({ url, token: this.token }, { method, path: `/cpr-sync/${path}`, body });
  }

  /** Changes settings as an administrator does. */
  async set(wanted: Partial<CprSettings>): Promise<void> {
    const { status, body } = await this.ask('PATCH', 'settings', wanted);
    if (status !== 200) throw new Error(`the settings were not changed: ${JSON.stringify(body)}`);
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}

/** Starts all of it: a database, the simulator, what auth-profile answers, and the service. */
export async function openSimulatedCpr({ name, persons, clock, simulator: more, env }: CprWish): Promise<OpenedCpr> {
  const [database, simulator, folder] = await Promise.all([
    freshDatabase({ owners: OWNERS }),
    startSimulator({
      seed: name,
      persons,
      companies: 1,
      organisations: 1,
      properties: 1,
      ...(clock !== undefined && { now: () => clock.now() }),
      ...more,
    }),
    mkdtemp(join(tmpdir(), `${name}-`)),
  ]);
  await writeFile(join(folder, 'ca.pem'), simulator.ca);
  const exchange = uniqueName('cpr_sync');
  const profiles = new SimulatedProfiles(simulator);
  const answering = answerCredentials(profiles, {
    road: { transport: 'in-process', exchange },
    callers: new Map(),
    onFault: () => undefined,
  });
  const environment = serviceEnvironment(database, folder, {
    INTEGRATIONS: 'on',
    AMQP_EXCHANGE: exchange,
    ENDPOINT_HOSTS: 'localhost:*',
    REGISTER_CA_FILE: join(folder, 'ca.pem'),
    CPR_CALL_LIMIT: '2',
    CPR_SUBSTITUTE_NUMBERS: 'allow',
    ...env,
  });
  return { database, simulator, folder, profiles, answering, service: await start(environment, clock) };
}
