import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contactsSchema, createByHand } from '@contact-sync/contact-register';
import { askService } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { inTransaction } from '@contact-sync/database';
import { messagingSchema } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import { cvrRegisterSchema, type CvrSettings } from '@contact-sync/registers-cvr';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  TestClock,
  uniqueName,
  waitFor,
  type FreshDatabase,
} from '@contact-sync/testing';
import type { Pool } from 'pg';
import { cvrSchema, start, type CvrSubscription } from '../src';
import type { Status } from '../src/status/read-status';
import type { ShownState } from '../src/subscriptions/subscription';
import { SimulatedProfiles } from './simulated-profiles';

export const OWNERS = [messagingSchema, contactsSchema, cvrRegisterSchema, cvrSchema];
export const NIGHT = '2026-11-22T09:10:00Z';

const HOUR_MS = 3_600_000;

/** Makes contacts with nothing but their numbers, as people type them; returns their ids by number. */
export async function typeContacts(pool: Pool, numbers: readonly string[]): Promise<Map<string, string>> {
  const hand = { by: 'test', now: new Date(NIGHT), seesProtected: false };
  return inTransaction(pool, async (tx) => {
    const ids = new Map<string, string>();
    for (const nameCode of numbers) {
      const made = await createByHand(tx, { nameType: nameCode.length === 8 ? 'J' : 'V', nameCode }, {}, hand);
      if (!('contactId' in made)) throw new Error(`a contact was not made: ${made.outcome}`);
      ids.set(nameCode, made.contactId);
    }
    return ids;
  });
}

export interface RunningOptions {
  readonly companies?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The simulator, and cvr-subscription in this process as the standalone application runs it, by a clock of its own. */
export class Running {
  private constructor(
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly profiles: SimulatedProfiles,
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly answering: { stop(): Promise<void> },
    readonly clock: TestClock,
    public service: CvrSubscription,
  ) {}

  static async fresh({ companies = 20, env = {} }: RunningOptions = {}): Promise<Running> {
    const clock = new TestClock(NIGHT);
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({
        seed: 'cvr-subscription',
        companies,
        now: () => clock.now(),
        // Who asks goes by the machine's clock, and days go by in seconds here.
        services: { tokenSeconds: 365 * 86_400 },
      }),
      mkdtemp(join(tmpdir(), 'cvr-subscription-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cvr_subscription');
    const profiles = new SimulatedProfiles(simulator);
    const road = { transport: 'in-process' as const, exchange };
    const answering = answerCredentials(profiles, { road, callers: new Map(), onFault: () => undefined });
    const all = serviceEnvironment(database, folder, {
      AMQP_EXCHANGE: exchange,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CVR_CALL_LIMIT: '2',
      ...env,
    });
    return new Running(database, simulator, profiles, folder, all, answering, clock, await start(all, clock));
  }

  /** Stops the service in the midst of what it does, and starts it again. */
  async restart(): Promise<void> {
    await this.service.stop();
    this.service = await start(this.env, this.clock);
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.answering.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** Asks the service; what it answers must be as its description says. */
  async ask<Body = unknown>(method: string, path: string, body?: object): Promise<{ status: number; body: Body }> {
    const { url } = this.service;
    const question = { method, path: `/cvr-subscription/${path}`, body };
    const { status, body: answered } = await askService<Body>({ url, token: SERVICE_TOKEN }, question);
    return { status, body: answered };
  }

  /** Changes settings as an administrator does. */
  async set(wanted: Partial<CvrSettings>): Promise<void> {
    const { status, body } = await this.ask('PATCH', 'settings', wanted);
    if (status !== 200) throw new Error(`the settings were not changed: ${JSON.stringify(body)}`);
  }

  /** CVR at KMD Logic, as fast as it goes. */
  useLogic(more: Partial<CvrSettings> = {}): Promise<void> {
    return this.set({
      cvrIntegration: true,
      provider: 'logic',
      authProfile: 'kmd-logic',
      subscribeRate: 1000,
      graphqlHost: this.simulator.addresses.graphql,
      restHost: this.simulator.addresses.restCertificate,
      ...more,
    });
  }

  useDatafordeler(more: Partial<CvrSettings> = {}): Promise<void> {
    return this.useLogic({ provider: 'datafordeler', authProfile: 'graphql-client-secret', ...more });
  }

  async status(): Promise<Status> {
    return (await this.ask<Status>('GET', 'status')).body;
  }

  /** Lets so much time go by; whatever waits for the clock looks once. */
  pass(ms: number): void {
    this.clock.set(new Date(this.clock.now().getTime() + ms));
  }

  /** Waits until as many contacts are in these states as said, and in no other. */
  async reach(counts: Partial<Record<ShownState, number>>): Promise<void> {
    await this.until(
      async () => {
        const { subscriptions } = await this.status();
        const there = Object.fromEntries(Object.entries(subscriptions).filter(([, count]) => count > 0));
        expect(there).toEqual(counts);
        return true;
      },
      `subscriptions ${JSON.stringify(counts)}`,
    );
  }

  /** Waits for a condition, while the clock goes on second by second. */
  async until(condition: () => Promise<boolean>, what: string): Promise<void> {
    await waitFor(
      async () => {
        this.pass(1000);
        return condition();
      },
      { what, timeout: 20_000 },
    );
  }

  /** Runs the hourly job now and waits for its end. */
  async readEvents(): Promise<{ counts: Record<string, number>; problems: { code: string }[] }> {
    // KMD Logic tells what happened before the moment it is asked.
    this.pass(1000);
    // The hour may have come by itself.
    const { body } = await waitFor(async () => {
      const answer = await this.ask<{ runId: string }>('POST', 'schedules/read-events/run');
      return answer.status === 202 ? answer : undefined;
    });
    return waitFor(
      async () => {
        const run = (
          await this.ask<{ state: string; counts: Record<string, number>; problems: { code: string }[] }>(
            'GET',
            `runs/${body.runId}`,
          )
        ).body;
        return run.state === 'running' ? undefined : run;
      },
      { what: 'the end of the reading' },
    );
  }

  /** An hour goes by. */
  passHour(): void {
    this.pass(HOUR_MS);
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  contacts(numbers: readonly string[]): Promise<Map<string, string>> {
    return typeContacts(this.database.pool, numbers);
  }

  /** Contacts with a task of a type that is not finished, in the order of their ids. */
  async tasks(type = 'cvr-update.company.update.v1'): Promise<{ subject: string; data: Record<string, string> }[]> {
    return this.rows(
      `select subject, data from service_queue.message where type = $1 and state in ('open', 'claimed', 'waiting', 'held')
        order by subject::bigint`,
      [type],
    );
  }

  /** Companies and production units of the register, so many of each. */
  someNumbers(count: number): string[] {
    const companies: string[] = [];
    const units: string[] = [];
    for (const { kind, number } of this.simulator.world.identities())
      (kind === 'company' ? companies : units).push(number);
    return [...companies.slice(0, count), ...units.slice(0, count)];
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}
