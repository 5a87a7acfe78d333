import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startAuthProfile } from '@contact-sync/auth-profile';
import { schemaOwners } from '@contact-sync/command-line';
import { start as startContactDesk } from '@contact-sync/contact-desk';
import { start as startCprSync } from '@contact-sync/cpr-sync';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import type { RunningService } from '@contact-sync/service';
import { freshDatabase, TestClock, uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { Client, TOKEN, type Answer } from './client';

/** How a scheduled job ended. */
export interface Ended {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly text: string }[];
}

const PROFILES = ['cpr-direkte', 'cpr-file-server', 'graphql-client-secret'] as const;

/** cpr-sync with the profiles of all its roads, contact-desk, and every office of CPR as the simulator plays it; one clock for all. */
export class CprAndItsNeighbours {
  private constructor(
    readonly clock: TestClock,
    readonly simulator: RunningSimulator,
    readonly database: FreshDatabase,
    private readonly folder: string,
    /** By the first part of their paths. */
    private readonly services: ReadonlyMap<string, RunningService>,
  ) {}

  /** Everything that was answered. */
  private readonly answers: Answer[] = [];

  static async started(options: { persons: number; seed: string; start: string }): Promise<CprAndItsNeighbours> {
    const clock = new TestClock(`${options.start}T08:00:00Z`);
    const [database, simulator, folder] = await Promise.all([
      schemaOwners().then((owners) => freshDatabase({ owners })),
      startSimulator({
        ...options,
        companies: 3,
        organisations: 1,
        properties: 20,
        now: () => clock.now(),
        // As Datafordeler writes them, and CPR unless something else is agreed.
        cprOffice: { addressingName: 'last-first' },
      }),
      mkdtemp(join(tmpdir(), 'contact-sync-e2e-')),
    ]);
    await writeFile(join(folder, 'ca.pem'), simulator.ca);
    const env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'in-process',
      AMQP_EXCHANGE: uniqueName('cs'),
      INTEGRATIONS: 'on',
      HTTP_PORT: '0',
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      CPR_SUBSTITUTE_NUMBERS: 'allow',
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      LOG_LEVEL: 'debug',
      LOG_FILE: join(folder, 'log'),
    };
    const services = new Map([
      ['auth-profile', await startAuthProfile(env, clock)],
      ['cpr-sync', await startCprSync(env, clock)],
      ['contact-desk', await startContactDesk(env, clock)],
    ]);
    const running = new CprAndItsNeighbours(clock, simulator, database, folder, services);
    await running.prepare();
    return running;
  }

  private async prepare(): Promise<void> {
    for (const kind of PROFILES) {
      const fields = this.simulator.profiles[kind];
      await this.must(201, 'POST', '/auth-profile/profiles', { name: kind, kind, configurationTypes: ['CPR'], fields });
    }
    const { graphql, restCertificate } = this.simulator.addresses;
    await this.must(200, 'PATCH', '/cpr-sync/settings', {
      direkteProfile: 'cpr-direkte',
      fileServerProfile: 'cpr-file-server',
      authProfile: 'graphql-client-secret',
      graphqlHost: graphql,
      restHost: restCertificate,
      mvs: true,
      prefix: 'HENTET.',
    });
    const { schedules } = await this.must<{ schedules: readonly { name: string }[] }>(
      200,
      'GET',
      '/cpr-sync/schedules',
    );
    // The test turns the clock: what runs, runs when it says.
    for (const { name } of schedules) await this.must(200, 'POST', `/cpr-sync/schedules/${name}/pause`);
  }

  async end(): Promise<void> {
    for (const service of this.services.values()) await service.stop();
    await this.simulator.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** Asks the service that the path names; throws where it is answered otherwise. */
  async must<Body>(expected: number, method: string, path: string, body?: object, contentType?: string): Promise<Body> {
    const { status, text } = await this.ask(method, path, body, contentType);
    if (status !== expected)
      throw new Error(`${method} ${path} was answered with ${status}: ${text}\n${await this.lastErrors()}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }

  async ask(method: string, path: string, body?: object, contentType?: string): Promise<Answer> {
    const client = new Client(() => this.services.get(path.split('/')[1] ?? '')?.url ?? '');
    const answer = await client.ask(method, path, body, contentType);
    this.answers.push(answer);
    return answer;
  }

  /** Runs a scheduled job of cpr-sync and waits until it and the tasks it made have ended. */
  async run(job: string): Promise<Ended> {
    const { runId } = await this.must<{ runId: string }>(202, 'POST', `/cpr-sync/schedules/${job}/run`);
    const ended = await waitFor(
      async () => {
        const run = await this.must<Ended>(200, 'GET', `/cpr-sync/runs/${runId}`);
        return run.state === 'running' ? undefined : run;
      },
      { timeout: 30_000, interval: 10, what: `the end of ${job}` },
    );
    await this.settled();
    return ended;
  }

  /** Waits until no task waits that is due by the clock; those of later days stay. */
  async settled(): Promise<void> {
    const now = this.clock.now();
    // Tasks are due by the clock of the database, which nobody turns.
    await this.database.pool.query(
      `update service_queue.message set due_at = clock_timestamp(), free_at = clock_timestamp()
        where kind = 'task' and state in ('open', 'waiting') and due_at > clock_timestamp() + interval '1 hour' and due_at <= $1`,
      [now],
    );
    await waitFor(
      async () => {
        const { rows } = await this.database.pool.query<{ waits: string }>(
          `select concat_ws(' ', type, subject, state, attempts, error_code, error_text, due_at) as waits
             from service_queue.message
            where kind <> 'event' and state in ('open', 'claimed', 'waiting')
              and coalesce(due_at, clock_timestamp()) < clock_timestamp() + interval '1 hour' limit 3`,
        );
        // What waits is told if the waiting was in vain.
        if (rows.length > 0) throw new Error(rows.map(({ waits }) => waits).join('\n'));
        return true;
      },
      { timeout: 30_000, interval: 10, what: 'the tasks to be done' },
    );
  }

  /** What the services last complained of. */
  private async lastErrors(): Promise<string> {
    const lines = (await readFile(join(this.folder, 'log'), 'utf8')).split('\n');
    return lines
      .filter((line) => /"level":(?:40|50|"warn"|"error")/.test(line))
      .slice(-3)
      .join('\n');
  }

  /** Everything the services said: their log and their answers. */
  async told(): Promise<string> {
    const answers = this.answers.map(({ headers }) => headers).join('\n');
    return `${await readFile(join(this.folder, 'log'), 'utf8')}\n${answers}`;
  }
}
