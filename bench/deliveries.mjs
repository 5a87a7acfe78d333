// Drives a real cpr-sync: imports asked for over REST.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cprSchema } from '@contact-sync/cpr-sync';
import { startService } from './started-service.mjs';

/** A running cpr-sync with an empty register; imports what lies in `interim`. */
export async function startImporter(settings = {}) {
  const interimOf = (data) => join(data, 'interim');
  const service = await startService('cpr-sync', cprSchema, (data) => {
    mkdirSync(interimOf(data), { mode: 0o700 });
    return { CPR_INTERIM_DIRECTORY: interimOf(data) };
  });
  await service.call('PATCH', '/cpr-sync/settings', { filePersons: 'all', ...settings });
  return {
    ...service,
    interim: interimOf(service.data),
    /** Imports one file of the interim directory; the report says how long the import itself took. */
    async importFile(file) {
      const [delivery] = await service.call('POST', '/cpr-sync/deliveries/import', { files: [file] });
      return service.finished(`/cpr-sync/deliveries/${delivery.id}`);
    },
  };
}
