import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { findPausedLanes } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
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
import type { CprSettings } from '../src/settings';
import { DatafordelerProfiles } from './datafordeler-profiles';
import { OWNERS } from './importing';

export type PersonState = NonNullable<ReturnType<RunningSimulator['persons']['find']>>;

const TASK = 'cpr-sync.persons.synchronise.v1';

/** The simulator's CPR by both roads, and cpr-sync in this process, all by one clock. */
export class Synchronising {
  private constructor(
    readonly clock: TestClock,
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly folder: string,
    readonly service: CprSync,
    private readonly answering: { stop(): Promise<void> },
  ) {}

  static async fresh(at: string): Promise<Synchronising> {
    const clock = new TestClock(at);
    const now = (): Date => clock.now();
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({
        seed: 'synchronising',
        persons: 300,
        companies: 1,
        organisations: 1,
        properties: 1,
        now,
        // The clock goes by days, and credentials are not renewed twice in five seconds.
        services: { tokenSeconds: 30 * 86_400 },
      }),
      mkdtemp(join(tmpdir(), 'synchronising-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cpr_sync');
    const answering = answerCredentials(new DatafordelerProfiles(simulator), {
      road: { transport: 'in-process', exchange },
      callers: new Map(),
      onFault: () => undefined,
    });
    const env = serviceEnvironment(database, folder, {
      INTEGRATIONS: 'on',
      AMQP_EXCHANGE: exchange,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CPR_CALL_LIMIT: '5',
      CPR_SUBSTITUTE_NUMBERS: 'allow',
    });
    const running = new Synchronising(clock, database, simulator, folder, await start(env, clock), answering);
    await running.set({ graphqlHost: simulator.addresses.graphql, restHost: simulator.addresses.restCertificate });
    return running;
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.answering.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** Asks the service; the answer must be what its description says. */
  ask<Body>(method: string, path: string, body?: object): Promise<ServiceAnswer<Body>> {
    return askService<Body>(
      { url: this.service.url, token: SERVICE_TOKEN },
      { method, path: `/cpr-sync/${path}`, body },
    );
  }

  async set(wanted: Partial<CprSettings>): Promise<void> {
    const { status, body } = await this.ask('PATCH', 'settings', wanted);
    if (status !== 200) throw new Error(`the settings were not changed: ${JSON.stringify(body)}`);
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  /** Every person of the simulator. */
  persons(): PersonState[] {
    return [...this.simulator.persons.numbers()].flatMap((number) => this.simulator.persons.find(number) ?? []);
  }

  /** The run that is due at a time, at its end. */
  runAt(slot: string): Promise<RunRecord> {
    this.clock.set(slot);
    return waitFor(
      async () => {
        const { body } = await this.ask<{ schedules: ShownSchedule[] }>('GET', 'schedules');
        const run = body.schedules.find(({ name }) => name === 'synchronise-persons')?.lastRun;
        if (run?.dueAt === slot && run.state !== 'running') return run;
        throw new Error(`the last run is ${JSON.stringify(run)}`);
      },
      { what: `the run of ${slot}`, timeout: 20_000 },
    );
  }

  /** Waits until every batch has been dealt with. */
  async synchronised(): Promise<void> {
    await waitFor(
      async () => {
        const left = (await this.tasks()).filter(({ state }) => ['open', 'claimed', 'waiting'].includes(state));
        const lanes = (await findPausedLanes(this.database.pool)).map(({ lane, errorCode }) => `${lane}: ${errorCode}`);
        if (left.length > 0) throw new Error(`left are ${JSON.stringify(left)}, paused ${lanes.join()}`);
        return true;
      },
      { what: 'the batches to be read', timeout: 20_000 },
    );
  }

  /** Has a paused lane probed now. */
  async probe(): Promise<void> {
    await this.rows(`update service_queue.register_lane set next_probe = clock_timestamp()`);
  }

  tasks(): Promise<
    { subject: string; state: string; data: { contactIds: string[] }; lane: string | null; code: string | null }[]
  > {
    return this.rows(
      `select subject, state, data, lane, error_code as code from service_queue.message where type = $1 order by position`,
      [TASK],
    );
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}
