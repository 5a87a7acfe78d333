import { randomUUID } from 'node:crypto';
import { contactsSchema, createByHand, SubjectLeases } from '@contact-sync/contact-register';
import { callClock, type ContactKey, type Observation } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { claim, enqueueTasks, messagingSchema, type Delivery } from '@contact-sync/messaging';
import {
  CVR_REGISTER_SCHEMA,
  cvrRegisterSchema,
  cvrSettings,
  type CvrRegister,
  type CvrSettings,
  type CvrUnit,
  type ReadContext,
  type UnitReading,
} from '@contact-sync/registers-cvr';
import type { FreshDatabase } from '@contact-sync/testing';
import { Client } from 'pg';
import { CvrDoor } from '../src/register/cvr-door';
import { CompanyTasks } from '../src/updates/company-tasks';
import type { CompanyTask } from '../src/updates/decide-tasks';
import { UnitUpdates } from '../src/updates/unit-updates';

export const OWNERS = [messagingSchema, contactsSchema, cvrRegisterSchema];
export { CVR_REGISTER_SCHEMA };

export const ON: CvrSettings = {
  ...(Object.fromEntries(
    Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
  ) as unknown as CvrSettings),
  cvrIntegration: true,
  cvrUpdate: true,
  authProfile: 'CVR',
};

/** A company of the name, as a provider observes it. */
export function named(name: string, { number }: CvrUnit, { calledAt }: ReadContext): Observation {
  return {
    register: 'cvr',
    subject: { nameType: 'J', nameCode: number },
    clock: callClock(calledAt, 'datafordeler'),
    asOf: calledAt.slice(0, 10),
    origin: { road: 'datafordeler', source: 'CVR import 1' },
    fingerprint: name,
    groups: { name: { fields: { name1: name } } },
  };
}

export const found = (observation: Observation, nextChange?: string): UnitReading => ({
  outcome: 'found',
  objectId: `40${observation.subject.nameCode}`,
  observation,
  remarks: [],
  ...(nextChange !== undefined && { nextChange }),
});

/** The work of one replica without queue and wire, for what no register does on demand. */
export class TaskDesk {
  settings = ON;
  read: CvrRegister['read'] = (units, context) =>
    Promise.resolve(units.map((unit) => found(named(`Company ${unit.number}`, unit, context))));

  private constructor(
    readonly database: FreshDatabase,
    readonly leases: SubjectLeases,
    readonly tasks: CompanyTasks,
  ) {}

  /** On a database in which there is nobody. */
  static async on(database: FreshDatabase, batch = 100): Promise<TaskDesk> {
    await emptied(database);
    const { pool } = database;
    const leases = new SubjectLeases(pool);
    const never = (): never => {
      throw new Error('not asked for here');
    };
    const door = new CvrDoor({
      credentialsOf: () => ({ get: never, renew: never }),
      caller: { call: never },
      now: () => new Date(),
      open: () =>
        ({
          provider: 'datafordeler',
          batch,
          read: (...how: Parameters<CvrRegister['read']>) => desk.read(...how),
        }) as CvrRegister,
    });
    const updates = new UnitUpdates({ pool, door, leases, now: () => new Date() });
    const tasks = new CompanyTasks({ pool, updates, readSettings: () => Promise.resolve(desk.settings) });
    const desk: TaskDesk = new TaskDesk(database, leases, tasks);
    return desk;
  }

  end(): Promise<void> {
    return this.leases.stop();
  }

  /** Types companies by hand, with their numbers as names; returns their contact ids. */
  async companies(...numbers: readonly string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const nameCode of numbers) ids.push(await this.company({ nameType: 'J', nameCode }));
    return ids;
  }

  /** Tasks for the contacts, claimed as the transport claims them. */
  async claimed(
    contactIds: readonly string[],
    type: 'cvr-update.company.update.v1' | 'cvr-update.company.refresh.v1' = 'cvr-update.company.update.v1',
  ): Promise<Delivery<CompanyTask>[]> {
    const { pool } = this.database;
    await inTransaction(pool, (tx) =>
      enqueueTasks(
        tx,
        contactIds.map((contactId) => ({ type, subject: contactId, data: { contactId } })),
      ),
    );
    const open = await this.rows<{ id: string; subject: string }>(
      `select id, subject from service_queue.message where type = $1 and state in ('open', 'waiting') order by position`,
      [type],
    );
    const token = randomUUID();
    const rows = await claim(
      pool,
      open.map(({ id }) => id),
      { token, leaseMs: 60_000 },
    );
    return rows.map(({ id, data, attempts }) => ({
      id,
      type,
      source: '/contact-sync',
      subject: (data as CompanyTask).contactId,
      time: new Date().toISOString(),
      data: data as CompanyTask,
      attempt: attempts,
      claim: { id, token },
    }));
  }

  carryOut(tasks: readonly Delivery<CompanyTask>[]): Promise<void> {
    return this.tasks.carryOut(tasks, { explicit: false, signal: new AbortController().signal });
  }

  /** What the tasks about contacts are now. */
  async taskStates(): Promise<unknown[]> {
    const rows = await this.rows<{ type: string; subject: string; state: string; code: string | null }>(
      `select type, subject, state, error_code as code from service_queue.message where kind = 'task' order by position`,
    );
    return rows.map(({ subject, state, code }) => (code === null ? [subject, state] : [subject, state, code]));
  }

  async names(): Promise<Record<string, string | null>> {
    const rows = await this.rows<{ id: string; name1: string | null }>('select id::text, name1 from contacts.contact');
    return Object.fromEntries(rows.map(({ id, name1 }) => [id, name1]));
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  private async company(key: ContactKey): Promise<string> {
    const hand = { by: 'somebody', now: new Date(), seesProtected: false };
    const made = await inTransaction(this.database.pool, (tx) =>
      createByHand(tx, key, { name: { fields: { name1: 'typed' } } }, hand),
    );
    if (!('contactId' in made)) throw new Error(`the company was not made: ${made.outcome}`);
    return made.contactId;
  }
}

/** Every contact and message is gone. */
async function emptied({ url }: FreshDatabase): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ all: string }>(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as all from pg_tables
      where (schemaname = 'service_queue' and tablename = 'message')
         or (schemaname = 'contacts' and tablename not in ('migration', 'contact_type', 'custom_label', 'origin')
             and tablename !~ '^audit')`,
  );
  await client.query(`truncate ${rows[0]?.all} cascade`);
  await client.end();
}
