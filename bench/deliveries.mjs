// Drives a real cpr-sync: its own process, its own database, imports asked for over REST.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@contact-sync/database';
import { contactsSchema } from '@contact-sync/contact-register';
import { cprSchema } from '@contact-sync/cpr-sync';
import { messagingSchema } from '@contact-sync/messaging';
import { startProcess, temporaryDatabase, temporaryFolder } from './measure.mjs';

const TOKEN = 'token-of-the-benchmark-only-0123456789';

/** A running cpr-sync with an empty register; imports what lies in `interim`. */
export async function startImporter(settings = {}) {
  const database = await temporaryDatabase();
  await migrate(database.url, [messagingSchema, contactsSchema, cprSchema]);
  const data = temporaryFolder();
  const interim = join(data, 'interim');
  mkdirSync(interim, { mode: 0o700 });
  const running = await startProcess('./service.mjs', [], {
    DATABASE_URL: database.url,
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: data,
    CONTACT_SYNC_TOKEN: TOKEN,
    CPR_INTERIM_DIRECTORY: interim,
    LOG_LEVEL: 'error',
  });
  const call = async (method, path, body) => {
    const response = await fetch(`${running.first.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  await call('PATCH', '/cpr-sync/settings', { filePersons: 'all', ...settings });
  return {
    database,
    interim,
    call,
    /** Imports one file of the interim directory; the report says how long the import itself took. */
    async importFile(file) {
      const [delivery] = await call('POST', '/cpr-sync/deliveries/import', { files: [file] });
      for (;;) {
        const report = await call('GET', `/cpr-sync/deliveries/${delivery.id}`);
        if (report.finishedAt) {
          const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000;
          if (report.state !== 'imported') throw new Error(`${file}: ${report.state} ${report.refusal ?? ''}`);
          return { report, seconds };
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      running.child.stdin.end();
      const last = await running.read();
      await running.exited;
      await database.drop();
      return last;
    },
  };
}
