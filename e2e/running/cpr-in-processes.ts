import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaOwners } from '@contact-sync/command-line';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  spanReceiver,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type SpanReceiver,
} from '@contact-sync/testing';
import { connect } from 'amqplib';
import { rowsOf } from '../leaks/database-traces';
import { FolderTraces } from '../leaks/folder-traces';
import type { Trace } from '../leaks/traces';
import { ServiceProcess } from './child-process';
import type { Answer } from './client';
import { Listener } from './listener';

/** The answers that name persons, and must: when they are good ones. */
const MAY_NAME = /^\/cpr-sync\/(lookups|imports|citizen-reports)$|^\/contact-desk\/contacts\/(read|find)$/;
const APPS = ['auth-profile', 'cpr-sync', 'contact-desk'] as const;
const DAY_MS = 86_400_000;

/** How a run of cpr-sync ended. */
export interface Ended {
  readonly state: string;
  readonly problems: readonly { readonly code: string }[];
}

/**
 * The services of persons as operators run them: processes over RabbitMQ that tell all they can, with a collector of traces
 * and another program that hears every message. Every office of CPR is the simulator's, whose clock the test may turn.
 */
export class CprInProcesses {
  /** What was answered, but for the good answers that are about persons; of those their headers. */
  readonly told: Trace[] = [];
  private ahead = 0;

  private constructor(
    private readonly folder: string,
    readonly simulator: RunningSimulator,
    readonly database: FreshDatabase,
    private readonly exchange: string,
    private readonly url: string,
    private readonly collector: SpanReceiver,
    private readonly listener: Listener,
    private readonly files: FolderTraces,
    private readonly services: ReadonlyMap<string, ServiceProcess>,
    private readonly turned: (ms: number) => void,
  ) {}

  static async started(url: string, options: { seed: string; persons: number }): Promise<CprInProcesses> {
    let ahead = 0;
    const start = new Date(Date.now() - 7 * DAY_MS).toISOString().slice(0, 10);
    const [folder, simulator, database, collector] = await Promise.all([
      mkdtemp(join(tmpdir(), 'contact-sync-cpr-')),
      startSimulator({
        ...options,
        start,
        companies: 1,
        organisations: 1,
        properties: 1,
        personsChanged: 0.05,
        now: () => new Date(Date.now() + ahead),
      }),
      schemaOwners().then((owners) => freshDatabase({ owners })),
      spanReceiver(),
    ]);
    await writeFile(join(folder, 'authority.pem'), simulator.ca);
    const exchange = uniqueName('cs');
    const listener = await Listener.started({ url, exchange, queue: `${exchange}.another-program`, keys: ['#'] });
    const env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL: url,
      AMQP_EXCHANGE: exchange,
      LOG_LEVEL: 'debug',
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'authority.pem'),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      AUTH_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
      CREDENTIAL_CALLERS: 'guest=*',
      CPR_INTERIM_DIRECTORY: join(folder, 'interim'),
      CPR_SUBSTITUTE_NUMBERS: 'allow',
      CPR_CALL_LIMIT: '2',
    };
    const services = new Map<string, ServiceProcess>();
    await Promise.all(APPS.map(async (app) => services.set(app, await ServiceProcess.started(app, env))));
    const files = new FolderTraces(join(folder, 'interim'));
    return new CprInProcesses(
      folder,
      simulator,
      database,
      exchange,
      url,
      collector,
      listener,
      files,
      services,
      (ms) => (ahead = ms),
    );
  }

  async end(): Promise<void> {
    for (const service of this.services.values()) await service.end();
    await this.listener.end();
    const connection = await connect(this.url);
    const channel = await connection.createChannel();
    await channel.deleteQueue(`${this.exchange}.auth-profile.credentials`);
    await channel.deleteExchange(`${this.exchange}.credentials`);
    await connection.close();
    await this.collector.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** The clock of the offices goes on by so many days. */
  passDays(days: number): void {
    this.ahead += days * DAY_MS;
    this.turned(this.ahead);
  }

  /** Asks the service that the path names. */
  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const service = this.services.get(path.split('/')[1] ?? '');
    if (service === undefined) throw new Error(`no service for ${path}`);
    const answer = await service.client.ask(method, path, body);
    const isAboutPersons = answer.status === 200 && MAY_NAME.test(path);
    this.told.push({ where: 'an answer', text: `${answer.headers}\n${isAboutPersons ? '' : answer.text}` });
    return answer;
  }

  /** Asks, and throws where it is answered otherwise. */
  async must<Body>(expected: number | readonly number[], method: string, path: string, body?: object): Promise<Body> {
    const { status, text } = await this.ask(method, path, body);
    if (![expected].flat().includes(status)) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }

  /** What a metric of cpr-sync is now. */
  async metric(name: string): Promise<number> {
    const service = this.services.get('cpr-sync');
    const { text = '' } = (await service?.client.ask('GET', '/metrics')) ?? {};
    return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  }

  /** The record of a run when it has ended. */
  ended(runId: string): Promise<Ended> {
    return waitFor(
      async () => {
        const run = await this.must<Ended>(200, 'GET', `/cpr-sync/runs/${runId}`);
        return run.state === 'running' ? undefined : run;
      },
      { timeout: 30_000, interval: 50, what: 'the end of a run' },
    );
  }

  /** Runs a scheduled job of cpr-sync now, to its end. */
  async run(job: string): Promise<Ended> {
    const { runId } = await this.must<{ runId: string }>(202, 'POST', `/cpr-sync/schedules/${job}/run`);
    return this.ended(runId);
  }

  /** Waits until lanes that were paused are open again, and no task waits that is due: probes are due at once. */
  async settled(): Promise<void> {
    await waitFor(
      async () => {
        const { rows } = await this.database.pool.query<{ what: string }>(
          `select concat_ws(' ', lane, error_code) as what from service_queue.register_lane union all
           select concat_ws(' ', type, state, error_code) from service_queue.message
            where kind = 'task' and state in ('open', 'claimed', 'waiting')
              and coalesce(due_at, clock_timestamp()) < clock_timestamp() + interval '1 hour'`,
        );
        if (rows.length === 0) return true;
        await this.database.pool.query(
          `with lanes as (update service_queue.register_lane set next_probe = clock_timestamp()),
                tasks as (update service_queue.message set due_at = clock_timestamp()
                           where kind = 'task' and state in ('open', 'waiting')
                             and due_at between clock_timestamp() and clock_timestamp() + interval '1 hour')
           select pg_notify('service_queue_due', '')`,
        );
        throw new Error(rows.map(({ what }) => what).join('\n'));
      },
      { timeout: 30_000, interval: 50, what: 'lanes to open and tasks to be done' },
    );
  }

  /** Asks every service how it is, ends them, and gives everything they wrote, sent, stored outside the contacts and told their collector. */
  async traces(): Promise<Trace[]> {
    for (const service of this.services.values()) {
      for (const path of ['/metrics', '/readiness'])
        this.told.push({ where: path, text: (await service.client.ask('GET', path)).text });
      await service.kill('SIGTERM');
    }
    const { rows } = await this.database.pool.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'contacts')`,
    );
    return [
      ...[...this.services].map(([app, { output }]) => ({ where: `output of ${app}`, text: output })),
      ...this.told,
      ...this.listener.heard.map(({ routingKey, body, properties }) => ({
        where: `a message ${routingKey}`,
        text: `${routingKey}\n${properties}\n${body}`,
      })),
      // Nanoseconds are digits enough to be anybody's number.
      { where: 'traces', text: this.collector.text.replaceAll(/"(start|end)?[tT]imeUnixNano":"\d+"/g, '') },
      ...(await rowsOf(
        this.database.pool,
        rows.map(({ name }) => name),
      )),
      ...(await this.files.read()),
      {
        where: 'names at the file server',
        text: this.simulator.cprFileServer.files
          .list('ud')
          .map(({ name }) => name)
          .join('\n'),
      },
    ];
  }
}
