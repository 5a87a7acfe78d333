import { Client, type Pool } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { identifier } from './identifier';

/** The role that services run as, or are members of. It cannot alter tables. */
export const RUN_ROLE = 'contact_sync_run';

/** A forward-only TypeORM migration; the class name ends in its 13-digit time stamp, which gives the order. */
export type MigrationClass = new () => MigrationInterface;

/** A part of the product that owns one schema. */
export interface SchemaOwner {
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
}

/** A service met a database that `contact-sync migrate` has not brought up to date. */
export class SchemaOutOfDate extends Error {
  constructor(readonly missing: readonly string[]) {
    super(`the database lacks ${missing.join(', ')}; run "contact-sync migrate"`);
    this.name = 'SchemaOutOfDate';
  }
}

// Any number will do, as long as every release uses the same one.
const MIGRATION_LOCK = 4_711_202_601;
const MIGRATION_TABLE = 'migration';

/**
 * Runs the migrations that are not yet in the database, owner by owner in the order given, each migration in its own
 * transaction; two callers at once wait for each other. Creates the running role where it is absent and lets it read
 * each schema's list of migrations; what more it may do each migration grants with `grantToRunRole`. Returns what ran,
 * as `schema.Name`. The url is the migrating role's.
 */
export async function migrate(
  url: string,
  owners: readonly SchemaOwner[],
  { runRole = RUN_ROLE }: { readonly runRole?: string } = {},
): Promise<string[]> {
  const lock = new Client({ connectionString: url, application_name: 'contact-sync migrate' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await createRole(lock, runRole);
    const ran: string[] = [];
    for (const owner of owners) {
      await lock.query(`create schema if not exists ${identifier(owner.schema)}`);
      await lock.query(`grant usage on schema ${identifier(owner.schema)} to ${identifier(runRole)}`);
      ran.push(...(await migrateOwner(url, owner, runRole)));
      await lock.query(
        `grant select on ${identifier(owner.schema)}.${identifier(MIGRATION_TABLE)} to ${identifier(runRole)}`,
      );
    }
    return ran;
  } finally {
    await lock.end();
  }
}

/** Roles belong to the whole server: another database's migration may create this one at the same moment. */
async function createRole(client: Client, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount !== 0) return;
  await client.query(
    `do $$ begin create role ${identifier(role)} nologin; exception when duplicate_object or unique_violation then null; end $$`,
  );
}

async function migrateOwner(url: string, owner: SchemaOwner, runRole: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: owner.schema,
    migrations: [...owner.migrations],
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logging: false,
    // Read by grantToRunRole.
    extra: { max: 1, options: `-c contact_sync.run_role=${runRole}` },
  });
  await source.initialize();
  try {
    const ran = await source.runMigrations();
    return ran.map(({ name }) => `${owner.schema}.${name}`);
  } finally {
    await source.destroy();
  }
}

/** Inside a migration: grants privileges (`select, insert`) on a table, sequence or function to the running role. */
export async function grantToRunRole(runner: QueryRunner, privileges: string, on: string): Promise<void> {
  const [row] = (await runner.query(`select current_setting('contact_sync.run_role') as role`)) as { role: string }[];
  await runner.query(`grant ${privileges} on ${on} to ${identifier(row?.role ?? RUN_ROLE)}`);
}

/** Services call this at start: throws `SchemaOutOfDate`, naming what is missing, and never changes anything. */
export async function checkSchema(pool: Pool, owners: readonly SchemaOwner[]): Promise<void> {
  const missing: string[] = [];
  for (const { schema, migrations } of owners) {
    const table = `${identifier(schema)}.${identifier(MIGRATION_TABLE)}`;
    const { rows: found } = await pool.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
      table,
    ]);
    const known =
      found[0]?.present === true ? (await pool.query<{ name: string }>(`select name from ${table}`)).rows : [];
    const names = new Set(known.map(({ name }) => name));
    missing.push(...migrations.filter(({ name }) => !names.has(name)).map(({ name }) => `${schema}.${name}`));
  }
  if (missing.length > 0) throw new SchemaOutOfDate(missing);
}
