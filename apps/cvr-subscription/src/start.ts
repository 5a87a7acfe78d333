import { contactsSchema } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { messagingSchema, NEW_CONTACTS_QUEUE, transportOf } from '@contact-sync/messaging';
import { hostRules, isAllowedHost, openCaller } from '@contact-sync/outbound';
import { CVR_REGISTER_SCHEMA, cvrRegisterSchema, cvrSettings, openCvrRegister } from '@contact-sync/registers-cvr';
import {
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  Settings,
  startService,
  systemClock,
  type Clock,
  type Environment,
  type RunningService,
} from '@contact-sync/service';
import type { FastifyInstance } from 'fastify';
import { CvrSubscriptionModule } from './app.module';
import { CvrSubscriptionConfig } from './config';
import { changeSettings } from './following/change-settings';
import { ProfileUse } from './following/profile-use';
import { NAME, TITLE } from './name';
import { originalProbes } from './probes/original-probes';
import { registerChecks } from './probes/register-checks';
import { CvrLane } from './register/cvr-lane';
import type { OpenRegister } from './register/open-register';
import { cvrSchema, SCHEMA } from './schema';
import { subscriptionMetrics } from './status/subscription-metrics';
import { version } from './version';

/** A running cvr-subscription. */
export type CvrSubscription = RunningService;

/**
 * Starts cvr-subscription; it listens and follows the settings when this returns. Throws `ConfigurationFaulty` with every
 * fault of the environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run; its
 * schedules go by the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<CvrSubscription> {
  const schemas = [messagingSchema, contactsSchema, cvrRegisterSchema, cvrSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: CvrSubscriptionConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
    const { hosts, caFile } = config.endpoints;
    const caller = openCaller({ hosts, caFile, timeoutMs: config.callLimit * 1000 });
    const credentials = openCredentials(config.broker);
    const rules = hostRules(hosts);
    const use = new ProfileUse(credentials, logger);
    const change = {
      credentials,
      use,
      isAllowed: (url: string) => isAllowedHost(url, rules),
    };
    const settings = new Settings({
      pool,
      schema: CVR_REGISTER_SCHEMA,
      definitions: cvrSettings,
      now,
      logger,
      defaults: { cvrIntegration: config.integrations.isOn },
      onChange: (tx, changes, next) => changeSettings(change, tx, changes, next),
    });
    await settings.start();
    const open: OpenRegister = (values) =>
      openCvrRegister({ settings: values, credentials: credentials.source(values.authProfile), caller, now });
    const lane = new CvrLane({ pool, logger });
    const leaseMs = config.runLease * 1000;
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger, leaseMs });
    const readSettings: typeof settings.read = (db) => settings.read(db);
    const parts = { pool, lane, open, use, readSettings, now, clock, logger, runs, settings, config };
    const service = await create({
      module: CvrSubscriptionModule.of(parts),
      checks: registerChecks({ pool, lane, open, credentials, readSettings, everyMs: config.checkSeconds * 1000 }),
    });
    // Nest's own Fastify is the same one under another type.
    await originalProbes(service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance, service.health);
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: NEW_CONTACTS_QUEUE }) });
    subscriptionMetrics(service.metrics, parts);
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    return {
      service,
      stopAfter: async () => {
        await runs.stop();
        settings.stop();
        await credentials.stop();
        caller.close();
      },
    };
  });
}
