import { randomBytes } from 'node:crypto';
import { openPool } from '@contact-sync/database';
import { openCaller } from '@contact-sync/outbound';
import { createLogger, describeModule, readConfig, Runs } from '@contact-sync/service';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AuthProfileModule } from './app.module';
import { AuthProfileConfig } from './config';
import { KeyRing, newKey } from './keys/key-ring';
import { NAME, TITLE } from './name';
import { ProfileStore } from './profiles/profile-store';
import { SCHEMA } from './schema';
import { Tokens } from './tokens/tokens';
import { version } from './version';

/** The OpenAPI document of auth-profile as it is wired. Nothing is started: no database, broker or port is asked for. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = readConfig(AuthProfileConfig, {
    DATABASE_URL: 'postgres://nobody@localhost/nothing',
    TRANSPORT: 'in-process',
    ACCESS: 'local',
    CONTACT_SYNC_TOKEN: randomBytes(32).toString('hex'),
    AUTH_KEYS: newKey('none'),
  });
  const pool = openPool(config.database.url, { max: 1, applicationName: NAME });
  const logger = createLogger({ service: NAME, level: 'error' });
  const now = (): Date => new Date();
  const ring = KeyRing.parse(config.keys ?? '');
  const caller = openCaller(config.endpoints);
  const module = AuthProfileModule.of({
    pool,
    ring,
    store: new ProfileStore({ pool, ring, now }),
    tokens: new Tokens(caller, now),
    caller,
    runs: new Runs({ pool, schema: SCHEMA, replica: 'none', logger }),
    logger,
    config,
    now,
  });
  return describeModule(module, { name: NAME, title: TITLE, version: version() });
}
