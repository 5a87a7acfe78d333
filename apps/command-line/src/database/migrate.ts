import { readFileSync } from 'node:fs';
import { noPositionals, readArguments } from '../arguments';
import type { Command } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failures';
import type { Surroundings } from '../surroundings';
import { asJson, counted } from '../text/table';
import { schemaOwners } from './schema-owners';

/** The address of the database for the role that may change tables: DATABASE_URL, or the file DATABASE_URL_FILE names. */
function databaseUrl(env: Surroundings['env']): string {
  const file = env['DATABASE_URL_FILE'];
  const url = env['DATABASE_URL'] || (file ? readUrl(file) : undefined);
  if (url === undefined || !/^postgres(ql)?:\/\//.test(url)) {
    throw new UsageError('DATABASE_URL must hold the address of the database (postgres://...)');
  }
  return url;
}

function readUrl(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`DATABASE_URL_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

export const migrateDatabase: Command = {
  name: 'migrate',
  usage: '[--json]',
  summary: 'bring the database up to date; needs no running server',
  about: [
    'Creates or updates the tables of every part of contact-sync in the database of DATABASE_URL. The role in DATABASE_URL must be allowed to create schemas and roles; the services run as a role that may not. Run it before a new version starts. Running it again changes nothing.',
  ],
  options: [{ term: '--json', text: 'print the migrations that ran as JSON, for programs' }],
  examples: [
    { term: 'DATABASE_URL=postgres://owner@db/contact_sync contact-sync migrate', text: 'before the services start' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
    noPositionals(positionals);
    const url = databaseUrl(env);
    const { migrate, isConnectionLost, sqlState } = await import('@contact-sync/database');
    let ran: string[];
    try {
      ran = await migrate(url, await schemaOwners());
    } catch (error) {
      const state = sqlState(error);
      const code = state ?? (error as NodeJS.ErrnoException).code;
      if (isConnectionLost(error) || state?.startsWith('28') === true || state === '3D000') {
        throw new CommandFailure(EXIT.notReached, `cannot reach the database of DATABASE_URL (${code})`);
      }
      if (state === '42501') {
        throw new CommandFailure(EXIT.refused, 'the role in DATABASE_URL may not change the database (42501)');
      }
      throw error;
    }
    output.write(values.json === true ? asJson({ ran }) : migrationText(ran));
    return EXIT.done;
  },
};

function migrationText(ran: readonly string[]): string {
  if (ran.length === 0) return 'the database is up to date\n';
  return `${ran.map((name) => `${name}\n`).join('')}the database is up to date: ${counted(ran.length, 'migration')} ran\n`;
}
