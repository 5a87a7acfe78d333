import { answerCredentials, credentialCallers } from '@contact-sync/credentials';
import { messagingSchema } from '@contact-sync/messaging';
import { openCaller } from '@contact-sync/outbound';
import {
  databaseCheck,
  expiryMetrics,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  startService,
  systemClock,
  type Clock,
  type Environment,
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

/** A running auth-profile. */
export type AuthProfile = RunningService;

/**
 * Starts auth-profile; it listens when this returns. Throws `ConfigurationFaulty` with every fault of the environment,
 * `SchemaOutOfDate` where `contact-sync migrate` has not been run, and `KeysUnusable` where a key is missing that opens what
 * is stored. Its schedules go by the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<AuthProfile> {
  const schemas = [messagingSchema, authSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: AuthProfileConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
    const ring = openKeyRing(config);
    await assertKeysOpen(pool, ring);
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger });
    const store = new ProfileStore({ pool, ring, now });
    const caller = openCaller(config.endpoints);
    const tokens = new Tokens(caller, now);
    const service = await create({
      module: AuthProfileModule.of({ pool, ring, store, tokens, caller, runs, logger, config, now, clock }),
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
    return {
      service,
      stopFirst: () => answering.stop(),
      stopAfter: async () => {
        caller.close();
        await runs.stop();
      },
    };
  });
}
