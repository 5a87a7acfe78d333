import { randomBytes } from 'node:crypto';
import { SubjectLeases } from '@contact-sync/contact-register';
import { openPool } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import { CVR_REGISTER_SCHEMA, cvrSettings } from '@contact-sync/registers-cvr';
import { createLogger, describeModule, readConfig, Settings } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CvrUpdateModule } from './app.module';
import { CvrUpdateConfig } from './config';
import { NAME, TITLE } from './name';
import { CvrDoor } from './register/cvr-door';
import { SettingsReader } from './register/settings-reader';
import { version } from './version';

/** The OpenAPI document of cvr-update as it is wired. Nothing is started: no database, broker or port is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = readConfig(CvrUpdateConfig, {
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
  const caller = { call: noCall };
  const module = CvrUpdateModule.of({
    pool,
    settings: new SettingsReader(
      new Settings({ pool, schema: CVR_REGISTER_SCHEMA, definitions: cvrSettings, now, logger }),
      pool,
    ),
    door: new CvrDoor({ credentialsOf: noCall, caller, now }),
    leases: new SubjectLeases(pool),
    caller,
    credentialsOf: noCall,
    now,
    config,
  });
  return describeModule(module, { name: NAME, title: TITLE, version: version() });
}
