import multipart from '@fastify/multipart';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS, SubjectLeases } from '@contact-sync/contact-register';
import { openCredentials } from '@contact-sync/credentials';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { hostRules, isAllowedHost, openCaller, openSockets } from '@contact-sync/outbound';
import {
  databaseCheck,
  Problem,
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
  type Logger,
  type RunningService,
} from '@contact-sync/service';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { CprSyncModule } from './app.module';
import { askingChecks } from './asking/asking-parts';
import { CprSyncConfig, interimDirectoryOf } from './config';
import { ConnectionTests } from './connection/connection-tests';
import { deliveryMetrics } from './deliveries/delivery-metrics';
import { faultOfNaming } from './deliveries/file-name';
import { InterimDirectory } from './deliveries/interim-directory';
import { direkteParts } from './direkte/direkte-parts';
import { openKeyedHash } from './keyed-hash';
import { NAME, TITLE } from './name';
import { changeProfiles, type ChangeParts } from './profiles/change-profiles';
import { ProfileUse } from './profiles/profile-use';
import { changeRefreshRoad, laneOfTask } from './refreshing/refresh-lane';
import { cprSchema, SCHEMA } from './schema';
import { cprSettings } from './settings';
import { faultOfServerNaming } from './transfer/server-naming';
import { transferChecks } from './transfer/transfer-parts';
import { version } from './version';

const MOST_FILES_AT_ONCE = 100;
const MEGABYTE = 1024 * 1024;

/** A running cpr-sync. */
export type CprSync = RunningService;

/**
 * Starts cpr-sync; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Its schedules go by the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<CprSync> {
  const schemas = [messagingSchema, contactsSchema, cprSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: CprSyncConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
    const directory = await InterimDirectory.open(interimDirectoryOf(config), now);
    const credentials = openCredentials(config.broker, () => now().getTime());
    const use = new ProfileUse(credentials, logger);
    const { hosts, caFile } = config.endpoints;
    const caller = openCaller({ hosts, caFile, timeoutMs: config.callLimit * 1000 });
    const sockets = openSockets({ hosts, caFile });
    const hash = openKeyedHash(config);
    const connectionTests = new ConnectionTests();
    const metrics = new ServiceMetrics(NAME);
    const rules = hostRules(hosts);
    const change = { credentials, use, isAllowed: (url: string) => isAllowedHost(url, rules) };
    const settings = settingsOf({ pool, directory, now, logger, change, config });
    await settings.start();
    const leaseMs = config.importLease * 1000;
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger, leaseMs });
    const register = registerOf(settings, now);
    const largeFileBytes = config.largeFileMb * MEGABYTE;
    const asked = { pool, credentials, sockets, hash, logger, metrics, connectionTests, settings, config, now };
    const direkte = direkteParts(asked);
    const leases = new SubjectLeases(pool);
    const service = await create({
      module: CprSyncModule.of({ ...asked, register, directory, clock, runs, caller, leases, direkte, largeFileBytes }),
      metrics,
      checks: [databaseCheck(pool), ...direkte.checks, ...askingChecks(pool), ...transferChecks(pool)],
    });
    // Nest's own Fastify is the same one under another type.
    const server = service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.register(multipart, {
      limits: { fileSize: config.uploadLimitMb * MEGABYTE, files: MOST_FILES_AT_ONCE, fields: 10, fieldSize: 100 },
    });
    const laneOf = (type: string) => laneOfTask(type, settings.current());
    const strategy = transportOf(config, { pool, queue: 'cpr-sync.tasks', leaseMs, laneOf });
    service.app.connectMicroservice({ strategy });
    deliveryMetrics(service.metrics, pool, now);
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    // The database knows it from when they were chosen; this is for an auth-profile that was away then.
    void use.keepTold(settings.current());
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

interface SettingsParts {
  readonly pool: Pool;
  readonly directory: InterimDirectory;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly change: ChangeParts;
  readonly config: CprSyncConfig;
}

function settingsOf({ pool, directory, now, logger, change, config }: SettingsParts): Settings<typeof cprSettings> {
  return new Settings({
    pool,
    schema: SCHEMA,
    definitions: cprSettings,
    now,
    logger,
    // Until an administrator says.
    defaults: { cprIntegration: config.integrations.isOn, substituteNumbers: config.substituteNumbers },
    onChange: async (tx, changes, next) => {
      const before: typeof next = {
        ...next,
        ...Object.fromEntries(changes.map(({ name, oldValue }) => [name, oldValue])),
      };
      await changeProfiles(change, before, next);
      const unfit = faultOfServerNaming(before, next);
      if (unfit !== undefined)
        throw new Problem(409, `The settings were not changed: ${unfit}`, { code: 'file-naming' });
      await changeRefreshRoad(tx, before, next);
      if (!changes.some(({ name }) => name === 'pattern' || name === 'prefix')) return;
      const { waiting } = await directory.list(before);
      const fault = faultOfNaming(before, next, waiting.length);
      if (fault !== undefined)
        throw new Problem(409, `The settings were not changed: ${fault}`, { code: 'file-naming' });
    },
  });
}

function registerOf(settings: Settings<typeof cprSettings>, now: () => Date): ContactRegister {
  return new ContactRegister({
    settings: () => ({
      ...DEFAULT_SETTINGS,
      forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, cpr: settings.current().forceUpdate ? 'J' : 'N' },
    }),
    now,
  });
}
