import { contactsSchema, SubjectLeases } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { hostRules, isAllowedHost, openCaller } from '@contact-sync/outbound';
import {
  databaseCheck,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  ServiceMetrics,
  Settings,
  startService,
  systemClock,
  type Clock,
  type Environment,
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

/** A running bfe-lookup. */
export type BfeLookup = RunningService;

/**
 * Starts bfe-lookup; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run; its schedules go by
 * the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<BfeLookup> {
  const schemas = [messagingSchema, contactsSchema, bfeSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: BfeLookupConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
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
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger, leaseMs });
    const parts = { pool, settings, door, lane, leases, credentials, use, runs, logger, now, clock, config, onResult };
    const service = await create({
      module: BfeLookupModule.of(parts),
      metrics,
      checks: [databaseCheck(pool), ...registerChecks(lane)],
      problemOf: registerProblem,
    });
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: `${NAME}.tasks`, leaseMs }) });
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    return {
      service,
      stopAfter: async () => {
        await runs.stop();
        settings.stop();
        await leases.stop();
        await credentials.stop();
        caller.close();
      },
    };
  });
}
