// Drives one real service: its own process, its own database, asked over REST.
import { migrate } from '@contact-sync/database';
import { contactsSchema } from '@contact-sync/contact-register';
import { messagingSchema } from '@contact-sync/messaging';
import { startProcess, temporaryDatabase, temporaryFolder } from './measure.mjs';

const TOKEN = 'token-of-the-benchmark-only-0123456789';

/** A running service with an empty register; `environment` is given the folder of its data. */
export async function startService(name, schema, environment = () => ({})) {
  const database = await temporaryDatabase();
  await migrate(database.url, [messagingSchema, contactsSchema, schema]);
  const data = temporaryFolder();
  const running = await startProcess('./service.mjs', [name], {
    DATABASE_URL: database.url,
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: data,
    CONTACT_SYNC_TOKEN: TOKEN,
    LOG_LEVEL: 'error',
    ...environment(data),
  });
  const call = async (method, path, body) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${running.first.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(body && !isForm && { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    database,
    data,
    call,
    /** Waits for the end of an import, by its report; tells how long it took by itself. */
    async finished(path) {
      for (;;) {
        const report = await call('GET', path);
        if (report.finishedAt) {
          const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000;
          if (report.state !== 'imported')
            throw new Error(`${path}: ${report.state} ${JSON.stringify(report.refusal ?? '')}`);
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
