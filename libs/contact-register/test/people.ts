import type { Observation, ObservedGroup, GroupName, Relative } from '@contact-sync/contacts-model';
import { openPool } from '@contact-sync/database';
import { messagingSchema } from '@contact-sync/messaging';
import { freshDatabase } from '@contact-sync/testing';
import type { FreshDatabase } from '@contact-sync/testing';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '../src';
import type { RegisterSettings } from '../src';

/** An invented person number (day 61 to 91). */
export function number(n: number): string {
  return `610180${String(n).padStart(4, '0')}`;
}

/** Statement of day `day`, in one delivery a day. */
export function clock(day: number, hash = '00000000'): string {
  return `202603${String(day).padStart(2, '0')}00003 d2603${String(day).padStart(2, '0')} ${hash}`;
}

export function date(day: number): string {
  return `2026-03-${String(day).padStart(2, '0')}`;
}

type Groups = Partial<Record<GroupName, ObservedGroup>>;

/** What the register said of the person on a day: name, street and whatever else is given. */
export function said(pnr: string, day: number, groups: Groups = {}, more: Partial<Observation> = {}): Observation {
  return {
    register: 'cpr',
    subject: { nameType: 'C', nameCode: pnr },
    clock: clock(day),
    asOf: date(day),
    origin: { road: 'file', source: `D2603${String(day).padStart(2, '0')}`, lines: [7, 8] },
    fingerprint: `${pnr} ${day}`,
    validNumber: pnr,
    groups: {
      protection: {},
      numbers: {},
      identity: {
        info: { GældendePNR: [{ value: pnr }], Køn: [{ value: 'K' }] },
        dates: { Fødselsdag: { date: '1980-01-21' } },
      },
      status: { info: { Status: [{ value: '01' }] }, dates: { Statusfra: { date: '1980-01-21', uncertain: true } } },
      name: { fields: { name1: 'Anna', name2: 'Holm' } },
      addressing_name: { fields: { text: 'Anna Holm' } },
      main_address: {
        address: {
          address1: 'Skovvej 1',
          municipality: '0101',
          postcode: '2100',
          city: 'København Ø',
          country_code: 'DK',
          start: { date: '2020-01-01' },
        },
      },
      civil_status: { info: { Civilstand: [{ value: 'U' }] } },
      parents: {},
      ...groups,
    },
    ...more,
  };
}

/** The register says nothing of the number but which one is valid instead. */
export function replaced(pnr: string, by: string, day: number): Observation {
  return { ...said(pnr, day), validNumber: by, groups: {} };
}

export function byNumber(pnr: string): Relative {
  return { kind: 'number', nameType: 'C', nameCode: pnr };
}

export function byName(name: string, relation: string): Relative {
  return { kind: 'name', nameType: 'P', name, relation };
}

export const NOW = new Date('2026-03-20T05:30:00Z');

export interface TestRegister {
  readonly database: FreshDatabase;
  readonly register: ContactRegister;
  settings: RegisterSettings;
  /** Rows of a query as the migrating role sees them. */
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
  asMigratingRole(sql: string): Promise<void>;
  drop(): Promise<void>;
  /** Types of the events told since the last call. */
  takeEvents(): Promise<string[]>;
}

export async function freshRegister(): Promise<TestRegister> {
  const database = await freshDatabase({ owners: [contactsSchema, messagingSchema] });
  const migrating = openPool(database.url, { max: 1, applicationName: 'test' });
  const taken = new Set<string>();
  const test: TestRegister = {
    database,
    settings: DEFAULT_SETTINGS,
    register: new ContactRegister({ settings: () => test.settings, now: () => NOW }),
    rows: async (sql, values = []) => (await database.pool.query(sql, values)).rows,
    asMigratingRole: async (sql) => void (await migrating.query(sql)),
    drop: async () => {
      await migrating.end();
      await database.drop();
    },
    takeEvents: async () => {
      const rows = await test.rows<{ id: string; type: string }>(
        `select id::text, type from service_queue.message where kind = 'event' order by id`,
      );
      const fresh = rows.filter(({ id }) => !taken.has(id));
      fresh.forEach(({ id }) => taken.add(id));
      return fresh.map(({ type }) => type);
    },
  };
  return test;
}
