import { randomBytes } from 'node:crypto';
import { SubjectLeases } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { openPool } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import { createLogger, describeModule, readConfig, Runs, Settings } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { BfeLookupModule } from './app.module';
import { BfeLookupConfig } from './config';
import { NAME, TITLE } from './name';
import { BfeDoor } from './register/bfe-door';
import { BfeLane } from './register/bfe-lane';
import { SCHEMA } from './schema';
import { bfeSettings } from './settings/bfe-settings';
import { ProfileUse } from './settings/profile-use';
import { version } from './version';

/** The OpenAPI document of bfe-lookup as it is wired. Nothing is started: no database, broker or register is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = readConfig(BfeLookupConfig, {
    DATABASE_URL: 'postgres://nobody@localhost/nothing',
    TRANSPORT: 'in-process',
    ACCESS: 'local',
    CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
  });
  const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
  const logger = createLogger({ service: NAME, level: 'error' });
  const now = (): Date => new Date();
  const noCall = (): never => {
    throw new CallFailed('wrong', 'not-started');
  };
  const credentials = openCredentials({ transport: 'in-process', exchange: 'none' });
  const module = BfeLookupModule.of({
    pool,
    settings: new Settings({ pool, schema: SCHEMA, definitions: bfeSettings, now, logger }),
    door: new BfeDoor({ credentialsOf: noCall, caller: { call: noCall }, now }),
    lane: new BfeLane({ pool, logger }),
    leases: new SubjectLeases(pool),
    credentials,
    use: new ProfileUse(credentials, logger),
    runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
    logger,
    now,
    config,
  });
  return describeModule(module, { name: NAME, title: TITLE, version: version() });
}
