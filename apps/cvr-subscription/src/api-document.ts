import { randomBytes } from 'node:crypto';
import { openCredentials } from '@contact-sync/credentials';
import { openPool } from '@contact-sync/database';
import { CVR_REGISTER_SCHEMA, cvrSettings } from '@contact-sync/registers-cvr';
import { createLogger, describeModule, readConfig, Runs, Settings } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CvrSubscriptionModule } from './app.module';
import { CvrSubscriptionConfig } from './config';
import { ProfileUse } from './following/profile-use';
import { NAME, TITLE } from './name';
import { CvrLane } from './register/cvr-lane';
import { SCHEMA } from './schema';
import { version } from './version';

/** The OpenAPI document of cvr-subscription as it is wired. Nothing is started: no database, broker or register is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = readConfig(CvrSubscriptionConfig, {
    DATABASE_URL: 'postgres://nobody@localhost/nothing',
    TRANSPORT: 'in-process',
    ACCESS: 'local',
    CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
  });
  const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
  const logger = createLogger({ service: NAME, level: 'error' });
  const now = (): Date => new Date();
  const settings = new Settings({ pool, schema: CVR_REGISTER_SCHEMA, definitions: cvrSettings, now, logger });
  const module = CvrSubscriptionModule.of({
    pool,
    lane: new CvrLane({ pool, logger }),
    open: () => {
      throw new Error('a description opens no register');
    },
    use: new ProfileUse(openCredentials({ transport: 'in-process', exchange: 'none' }), logger),
    readSettings: (db) => settings.read(db),
    now,
    logger,
    runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
    settings,
    config,
  });
  return describeModule(module, { name: NAME, title: TITLE, version: version() });
}
