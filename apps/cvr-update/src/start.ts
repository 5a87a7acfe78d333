import { contactsSchema, SubjectLeases } from '@contact-sync/contact-register';
import { type CredentialSource, openCredentials } from '@contact-sync/credentials';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { openCaller } from '@contact-sync/outbound';
import { CVR_REGISTER_SCHEMA, cvrRegisterSchema, cvrSettings } from '@contact-sync/registers-cvr';
import {
  databaseCheck,
  ServiceMetrics,
  Settings,
  startService,
  systemClock,
  type Clock,
  type Environment,
  type RunningService,
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

/** A running cvr-update. */
export type CvrUpdate = RunningService;

/**
 * Starts cvr-update; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<CvrUpdate> {
  const schemas = [messagingSchema, contactsSchema, cvrRegisterSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: CvrUpdateConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, create }) => {
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
    const service = await create({
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
      metrics,
      checks: [databaseCheck(pool), ...registerChecks(pool)],
      problemOf: registerProblem,
    });
    const leaseMs = config.lease * 1000;
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: `${NAME}.tasks`, leaseMs }) });
    return {
      service,
      stopAfter: async () => {
        await leases.stop();
        await credentials.stop();
        caller.close();
      },
    };
  });
}
