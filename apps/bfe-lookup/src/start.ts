import { hostname } from 'node:os';
import { contactsSchema, SubjectLeases } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { checkSchema, openPool } from '@contact-sync/database';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { hostRules, isAllowedHost, openCaller } from '@contact-sync/outbound';
import {
  createLogger,
  createService,
  databaseCheck,
  readConfig,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  ServiceMetrics,
  Settings,
  systemClock,
  type Clock,
  type Environment,
  type Logger,
  type RunningService,
} from '@contact-sync/service';
import { BfeLookupModule } from './app.module';
import { BfeLookupConfig } from './config';
import { lookupMetrics } from './health/lookup-metrics';
import { registerChecks } from './health/register-checks';
import { registerProblem } from './lookups/register-problem';
import { NAME, TITLE } from './name';
import { BfeDoor } from './register/bfe-door';
import { BfeLane } from './register/bfe-lane';
import { bfeSchema, SCHEMA } from './schema';
import { bfeSettings } from './settings/bfe-settings';
import { changeSettings } from './settings/change-settings';
import { ProfileUse } from './settings/profile-use';
import { version } from './version';

/** A running bfe-lookup, with the logger its lines go to. */
export interface BfeLookup extends RunningService {
  readonly logger: Logger;
}

/**
 * Starts bfe-lookup; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run; its schedules go by
 * the clock.
 */
export async function start(env: Environment, clock: Clock = systemClock): Promise<BfeLookup> {
  const config = readConfig(BfeLookupConfig, env);
  const { level, file } = config.log;
  const logger = createLogger({ service: NAME, level, ...(file !== undefined && { file }) });
  const pool = openPool(config.database.url, { max: config.database.poolMax, applicationName: NAME });
  const now = (): Date => clock.now();
  try {
    await checkSchema(pool, [messagingSchema, contactsSchema, bfeSchema]);
    const { hosts, caFile } = config.endpoints;
    const limitMs = config.callLimit * 1000;
    const leaseMs = config.lease * 1000;
    const caller = openCaller({ hosts, caFile, timeoutMs: limitMs });
    const credentials = openCredentials(config.broker);
    const leases = new SubjectLeases(pool);
    const metrics = new ServiceMetrics(NAME);
    const { onCall, onResult } = lookupMetrics(metrics);
    const credentialsOf = (profile: string) => credentials.source(profile);
    const door = new BfeDoor({ credentialsOf, caller, limitMs, now, onCall });
    const lane = new BfeLane({ pool, logger });
    const use = new ProfileUse(credentials, logger);
    const rules = hostRules(hosts);
    const change = { credentials, use, isAllowed: (url: string) => isAllowedHost(url, rules) };
    const settings = new Settings({
      pool,
      schema: SCHEMA,
      definitions: bfeSettings,
      now,
      logger,
      onChange: (tx, changes, next) => changeSettings(change, tx, changes, next),
    });
    await settings.start();
    const runs = new Runs({ pool, schema: SCHEMA, replica: `${hostname()} ${process.pid}`, logger, leaseMs });
    const parts = { pool, settings, door, lane, leases, credentials, use, runs, logger, now, clock, config, onResult };
    const service = await createService({
      name: NAME,
      title: TITLE,
      version: version(),
      module: BfeLookupModule.of(parts),
      config,
      logger,
      metrics,
      now,
      checks: [databaseCheck(pool), ...registerChecks(lane)],
      problemOf: registerProblem,
    });
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: `${NAME}.tasks`, leaseMs }) });
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    const url = await service.listen();
    return {
      name: NAME,
      url,
      health: service.health,
      metrics,
      logger,
      stop: async () => {
        await service.stop();
        await runs.stop();
        settings.stop();
        await leases.stop();
        await credentials.stop();
        caller.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
