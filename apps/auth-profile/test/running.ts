import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askService } from '@contact-sync/contract-checks';
import type { ProfileKind } from '@contact-sync/credentials';
import { messagingSchema } from '@contact-sync/messaging';
import { freshDatabase, SERVICE_TOKEN, serviceEnvironment, TestClock, type FreshDatabase } from '@contact-sync/testing';
import { authSchema, start, type AuthProfile } from '../src';
import type { ProfileAnswer } from '../src/profiles/profile-answer';

const OWNERS = [messagingSchema, authSchema];

/** When the tests begin, by the clock of the service: the files of `pkcs12/` are valid then. */
export const BEGIN = '2026-11-23T09:00:00Z';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** As it came. */
  readonly text: string;
}

type Env = Readonly<Record<string, string>>;

/** The whole service, as the standalone application runs it. */
export class Running {
  private constructor(
    readonly database: FreshDatabase,
    readonly root: string,
    readonly clock: TestClock,
    public service: AuthProfile,
  ) {}

  static async fresh(env: Env = {}): Promise<Running> {
    const database = await freshDatabase({ owners: OWNERS });
    const root = await mkdtemp(join(tmpdir(), 'auth-profile-'));
    const clock = new TestClock(BEGIN);
    return new Running(database, root, clock, await start(environment(database, root, env), clock));
  }

  /** Stops the service and starts it with another environment. */
  async restart(env: Env = {}): Promise<void> {
    await this.service.stop();
    this.service = await this.another(env);
  }

  /** One more of the service, on the same database. Who starts it stops it. */
  another(env: Env = {}): Promise<AuthProfile> {
    return start(environment(this.database, this.root, env), this.clock);
  }

  async end(): Promise<void> {
    await this.service.stop();
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  async ask(method: string, path: string, body?: object, headers: Env = {}): Promise<Answer> {
    const { url } = this.service;
    const question = { method, path: `/auth-profile/${path}`, body, headers };
    const { status, body: answered, text } = await askService({ url, token: SERVICE_TOKEN }, question);
    return { status, body: answered, text };
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask('GET', path);
    expect(status).toBe(200);
    return body as T;
  }

  /** Makes a profile for CVR, unless told otherwise. */
  async create(name: string, kind: ProfileKind, fields: Env, types = ['CVR']): Promise<ProfileAnswer> {
    const { status, body } = await this.ask('POST', 'profiles', { name, kind, configurationTypes: types, fields });
    expect([status, body]).toEqual([201, expect.objectContaining({ name, kind })]);
    return body as ProfileAnswer;
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  log(): Promise<string> {
    return readFile(join(this.root, 'log'), 'utf8');
  }
}

export function environment(database: FreshDatabase, root: string, env: Env = {}): Record<string, string> {
  return serviceEnvironment(database, root, { DATABASE_POOL_MAX: '4', LOG_LEVEL: 'debug', ...env });
}

/** A file of `pkcs12/`, as it is sent. */
export const p12 = (name: string): string => readFileSync(join(__dirname, 'pkcs12', `${name}.p12`)).toString('base64');
export const P12_PASSWORD = 'hemmelig-fil';
