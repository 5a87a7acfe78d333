// First load: a status extract into an empty register, with contacts, history and events, against `psql \copy` of the
// rows that came out into tables of the same shape.
import { writeDeliveries } from '@contact-sync/register-simulator';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startImporter } from '../deliveries.mjs';
import { psql, temporaryDatabase, temporaryFolder, timed } from '../measure.mjs';

const PERSONS = Number(process.env.BENCH_PERSONS ?? 100_000);

export const firstLoad = {
  title: 'first load: CPR file to contacts, history, events in PostgreSQL',
  peer: '`psql \\copy` of the finished rows',
  must: 0.25,
  aim: 0.5,
  async run() {
    const importer = await startImporter();
    const [file] = await writeDeliveries({
      seed: 1,
      persons: PERSONS,
      nights: 0,
      layout: 'lines',
      out: importer.interim,
    });
    const { seconds, report } = await importer.importFile(file.name);
    const folder = temporaryFolder();
    const tables = await exportTables(importer.database.url, folder);
    const peer = await temporaryDatabase();
    await likeTables(importer.database.url, peer.url);
    const copied = await timed(() => {
      for (const table of tables) psql(peer.url, `\\copy ${table} from '${join(folder, table)}'`);
    });
    const bytes = readdirSync(folder).length;
    await peer.drop();
    await importer.stop();
    return {
      ratio: copied.seconds / seconds,
      ours: `${Math.round(report.persons / seconds)} persons/s`,
      theirs: `${copied.seconds.toFixed(1)} s for ${bytes} tables, ours ${seconds.toFixed(1)} s`,
    };
  },
};

/** Every table of the product that the import filled. */
async function exportTables(url, folder) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select schemaname || '.' || relname as name from pg_stat_user_tables
      where schemaname in ('contacts', 'service_queue', 'cpr') order by 1`,
  );
  const filled = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query(`select exists (select from ${name}) as filled`);
    if (found[0].filled) filled.push(name);
  }
  await client.end();
  for (const name of filled) psql(url, `\\copy ${name} to '${join(folder, name)}'`);
  return filled;
}

/** The same tables with their indexes and checks, empty, in another database. */
async function likeTables(from, to) {
  const { execSync } = await import('node:child_process');
  const schemas = ['contacts', 'service_queue', 'cpr'].map((name) => `-n ${name}`).join(' ');
  execSync(
    `pg_dump --schema-only --section=pre-data --section=post-data --no-owner --no-privileges ${schemas} '${from}' | psql -X -q '${to}'`,
    {
      shell: '/bin/bash',
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  const client = new pg.Client({ connectionString: to });
  await client.connect();
  // Seeds that migrations write are not in a schema-only dump; foreign keys would make the order of tables matter.
  const { rows } = await client.query(
    `select conrelid::regclass as table, conname from pg_constraint where contype = 'f'`,
  );
  for (const { table, conname } of rows) await client.query(`alter table ${table} drop constraint "${conname}"`);
  await client.end();
}
