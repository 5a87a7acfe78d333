import { randomBytes } from 'node:crypto';
import { openPool } from '@contact-sync/database';
import { createLogger, describeModule, readConfig, Runs } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ContactDeskModule } from './app.module';
import { ContactDeskConfig } from './config';
import { CursorSeal } from './cursors/cursor-seal';
import { NAME, TITLE } from './name';
import { SCHEMA } from './schema';
import { version } from './version';

/** The OpenAPI document of contact-desk as it is wired. Nothing is started: no database, broker or port is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = readConfig(ContactDeskConfig, {
    DATABASE_URL: 'postgres://nobody@localhost/nothing',
    TRANSPORT: 'in-process',
    ACCESS: 'local',
    CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
    CURSOR_KEY: randomBytes(32).toString('base64'),
  });
  const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
  const logger = createLogger({ service: NAME, level: 'error' });
  const module = ContactDeskModule.of({
    pool,
    seal: new CursorSeal(randomBytes(32)),
    runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
    now: () => new Date(),
    config,
    logger,
  });
  return describeModule(module, { name: NAME, title: TITLE, version: version() });
}
