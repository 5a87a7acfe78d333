import { identifier, migrate, openPool, RUN_ROLE, sqlState, type SchemaOwner } from '@contact-sync/database';
import { createHash } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { uniqueName } from './unique-name';

export interface FreshDatabase {
  /** For the migrating role, which may do everything. */
  readonly url: string;
  /** For the running role, as services have it. */
  readonly runUrl: string;
  /** Connected as the running role when owners were given, so that a missing grant shows; else as the migrating role. */
  readonly pool: Pool;
  drop(): Promise<void>;
}

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';
// Any number will do.
const TEMPLATE_LOCK = 4_711_202_609;

/** A database of its own on the server of `DATABASE_URL`, brought up to date for the given owners. Drop it in `afterAll`. */
export async function freshDatabase({
  owners = [],
  server = process.env.DATABASE_URL ?? DEFAULT_URL,
}: { owners?: readonly SchemaOwner[]; server?: string } = {}): Promise<FreshDatabase> {
  const name = uniqueName('contact_sync');
  const url = urlOf(server, name);
  const runUrl = withRunRole(url);
  const template = templateName(server, owners);
  await onServer(server, async (client) => {
    if (template === undefined) await client.query(`create database ${identifier(name)}`);
    else await createFrom(template, name, client, () => makeTemplate(template, server, owners));
    // Nobody kills the server that all tests share, so no commit there need wait for the disk.
    if (isShared(server)) await client.query(`alter database ${identifier(name)} set synchronous_commit = off`);
  });
  if (template === undefined && owners.length > 0) await migrate(url, owners);
  const pool = openPool(owners.length > 0 ? runUrl : url, { max: 8, applicationName: name });
  return {
    url,
    runUrl,
    pool,
    drop: async () => {
      await pool.end();
      await onServer(server, (client) => dropDatabase(client, name));
    },
  };
}

/**
 * The database that all of a run's tests with these owners begin with a copy of; undefined where each migrates its own,
 * outside a run of tests and on a server of a test's own. A run makes its templates itself and drops them at its end, so
 * that none is older than the migrations.
 */
function templateName(server: string, owners: readonly SchemaOwner[]): string | undefined {
  const prefix = process.env['TEST_TEMPLATES'];
  if (prefix === undefined || owners.length === 0 || !isShared(server)) return undefined;
  const content = owners.map(({ schema, migrations }) => [schema, migrations.map((each) => [each.name, String(each)])]);
  return `${prefix}${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12)}`;
}

async function createFrom(template: string, name: string, client: Client, make: () => Promise<void>): Promise<void> {
  const copy = `create database ${identifier(name)} template ${identifier(template)}`;
  try {
    await client.query(copy);
  } catch (error) {
    if (sqlState(error) !== UNDEFINED_DATABASE) throw error;
    await make();
    await client.query(copy);
  }
}

const UNDEFINED_DATABASE = '3D000';

/** Makes it under another name, so that nobody copies half of it; whoever comes meanwhile waits. */
async function makeTemplate(template: string, server: string, owners: readonly SchemaOwner[]): Promise<void> {
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const unfinished = `${template}_unfinished`;
    await dropDatabase(client, unfinished);
    await client.query(`create database ${identifier(unfinished)}`);
    await migrate(urlOf(server, unfinished), owners);
    await client.query(`alter database ${identifier(unfinished)} rename to ${identifier(template)}`);
  });
}

async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${identifier(name)} with (force)`);
}

const isShared = (server: string): boolean => server === (process.env.DATABASE_URL ?? DEFAULT_URL);

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

function withRunRole(database: string): string {
  const url = new URL(database);
  url.searchParams.set('options', `-c role=${RUN_ROLE}`);
  return url.toString();
}

async function onServer(server: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
