import { contactsSchema, SubjectLeases } from '@contact-sync/contact-register';
import { type CredentialSource, openCredentials } from '@contact-sync/credentials';
import { checkSchema, openPool } from '@contact-sync/database';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { openCaller } from '@contact-sync/outbound';
import { CVR_REGISTER_SCHEMA, cvrRegisterSchema, cvrSettings } from '@contact-sync/registers-cvr';
import {
  type Clock,
  createLogger,
  createService,
  databaseCheck,
  type Environment,
  type Logger,
  readConfig,
  type RunningService,
  ServiceMetrics,
  Settings,
  systemClock,
} from '@contact-sync/service';
import { CvrUpdateModule } from './app.module';
import { CvrUpdateConfig } from './config';
import { registerChecks } from './health/register-checks';
import { updateMetrics } from './health/update-metrics';
import { registerProblem } from './lookups/register-problem';
import { NAME, TITLE } from './name';
import { CvrDoor } from './register/cvr-door';
import { SettingsReader } from './register/settings-reader';
import { version } from './version';

/** A running cvr-update, with the logger its lines go to. */
export interface CvrUpdate extends RunningService {
  readonly logger: Logger;
}

/**
 * Starts cvr-update; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run.
 */
export async function start(env: Environment, clock: Clock = systemClock): Promise<CvrUpdate> {
  const config = readConfig(CvrUpdateConfig, env);
  const { level, file } = config.log;
  const logger = createLogger({ service: NAME, level, ...(file !== undefined && { file }) });
  const pool = openPool(config.database.url, { max: config.database.poolMax, applicationName: NAME });
  const now = (): Date => clock.now();
  try {
    await checkSchema(pool, [messagingSchema, contactsSchema, cvrRegisterSchema]);
    const { hosts, caFile } = config.endpoints;
    const limitMs = config.callLimit * 1000;
    const caller = openCaller({ hosts, caFile, timeoutMs: limitMs });
    const credentials = openCredentials(config.broker);
    const leases = new SubjectLeases(pool);
    const metrics = new ServiceMetrics(NAME);
    const { onCall, onResult } = updateMetrics(metrics);
    const credentialsOf = (profile: string): CredentialSource => credentials.source(profile);
    const door = new CvrDoor({ credentialsOf, caller, limitMs, now, onCall });
    const settings = new Settings({
      pool,
      schema: CVR_REGISTER_SCHEMA,
      definitions: cvrSettings,
      now,
      logger,
      // As the service that serves them has it.
      defaults: { cvrIntegration: config.integrations.isOn },
    });
    const service = await createService({
      name: NAME,
      title: TITLE,
      version: version(),
      module: CvrUpdateModule.of({
        pool,
        settings: new SettingsReader(settings, pool),
        door,
        leases,
        caller,
        credentialsOf,
        now,
        config,
        onResult,
      }),
      config,
      logger,
      metrics,
      now,
      checks: [databaseCheck(pool), ...registerChecks(pool)],
      problemOf: registerProblem,
    });
    const leaseMs = config.lease * 1000;
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: `${NAME}.tasks`, leaseMs }) });
    const url = await service.listen();
    return {
      name: NAME,
      url,
      health: service.health,
      metrics,
      logger,
      stop: async () => {
        await service.stop();
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
