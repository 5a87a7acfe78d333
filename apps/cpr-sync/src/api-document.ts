import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactRegister, DEFAULT_SETTINGS, SubjectLeases } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { openPool } from '@contact-sync/database';
import { openCaller, openSockets } from '@contact-sync/outbound';
import { createLogger, describeModule, readConfig, Runs, ServiceMetrics, Settings } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CprSyncModule } from './app.module';
import { CprSyncConfig } from './config';
import { ConnectionTests } from './connection/connection-tests';
import { InterimDirectory } from './deliveries/interim-directory';
import { openKeyedHash } from './keyed-hash';
import { direkteParts } from './direkte/direkte-parts';
import { NAME, TITLE } from './name';
import { SCHEMA } from './schema';
import { cprSettings } from './settings';
import { version } from './version';

/** The OpenAPI document of cpr-sync as it is wired. Nothing is started: no database, broker or port is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const folder = await mkdtemp(join(tmpdir(), 'contact-sync-'));
  try {
    const config = readConfig(CprSyncConfig, {
      DATABASE_URL: 'postgres://nobody@localhost/nothing',
      TRANSPORT: 'in-process',
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
      CPR_INTERIM_DIRECTORY: folder,
      CPR_HASH_KEY: randomBytes(32).toString('base64'),
    });
    const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
    const logger = createLogger({ service: NAME, level: 'error' });
    const now = (): Date => new Date();
    const credentials = openCredentials(config.broker);
    const sockets = openSockets(config.endpoints);
    const metrics = new ServiceMetrics(NAME);
    const hash = openKeyedHash(config);
    const connectionTests = new ConnectionTests();
    const settings = new Settings({ pool, schema: SCHEMA, definitions: cprSettings, now, logger });
    const asked = { pool, credentials, sockets, hash, logger, metrics, connectionTests, settings, config, now };
    const module = CprSyncModule.of({
      ...asked,
      register: new ContactRegister({ settings: () => DEFAULT_SETTINGS, now }),
      directory: await InterimDirectory.open(folder, now),
      runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
      caller: openCaller(config.endpoints),
      leases: new SubjectLeases(pool),
      direkte: direkteParts(asked),
      largeFileBytes: config.largeFileMb,
    });
    return await describeModule(module, { name: NAME, title: TITLE, version: version() });
  } finally {
    await rm(folder, { recursive: true });
  }
}
