import { hostname } from 'node:os';
import { checkSchema, openPool } from '@contact-sync/database';
import { answerCredentials, credentialCallers } from '@contact-sync/credentials';
import { messagingSchema } from '@contact-sync/messaging';
import { openCaller } from '@contact-sync/outbound';
import {
  type Clock,
  createLogger,
  createService,
  databaseCheck,
  expiryMetrics,
  readConfig,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  systemClock,
  type Environment,
  type Logger,
  type RunningService,
} from '@contact-sync/service';
import { ProfileCredentials } from './answering/profile-credentials';
import { AuthProfileModule } from './app.module';
import { AuthProfileConfig } from './config';
import { profilesExpiry } from './expiry/profiles-expiry';
import { assertKeysOpen } from './keys/envelope-store';
import { openKeyRing } from './keys/key-ring';
import { NAME, TITLE } from './name';
import { authSchema, SCHEMA } from './schema';
import { ProfileStore } from './profiles/profile-store';
import { Tokens } from './tokens/tokens';
import { version } from './version';

/** A running auth-profile, with the logger its lines go to. */
export interface AuthProfile extends RunningService {
  readonly logger: Logger;
}

/**
 * Starts auth-profile; it listens when this returns. Throws `ConfigurationFaulty` with every fault of the environment,
 * `SchemaOutOfDate` where `contact-sync migrate` has not been run, and `KeysUnusable` where a key is missing that opens what
 * is stored. Its schedules go by the clock.
 */
export async function start(env: Environment, clock: Clock = systemClock): Promise<AuthProfile> {
  const config = readConfig(AuthProfileConfig, env);
  const { level, file } = config.log;
  const logger = createLogger({ service: NAME, level, ...(file !== undefined && { file }) });
  const pool = openPool(config.database.url, { max: config.database.poolMax, applicationName: NAME });
  const now = (): Date => clock.now();
  try {
    await checkSchema(pool, [messagingSchema, authSchema]);
    const ring = openKeyRing(config);
    await assertKeysOpen(pool, ring);
    const runs = new Runs({ pool, schema: SCHEMA, replica: `${hostname()} ${process.pid}`, logger });
    const store = new ProfileStore({ pool, ring, now });
    const caller = openCaller(config.endpoints);
    const tokens = new Tokens(caller, now);
    const service = await createService({
      name: NAME,
      title: TITLE,
      version: version(),
      module: AuthProfileModule.of({ pool, ring, store, tokens, caller, runs, logger, config, now, clock }),
      config,
      logger,
      now,
      checks: [databaseCheck(pool)],
    });
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    expiryMetrics(service.metrics, [profilesExpiry(pool)], now);
    const answering = answerCredentials(new ProfileCredentials({ store, tokens, now }), {
      road: config.broker,
      callers: credentialCallers(config.credentialCallers),
      onTurnedAway: (who) => logger.warn(who, 'somebody who asked for a credential was turned away'),
      onFault: (error) => logger.error({ err: error }, 'a credential could not be given'),
      now: () => now().getTime(),
    });
    const url = await service.listen();
    return {
      name: NAME,
      url,
      health: service.health,
      metrics: service.metrics,
      logger,
      stop: async () => {
        await answering.stop();
        await service.stop();
        caller.close();
        await runs.stop();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
