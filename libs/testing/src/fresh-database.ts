import { identifier, migrate, openPool, RUN_ROLE, type SchemaOwner } from '@contact-sync/database';
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

/** A database of its own on the server of `DATABASE_URL`, brought up to date for the given owners. Drop it in `afterAll`. */
export async function freshDatabase({
  owners = [],
  server = process.env.DATABASE_URL ?? DEFAULT_URL,
}: { owners?: readonly SchemaOwner[]; server?: string } = {}): Promise<FreshDatabase> {
  const name = uniqueName('contact_sync');
  await onServer(server, `create database ${identifier(name)}`);
  // Nobody kills the server that all tests share, so no commit there need wait for the disk.
  if (isShared(server)) await onServer(server, `alter database ${identifier(name)} set synchronous_commit = off`);
  const target = new URL(server);
  target.pathname = `/${name}`;
  const url = target.toString();
  target.searchParams.set('options', `-c role=${RUN_ROLE}`);
  const runUrl = target.toString();
  if (owners.length > 0) await migrate(url, owners);
  const pool = openPool(owners.length > 0 ? runUrl : url, { max: 8, applicationName: name });
  return {
    url,
    runUrl,
    pool,
    drop: async () => {
      await pool.end();
      await onServer(server, `drop database if exists ${identifier(name)} with (force)`);
    },
  };
}

const isShared = (server: string): boolean => server === (process.env.DATABASE_URL ?? DEFAULT_URL);

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
