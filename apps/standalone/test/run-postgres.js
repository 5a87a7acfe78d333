'use strict';
// A run of its own, to be killed and to be started as another user: node run-postgres.js DATA_FOLDER SYSTEM_FOLDER
const { join } = require('node:path');
const { choosePlace } = require('../dist/postgres/place');
const { startPostgres } = require('../dist/postgres/start-postgres');

const [dataFolder, systemFolder] = process.argv.slice(2);

const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function main() {
  const lines = [];
  const place = choosePlace(dataFolder, { say: (line) => lines.push(line), systemFolder });
  const running = await startPostgres(place, join(dataFolder, 'postgres.log'));
  process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
  tell({ urls: running.urls, isNew: running.isNew, place: place.folder, lines });
}

main().catch((error) => {
  tell({ error: error.name, message: error.message, cause: String(error.cause) });
  process.exitCode = 1;
});
