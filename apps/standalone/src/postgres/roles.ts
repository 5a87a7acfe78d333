import { identifier, RUN_ROLE } from '@contact-sync/database';
import { Client, escapeLiteral } from 'pg';
import type { Passwords } from './initialise';

const DATABASE = 'contact_sync';
const MIGRATE = 'contact_sync_migrate';
const SERVICE = 'contact_sync_service';

/** How the two kinds of users of the database get in. */
export interface DatabaseUrls {
  /** May change tables; for migrations alone. */
  readonly migrate: string;
  /** What services run as; may do what the migrations granted. */
  readonly service: string;
}

/** Makes the database, its owner that migrates, and the role that services log in as, where they are absent. */
export async function prepareDatabase(server: string, passwords: Passwords): Promise<DatabaseUrls> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const exists = async (catalogue: string, column: string, name: string): Promise<boolean> =>
      (await client.query(`select from ${catalogue} where ${column} = $1`, [name])).rowCount === 1;
    if (!(await exists('pg_roles', 'rolname', RUN_ROLE))) {
      await client.query(`create role ${identifier(RUN_ROLE)} nologin`);
    }
    for (const role of [MIGRATE, SERVICE] as const) {
      if (await exists('pg_roles', 'rolname', role)) continue;
      await client.query(`create role ${identifier(role)} login password ${escapeLiteral(passwords[role])}`);
    }
    await client.query(`grant ${identifier(RUN_ROLE)} to ${identifier(SERVICE)}`);
    if (!(await exists('pg_database', 'datname', DATABASE))) {
      await client.query(`create database ${identifier(DATABASE)} owner ${identifier(MIGRATE)}`);
    }
    return { migrate: urlFor(server, MIGRATE, passwords), service: urlFor(server, SERVICE, passwords) };
  } finally {
    await client.end();
  }
}

function urlFor(server: string, role: typeof MIGRATE | typeof SERVICE, passwords: Passwords): string {
  const url = new URL(server);
  url.username = role;
  url.password = passwords[role];
  url.pathname = `/${DATABASE}`;
  return url.toString();
}
