import { randomUUID } from 'node:crypto';
import { contactsSchema, createByHand, SubjectLeases } from '@contact-sync/contact-register';
import { callClock, type Observation } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import type { ProfileKind } from '@contact-sync/credentials';
import { claim, enqueueTasks, messagingSchema, type Delivery } from '@contact-sync/messaging';
import type { BfeRegister, EventPage, PropertyObject, PropertyReading, ReadContext } from '@contact-sync/registers-bfe';
import { createLogger, type Run } from '@contact-sync/service';
import type { FreshDatabase } from '@contact-sync/testing';
import { Client } from 'pg';
import { bfeSchema } from '../src';
import { readEvents } from '../src/events/read-events';
import { PropertyUpdates } from '../src/properties/property-updates';
import { BfeDoor } from '../src/register/bfe-door';
import { BfeLane } from '../src/register/bfe-lane';
import { bfeSettings, type BfeSettings } from '../src/settings/bfe-settings';
import type { PropertyTask } from '../src/tasks/decide-tasks';
import { PropertyTasks } from '../src/tasks/property-tasks';

export const OWNERS = [messagingSchema, contactsSchema, bfeSchema];
export const UPDATE = 'bfe-lookup.property.update.v1';

export const ON: BfeSettings = {
  ...(Object.fromEntries(
    Object.entries(bfeSettings).map(([name, setting]) => [name, setting.default]),
  ) as unknown as BfeSettings),
  authProfile: 'BFE',
};

type Found = Extract<PropertyReading, { outcome: 'found' }>;

/** A property of the name, as the registers tell of it. */
export function found(name: string, number: string, { calledAt }: ReadContext, more: Partial<Found> = {}): Found {
  const observation: Observation = {
    register: 'bfe',
    subject: { nameType: '1', nameCode: number },
    clock: callClock(calledAt, 'datafordeler'),
    asOf: calledAt.slice(0, 10),
    origin: { road: 'datafordeler', source: 'BFE' },
    fingerprint: name,
    groups: { name: { fields: { name1: name } } },
  };
  return { outcome: 'found', observation, ids: [mat(number)], kind: 'land', remarks: [], ...more };
}

export const mat = (objectId: string): PropertyObject => ({ register: 'MAT', objectId });

/** The work of one replica without queue and wire, for what no register does on demand. */
export class PropertyDesk {
  settings = ON;
  /** What each `read` was asked for. */
  readonly asked: (readonly string[])[] = [];
  read: BfeRegister['read'] = (numbers, context) =>
    Promise.resolve(numbers.map((number) => found(`Property ${number}`, number, context)));
  marks: Awaited<ReturnType<BfeRegister['currentMarks']>> = { MAT: '10', EBR: '20' };
  pages: readonly EventPage[] = [];
  eventsFail: Error | undefined;
  kind: ProfileKind = 'graphql-client-secret';
  /** How the register of owners answers who asks for its events. */
  ownersFail: Error | undefined;
  locations = new Map<string, string>();
  parcels = new Map<string, string>();
  relations = new Map<string, string>();
  ownerships = new Map<string, string>();
  /** What happens while a register is asked for what events name. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();
  /** What the last reading of events counted, and its problems. */
  readonly counts: Record<string, number> = {};
  problems: string[] = [];

  private constructor(
    readonly database: FreshDatabase,
    readonly leases: SubjectLeases,
    readonly tasks: PropertyTasks,
    private readonly door: BfeDoor,
  ) {}

  /** On a database in which there is nobody. */
  static async on(database: FreshDatabase): Promise<PropertyDesk> {
    await emptied(database);
    const { pool } = database;
    const leases = new SubjectLeases(pool);
    const never = (): never => {
      throw new Error('not asked for here');
    };
    const register = (): Partial<BfeRegister> => ({
      batch: 100,
      read: (numbers, context) => {
        desk.asked.push(numbers);
        return desk.read(numbers, context);
      },
      currentMarks: (of) => {
        if (of.includes('EJF') && desk.ownersFail !== undefined) return Promise.reject(desk.ownersFail);
        const given = of.filter((one) => desk.marks[one] !== undefined);
        return Promise.resolve(Object.fromEntries(given.map((one) => [one, desk.marks[one]])));
      },
      eventsSince: (marks) => desk.told(marks),
      numbersOfLocations: async (ids) => {
        await desk.meanwhile();
        return only(desk.locations, ids);
      },
      numbersOfParcels: (ids) => Promise.resolve(only(desk.parcels, ids)),
      numbersOfRelations: (ids) => Promise.resolve(only(desk.relations, ids)),
      numbersOfOwnerships: (ids) => Promise.resolve(only(desk.ownerships, ids)),
    });
    const door = new BfeDoor({
      credentialsOf: () => ({ get: never, renew: never }),
      caller: { call: never },
      now: () => new Date(),
      open: () => register() as BfeRegister,
    });
    const updates = new PropertyUpdates({ pool, door, leases, now: () => new Date() });
    const tasks = new PropertyTasks({ pool, updates, readSettings: () => Promise.resolve(desk.settings) });
    const desk: PropertyDesk = new PropertyDesk(database, leases, tasks, door);
    return desk;
  }

  end(): Promise<void> {
    return this.leases.stop();
  }

  /** Types properties by hand; returns their contact ids. */
  async typed(...numbers: readonly string[]): Promise<string[]> {
    const hand = { by: 'somebody', now: new Date(), seesProtected: false };
    return inTransaction(this.database.pool, async (tx) => {
      const ids: string[] = [];
      for (const nameCode of numbers) {
        const name = { name: { fields: { name1: 'typed' } } };
        const made = await createByHand(tx, { nameType: '1', nameCode }, name, hand);
        if (!('contactId' in made)) throw new Error(`the property was not made: ${made.outcome}`);
        ids.push(made.contactId);
      }
      return ids;
    });
  }

  /** Tasks for the contacts, claimed as the transport claims them. */
  async claimed(contactIds: readonly string[]): Promise<Delivery<PropertyTask>[]> {
    const { pool } = this.database;
    await inTransaction(pool, (tx) =>
      enqueueTasks(
        tx,
        contactIds.map((contactId) => ({ type: UPDATE, subject: contactId, data: { contactId } })),
      ),
    );
    const open = await this.rows<{ id: string }>(
      `select id from service_queue.message where type = $1 and state in ('open', 'waiting') order by position`,
      [UPDATE],
    );
    const token = randomUUID();
    const rows = await claim(
      pool,
      open.map(({ id }) => id),
      { token, leaseMs: 60_000 },
    );
    return rows.map(({ id, data, attempts }) => ({
      id,
      type: UPDATE,
      source: '/contact-sync',
      subject: (data as PropertyTask).contactId,
      time: new Date().toISOString(),
      data: data as PropertyTask,
      attempt: attempts,
      claim: { id, token },
    }));
  }

  carryOut(tasks: readonly Delivery<PropertyTask>[]): Promise<void> {
    return this.tasks.carryOut(tasks, new AbortController().signal);
  }

  /** Reads events as the hourly job does. */
  async readEvents(): Promise<void> {
    const { pool } = this.database;
    const logger = createLogger({ service: 'test', level: 'silent' });
    this.problems = [];
    const run: Run = {
      id: randomUUID(),
      signal: new AbortController().signal,
      count: (name, by = 1) => void (this.counts[name] = (this.counts[name] ?? 0) + by),
      problem: ({ code }) => void this.problems.push(code),
      progress: () => undefined,
    };
    const parts = {
      pool,
      lane: new BfeLane({ pool, logger }),
      open: (settings: BfeSettings) => this.door.register(settings),
      kindOf: () => Promise.resolve(this.kind),
      readSettings: () => Promise.resolve(this.settings),
      now: () => new Date(),
    };
    await readEvents(parts, run);
  }

  /** Contacts with an open task. */
  async wanted(): Promise<string[]> {
    const rows = await this.rows<{ subject: string }>(
      `select subject from service_queue.message where type = $1 and state = 'open' order by subject::bigint`,
      [UPDATE],
    );
    return rows.map(({ subject }) => subject);
  }

  /** What the tasks about contacts are now. */
  async taskStates(): Promise<unknown[]> {
    const rows = await this.rows<{ subject: string; state: string; code: string | null }>(
      `select subject, state, error_code as code from service_queue.message where kind = 'task' order by position`,
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

  private async *told(marks: Readonly<Partial<Record<string, string>>>): AsyncIterable<EventPage> {
    if (marks['EJF'] !== undefined && this.ownersFail !== undefined) throw this.ownersFail;
    for (const page of this.pages) {
      const mark = marks[page.register];
      if (mark !== undefined && Number(page.mark) > Number(mark)) yield await Promise.resolve(page);
    }
    if (this.eventsFail !== undefined) throw this.eventsFail;
  }
}

const only = (all: ReadonlyMap<string, string>, ids: readonly string[]): Map<string, string> =>
  new Map([...all].filter(([id]) => ids.includes(id)));

/** Every contact, property and message is gone. */
async function emptied({ url }: FreshDatabase): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ all: string }>(
    `select string_agg(format('delete from %I.%I', schemaname, tablename), '; ') as all from pg_tables
      where (schemaname = 'service_queue' and tablename in ('message', 'register_lane'))
         or (schemaname = 'bfe' and tablename in ('property', 'property_object', 'event_mark'))
         or (schemaname = 'contacts' and tablename not in ('migration', 'contact_type', 'custom_label', 'origin')
             and tablename !~ '^audit')`,
  );
  // A few rows are gone sooner than tables are cut; in any order, since all of them go.
  await client.query(`set session_replication_role = replica; ${rows[0]?.all}`);
  await client.end();
}
