// Drives a real sor-import: files of consecutive days, sent over REST.
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { createOrganisationWorld, writeDailyFile } from '@contact-sync/register-simulator';
import { sorSchema } from '@contact-sync/sor-import';
import { temporaryFolder } from './measure.mjs';
import { startService } from './started-service.mjs';

const FIRST_DAY = '2026-03-02';

/** Writes the files of so many days; answers their days, paths and rows. */
export async function writeDays({ units, days, changed }) {
  const world = createOrganisationWorld({ seed: 7, organisations: units, start: FIRST_DAY, changed });
  const folder = temporaryFolder();
  const files = [];
  for (let at = 0; at < days; at += 1) {
    if (at > 0) world.turn();
    const written = await writeDailyFile({ world, path: join(folder, `SorEntity_daily_${world.day}.csv`) });
    files.push({ day: world.day, ...written });
  }
  return files;
}

/** A running sor-import with an empty register. No history file is asked for. */
export async function startSorImport() {
  const service = await startService('sor-import', sorSchema);
  await service.call('PATCH', '/sor-import/settings', { historyUrl: '' });
  return {
    ...service,
    /** Sends a file as that of its day and waits until it is imported; the time is the import's own. */
    async importFile({ day, path }) {
      const form = new FormData();
      form.set('day', day);
      form.set('file', await openAsBlob(path), `SorEntity_daily_${day}.csv`);
      const { id } = await service.call('POST', '/sor-import/imports/upload', form);
      return service.finished(`/sor-import/imports/${id}`);
    },
  };
}
