import multipart from '@fastify/multipart';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import {
  databaseCheck,
  Problem,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
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
import { CprSyncConfig, interimDirectoryOf } from './config';
import { deliveryMetrics } from './deliveries/delivery-metrics';
import { faultOfNaming } from './deliveries/file-name';
import { InterimDirectory } from './deliveries/interim-directory';
import { NAME, TITLE } from './name';
import { cprSchema, SCHEMA } from './schema';
import { cprSettings } from './settings';
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
    const settings = settingsOf({ pool, directory, now, logger, isOn: config.integrations.isOn });
    await settings.start();
    const leaseMs = config.importLease * 1000;
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger, leaseMs });
    const register = registerOf(settings, now);
    const largeFileBytes = config.largeFileMb * MEGABYTE;
    const service = await create({
      module: CprSyncModule.of({
        pool,
        register,
        directory,
        now,
        clock,
        runs,
        logger,
        settings,
        config,
        largeFileBytes,
      }),
      checks: [databaseCheck(pool)],
    });
    // Nest's own Fastify is the same one under another type.
    const server = service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.register(multipart, {
      limits: { fileSize: config.uploadLimitMb * MEGABYTE, files: MOST_FILES_AT_ONCE, fields: 10, fieldSize: 100 },
    });
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: 'cpr-sync.tasks', leaseMs }) });
    deliveryMetrics(service.metrics, pool);
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    return {
      service,
      stopAfter: async () => {
        await runs.stop();
        settings.stop();
      },
    };
  });
}

interface SettingsParts {
  readonly pool: Pool;
  readonly directory: InterimDirectory;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Whether the integration is on until an administrator says. */
  readonly isOn: boolean;
}

function settingsOf({ pool, directory, now, logger, isOn }: SettingsParts): Settings<typeof cprSettings> {
  return new Settings({
    pool,
    schema: SCHEMA,
    definitions: cprSettings,
    now,
    logger,
    defaults: { cprIntegration: isOn },
    onChange: async (_tx, changes, next) => {
      if (!changes.some(({ name }) => name === 'pattern' || name === 'prefix')) return;
      const before: typeof next = {
        ...next,
        ...Object.fromEntries(changes.map(({ name, oldValue }) => [name, oldValue])),
      };
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
