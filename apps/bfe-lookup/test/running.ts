import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { createByHand } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  type FreshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  tasksDone,
  uniqueName,
  waitFor,
} from '@contact-sync/testing';
import { start, type BfeLookup } from '../src';
import type { BfeSettings } from '../src/settings/bfe-settings';
import { OWNERS } from './property-desk';
import { SimulatedProfiles } from './simulated-profiles';

/** The simulator, and bfe-lookup in this process as the standalone application runs it. */
export class Running {
  /** What `ask` shows. */
  token = SERVICE_TOKEN;

  private constructor(
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly profiles: SimulatedProfiles,
    readonly folder: string,
    readonly service: BfeLookup,
    private readonly answering: { stop(): Promise<void> },
  ) {}

  static async fresh(more: Readonly<Record<string, string>> = {}, properties = 120): Promise<Running> {
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({ seed: 'bfe-lookup', companies: 3, organisations: 1, properties }),
      mkdtemp(join(tmpdir(), 'bfe-lookup-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('bfe_lookup');
    const profiles = new SimulatedProfiles(simulator);
    const road = { transport: 'in-process' as const, exchange };
    const answering = answerCredentials(profiles, { road, callers: new Map(), onFault: () => undefined });
    const env = serviceEnvironment(database, folder, {
      AMQP_EXCHANGE: exchange,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      BFE_CALL_LIMIT: '2',
      ...more,
    });
    const service = await start(env);
    return new Running(database, simulator, profiles, folder, service, answering);
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
    const { url } = this.service;
    return askService<Body>({ url, token: this.token }, { method, path: `/bfe-lookup/${path}`, body });
  }

  /** Changes settings as an administrator does. */
  set(
    wanted: Partial<BfeSettings>,
  ): Promise<{ status: number; body: { code?: string; errors?: { field: string }[] } }> {
    return this.ask('PATCH', 'settings', wanted);
  }

  /** The door to the simulator's Datafordeler. */
  async open(more: Partial<BfeSettings> = {}): Promise<void> {
    const { graphql: graphqlHost, restCertificate: restHost } = this.simulator.addresses;
    const { status, body } = await this.set({ authProfile: 'graphql-client-secret', graphqlHost, restHost, ...more });
    if (status !== 200) throw new Error(`the settings were not changed: ${JSON.stringify(body)}`);
  }

  /** Runs a scheduled job now and waits for its end. */
  async run(job: string): Promise<{ state: string; counts: Record<string, number>; problems: { code: string }[] }> {
    const begun = await waitFor(async () => {
      // The job may be under way by itself.
      const answer = await this.ask<{ runId: string }>('POST', `schedules/${job}/run`);
      return answer.status === 202 ? answer.body : undefined;
    });
    return waitFor(
      async () => {
        type Record_ = { state: string; counts: Record<string, number>; problems: { code: string }[] };
        const { body } = await this.ask<Record_>('GET', `runs/${begun.runId}`);
        return body.state === 'running' ? undefined : body;
      },
      { what: `the end of ${job}`, timeout: 20_000 },
    );
  }

  /** Types properties with nothing but their numbers; returns their contact ids. */
  async typed(...numbers: readonly string[]): Promise<string[]> {
    const hand = { by: 'test', now: new Date(), seesProtected: false };
    return inTransaction(this.database.pool, async (tx) => {
      const ids: string[] = [];
      for (const nameCode of numbers) {
        const made = await createByHand(tx, { nameType: '1', nameCode }, {}, hand);
        if (!('contactId' in made)) throw new Error(`the property was not made: ${made.outcome}`);
        ids.push(made.contactId);
      }
      return ids;
    });
  }

  /** Asks for contacts to be refreshed as contact-desk does. */
  async wantRefresh(...contactIds: readonly string[]): Promise<void> {
    await inTransaction(this.database.pool, (tx) =>
      enqueueTasks(
        tx,
        contactIds.map((contactId) => ({
          type: 'bfe-lookup.property.refresh.v1' as const,
          subject: contactId,
          data: { contactId },
        })),
      ),
    );
  }

  /** Waits until no task waits to be done, but those planned for a later day. */
  settled(): Promise<void> {
    return tasksDone(this.database.pool);
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}
