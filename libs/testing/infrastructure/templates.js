'use strict';
const { randomBytes } = require('node:crypto');

/** The first part of the names of a run's template databases, which `freshDatabase` makes and copies. */
const newPrefix = () => `contact_sync_template_${randomBytes(4).toString('hex')}_`;

async function dropTemplates(databaseUrl, prefix) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  } finally {
    await client.end();
  }
}

module.exports = { newPrefix, dropTemplates };
