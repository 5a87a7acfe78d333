import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactRegister, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { openPool } from '@contact-sync/database';
import { openCaller } from '@contact-sync/outbound';
import { createLogger, describeModule, readConfig, Runs, Settings, systemClock } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SorImportModule } from './app.module';
import { SorImportConfig } from './config';
import { SentFiles } from './fetching/sent-files';
import { SorFileServer } from './fetching/sor-file-server';
import { WorkFolder } from './imports/work-folder';
import { NAME, TITLE } from './name';
import { SCHEMA } from './schema';
import { sorSettings } from './settings';
import { version } from './version';

/** The OpenAPI document of sor-import as it is wired. Nothing is started: no database, broker, port or server is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const path = await mkdtemp(join(tmpdir(), 'contact-sync-'));
  try {
    const config = readConfig(SorImportConfig, {
      DATABASE_URL: 'postgres://nobody@localhost/nothing',
      TRANSPORT: 'in-process',
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
      SOR_DIRECTORY: path,
    });
    const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
    const logger = createLogger({ service: NAME, level: 'error' });
    const now = (): Date => new Date();
    const caller = openCaller({ hosts: [] });
    const folder = await WorkFolder.open(path);
    const sentFiles = new SentFiles(folder);
    const module = SorImportModule.of({
      pool,
      register: new ContactRegister({ settings: () => DEFAULT_SETTINGS, now }),
      folder,
      files: new SorFileServer({ folder, sentFiles, caller, clock: systemClock, idleMs: 1, maxBytes: 1 }),
      now,
      runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
      logger,
      settings: new Settings({ pool, schema: SCHEMA, definitions: sorSettings, now, logger }),
      config,
      caller,
      sentFiles,
      faultOf: () => 'host-not-allowed',
    });
    return await describeModule(module, { name: NAME, title: TITLE, version: version() });
  } finally {
    await rm(path, { recursive: true });
  }
}
