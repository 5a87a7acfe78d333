import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeliveries, type DeliveryFile } from '@contact-sync/register-simulator';
import {
  freshDatabase,
  hasRabbitMqPrograms,
  postgresPrograms,
  uniqueName,
  waitFor,
  type FreshDatabase,
} from '@contact-sync/testing';
import { ServiceProcess } from '../running/child-process';
import { personsToldOf, type Report } from '../running/client';
import { cprSyncInProcess, OWNERS } from '../running/cpr-sync-in-process';
import { registerState } from '../register/register-state';
import { Listener, type Heard } from '../running/listener';
import { Gate } from './gate';

/** Persons of the file that is disturbed, which are stored a thousand at a time. The large runs are `npm run test:faults`. */
export const PERSONS = process.env['FAULTS'] ? 20_000 : 2_500;
export const FAULT_TIMEOUT_MS = process.env['FAULTS'] ? 600_000 : 120_000;

const WAIT = { timeout: FAULT_TIMEOUT_MS - 30_000, interval: 5 };

/** As `describe`, where PostgreSQL and RabbitMQ are installed, so that instances can be killed. With CI=true they must be. */
export const describeFaults = (name: string, tests: () => void): void => {
  const possible = postgresPrograms() !== undefined && hasRabbitMqPrograms();
  if (!possible && process.env['CI'] === 'true')
    throw new Error('fault tests need the programs of PostgreSQL and RabbitMQ');
  (possible ? describe : describe.skip)(name, tests);
};

interface Prepared {
  readonly file: DeliveryFile;
  /** PostgreSQL that may be killed; the shared one where absent. */
  readonly server?: string;
  readonly amqpUrl: string;
}

/** A first load by the built service over RabbitMQ, with another program that listens, in reach of whoever kills. */
export class DisturbedImport {
  private id = '';

  private constructor(
    private readonly file: DeliveryFile,
    readonly gate: Gate,
    readonly database: FreshDatabase,
    readonly service: ServiceProcess,
    readonly listener: Listener,
  ) {}

  /** Everything runs, and nothing is imported yet. */
  static async prepared({ file, server, amqpUrl }: Prepared): Promise<DisturbedImport> {
    const database = await freshDatabase({ owners: OWNERS, ...(server !== undefined && { server }) });
    const gate = await Gate.closed(database.url);
    const exchange = uniqueName('cs');
    const listener = await Listener.started({
      url: amqpUrl,
      exchange,
      queue: `${exchange}.another-program`,
      keys: ['contact.#', 'synchronisation.#'],
    });
    const service = await ServiceProcess.started('cpr-sync', {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL: amqpUrl,
      AMQP_EXCHANGE: exchange,
    });
    return new DisturbedImport(file, gate, database, service, listener);
  }

  async begin(): Promise<void> {
    this.id = await this.service.client.upload(this.file);
  }

  /** Waits until some of the persons are stored, but not all. */
  async underWay(): Promise<void> {
    await waitFor(async () => (await this.stored()) > 0, { ...WAIT, interval: 1, what: 'the first persons' });
  }

  /** Waits until the other program has received so many messages about contacts. */
  async heard(messages: number): Promise<void> {
    const aboutContacts = (): Heard[] =>
      this.listener.heard.filter(({ routingKey }) => routingKey.startsWith('contact.'));
    await waitFor(() => aboutContacts().length >= messages, { ...WAIT, interval: 1, what: 'events' });
  }

  /** Waits until the import was begun so often. */
  async begun(times: number): Promise<void> {
    const what = `attempt ${times}`;
    await waitFor(async () => (await this.count(`type = 'synchronisation.started.v1'`)) >= times, { ...WAIT, what });
  }

  /** Persons of the file who are in the register. */
  async stored(): Promise<number> {
    const { rows } = await this.database.pool.query<{ n: number }>(
      'select count(*) as n from cpr.imported_person where delivery_id = $1',
      [this.id],
    );
    return rows[0]?.n ?? 0;
  }

  /** Messages of the service queue, by a condition. */
  async count(condition: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ n: number }>(
      `select count(*) as n from service_queue.message where ${condition}`,
    );
    return rows[0]?.n ?? 0;
  }

  ended(): Promise<Report> {
    return this.service.client.ended(this.id, WAIT.timeout);
  }

  /** Waits until nothing is left to do, and tells what it came to. */
  async outcome(): Promise<Outcome> {
    await this.gate.open();
    const report = await this.ended();
    await waitFor(async () => (await this.count(`state <> 'done'`)) === 0, { ...WAIT, what: 'an empty queue' });
    const committed = await this.events();
    await waitFor(() => this.notHeard(committed).length === 0, { ...WAIT, what: 'every event to be heard' });
    const ids = new Set(committed);
    const contents = new Set(this.listener.heard.map(({ id, routingKey, body }) => `${id} ${routingKey} ${body}`));
    return {
      report: {
        state: report.state,
        created: report.created,
        changed: report.changed,
        held: report.held,
        told: personsToldOf(report),
      },
      tasks: await this.count(`kind = 'task'`),
      heardOfNothing: this.listener.heard.filter(({ id }) => !ids.has(id)).length,
      differentCopies: contents.size - ids.size,
      untoldVersions: await this.untoldVersions(),
      register: await registerState(this.database.pool),
    };
  }

  async end(): Promise<void> {
    await this.service.end();
    await this.listener.end();
    await this.gate.open();
    await this.database.drop();
  }

  private async events(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `select id from service_queue.message where kind = 'event'`,
    );
    return rows.map(({ id }) => id);
  }

  private notHeard(events: readonly string[]): string[] {
    const heard = new Set(this.listener.heard.map(({ id }) => id));
    return events.filter((id) => !heard.has(id));
  }

  /** Contacts whose version no event tells. */
  private async untoldVersions(): Promise<number> {
    const { rows } = await this.database.pool.query<{ n: number }>(
      `select count(*) as n from contacts.contact c
        where not exists (select from service_queue.message m
                           where m.kind = 'event' and m.subject = c.id::text and m.sequence = c.version)`,
    );
    return rows[0]?.n ?? -1;
  }
}

export interface Outcome {
  readonly report: {
    readonly state: string;
    readonly created: number | null;
    readonly changed: number | null;
    readonly held: number | null;
    /** Persons by what became of them, added up. */
    readonly told: number;
  };
  readonly tasks: number;
  /** Deliveries of events that no committed row stands for. */
  readonly heardOfNothing: number;
  /** Events that were delivered with more than one content. */
  readonly differentCopies: number;
  readonly untoldVersions: number;
  readonly register: readonly string[];
}

/** The file that is imported, in a folder of its own. */
export async function writeFile(): Promise<{ file: DeliveryFile; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'contact-sync-faults-'));
  const [file] = await writeDeliveries({ seed: 'faults', persons: PERSONS, nights: 0, out: folder });
  if (file === undefined) throw new Error('no file was written');
  return { file, remove: () => rm(folder, { recursive: true }) };
}

/** What every disturbed import must come to: what the same import comes to that nobody disturbs. */
export async function undisturbed(file: DeliveryFile): Promise<Outcome> {
  const service = await cprSyncInProcess();
  try {
    const { state, created, changed, held } = await service.client.import(file);
    return {
      report: { state, created, changed, held, told: PERSONS },
      tasks: 1,
      heardOfNothing: 0,
      differentCopies: 0,
      untoldVersions: 0,
      register: await registerState(service.database.pool),
    };
  } finally {
    await service.end();
  }
}
