import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { askService } from '@contact-sync/contract-checks';
import { messagingSchema } from '@contact-sync/messaging';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { randomBytes } from 'node:crypto';
import { deskSchema, start } from '../src';

export const TOKEN = 'a-token-of-this-test-with-enough-letters';
export const NOW = new Date('2026-03-20T05:30:00Z');

export interface Answer<Body> {
  readonly status: number;
  readonly type: string | null;
  readonly body: Body;
}

/** A contact-desk that runs in this process on a fresh database, asked over HTTP; it must answer as its OpenAPI document says. */
export interface RunningDesk {
  readonly url: string;
  readonly database: FreshDatabase;
  readonly register: ContactRegister;
  ask<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    request?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answer<Body>>;
  rows<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** `access`: environment of the way callers are known; by default the local token, which may do everything. */
export async function runningDesk(access: Readonly<Record<string, string>> = {}): Promise<RunningDesk> {
  const database = await freshDatabase({ owners: [messagingSchema, contactsSchema, deskSchema] });
  const desk = await start({
    DATABASE_URL: database.runUrl,
    TRANSPORT: 'in-process',
    ACCESS: 'local',
    CONTACT_SYNC_TOKEN: TOKEN,
    CURSOR_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    ...access,
  });
  return {
    url: desk.url,
    database,
    register: new ContactRegister({ settings: () => DEFAULT_SETTINGS, now: () => NOW }),
    ask: async (method, path, request = {}) => {
      const answer = await askService({ url: desk.url, token: TOKEN }, { ...request, method, path });
      return { status: answer.status, type: answer.headers.get('content-type'), body: answer.body as never };
    },
    rows: async (sql, values = []) => (await database.pool.query(sql, values)).rows as never[],
    stop: async () => {
      await desk.stop();
      await database.drop();
    },
  };
}
