import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService, type ServiceAnswer } from '@contact-sync/contract-checks';
import { answerCredentials } from '@contact-sync/credentials';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  SERVICE_TOKEN,
  serviceEnvironment,
  uniqueName,
  waitFor,
  type FreshDatabase,
} from '@contact-sync/testing';
import { start, type CprSync } from '../src';
import type { CprSettings } from '../src/settings';
import { DIREKTE } from './simulated-profile';
import { DatafordelerProfiles } from './datafordeler-profiles';
import { OWNERS } from './importing';

interface TaskRow {
  readonly subject: string;
  readonly state: string;
  readonly due_at: Date | null;
  readonly error_code: string | null;
}

type PersonState = NonNullable<ReturnType<RunningSimulator['persons']['find']>>;

/** The simulator's CPR by both roads, and cpr-sync in this process with its doors open, as the standalone application runs it. */
export class Asking {
  /** What `ask` shows. */
  token = SERVICE_TOKEN;
  private readonly given = new Set<string>();

  private constructor(
    readonly database: FreshDatabase,
    readonly simulator: RunningSimulator,
    readonly folder: string,
    readonly service: CprSync,
    private readonly answering: { stop(): Promise<void> },
  ) {}

  static async fresh(more: Readonly<Record<string, string>> = {}): Promise<Asking> {
    const [database, simulator, folder] = await Promise.all([
      freshDatabase({ owners: OWNERS }),
      startSimulator({ seed: 'asking', persons: 300, companies: 1, organisations: 1, properties: 1 }),
      mkdtemp(join(tmpdir(), 'asking-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const exchange = uniqueName('cpr_sync');
    const road = { transport: 'in-process' as const, exchange };
    const answering = answerCredentials(new DatafordelerProfiles(simulator), {
      road,
      callers: new Map(),
      onFault: () => undefined,
    });
    const env = serviceEnvironment(database, folder, {
      INTEGRATIONS: 'on',
      AMQP_EXCHANGE: exchange,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      CPR_CALL_LIMIT: '2',
      CPR_SUBSTITUTE_NUMBERS: 'allow',
      ...more,
    });
    return new Asking(database, simulator, folder, await start(env), answering);
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
    return askService<Body>({ url, token: this.token }, { method, path: `/cpr-sync/${path}`, body });
  }

  /** Changes settings as an administrator does. */
  async set(wanted: Partial<CprSettings>): Promise<void> {
    const { status, body } = await this.ask('PATCH', 'settings', wanted);
    if (status !== 200) throw new Error(`the settings were not changed: ${JSON.stringify(body)}`);
  }

  /** The doors to the simulator's CPR Direkte and Datafordeler; look-ups take the first. */
  open(): Promise<void> {
    const { graphql: graphqlHost, restCertificate: restHost } = this.simulator.addresses;
    return this.set({ direkteProfile: DIREKTE, authProfile: 'graphql-client-secret', graphqlHost, restHost });
  }

  /** The next person of the simulator's register that is as asked for; each is given once, so that tests do not meet. */
  person(isAsked: (state: PersonState) => boolean = () => true): PersonState {
    for (const number of this.simulator.persons.numbers()) {
      const state = this.simulator.persons.find(number);
      if (state === undefined || this.given.has(number) || !isOrdinary(state) || !isAsked(state)) continue;
      for (const one of this.simulator.persons.numbersOf(number)) this.given.add(one);
      return state;
    }
    throw new Error('the simulator has no such person');
  }

  /** Asks for contacts to be looked up again as contact-desk does. */
  async wantRefresh(...contactIds: readonly string[]): Promise<void> {
    await inTransaction(this.database.pool, (tx) =>
      enqueueTasks(
        tx,
        contactIds.map((contactId) => ({
          type: 'cpr-sync.person.refresh.v1' as const,
          subject: contactId,
          data: { contactId },
        })),
      ),
    );
  }

  /** Waits until the lanes are open again: their probes are due at once. */
  async resumed(): Promise<void> {
    await waitFor(
      async () => {
        await this.rows(
          `with due as (update service_queue.register_lane set next_probe = clock_timestamp())
           select pg_notify('service_queue_due', '')`,
        );
        return (await this.rows('select from service_queue.register_lane')).length === 0;
      },
      { timeout: 20_000, interval: 200, what: 'the lanes to open' },
    );
  }

  /** Waits until no task waits to be done, but those planned for another day. */
  async settled(): Promise<void> {
    await waitFor(
      async () => {
        const left = await this.rows(
          `select from service_queue.message where kind = 'task' and state in ('open', 'claimed', 'waiting')
              and coalesce(due_at, clock_timestamp()) < clock_timestamp() + interval '10 minutes'`,
        );
        return left.length === 0;
      },
      { timeout: 20_000, what: 'the tasks to be done' },
    );
  }

  /** What the register of contacts shows of one. */
  async contact(contactId: string): Promise<Record<string, unknown>> {
    const [row] = await this.rows<Record<string, unknown>>(
      `select c.name_code, c.name1, c.name2, c.superseded_by::text, c.end_date::text, c.end_source,
              (select a.address1 from contacts.address a where a.contact_id = c.id and a.ordinal = 0) as address1
         from contacts.contact c where c.id = $1`,
      [contactId],
    );
    return row ?? {};
  }

  /** From when and where CPR's newest statement of it is. */
  freshness(contactId: string): Promise<unknown[]> {
    return this.rows(
      `select f.as_of::text, o.road, o.source from contacts.freshness f join contacts.origin o on o.id = f.origin_id
        where f.contact_id = $1 and f.register = 'cpr'`,
      [contactId],
    );
  }

  /** The tasks of a type about a subject, in their order. */
  tasks(type: string, subject: string): Promise<TaskRow[]> {
    return this.rows<TaskRow>(
      `select subject, state, due_at, error_code from service_queue.message
        where kind = 'task' and type = $1 and subject = $2 order by position`,
      [type, subject],
    );
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }
}

/** Lives in Denmark, under the first number, without protection. */
const isOrdinary = ({ status, address, protections, earlierNumbers, validNumber }: PersonState): boolean =>
  status === '01' &&
  address !== null &&
  validNumber === '' &&
  earlierNumbers.length === 0 &&
  protections.every(({ type }) => type !== '0001');
