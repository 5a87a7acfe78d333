import multipart from '@fastify/multipart';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { messagingSchema, transportOf } from '@contact-sync/messaging';
import { hostFault, hostRules, openCaller } from '@contact-sync/outbound';
import {
  databaseCheck,
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
import { SorImportModule } from './app.module';
import { SorImportConfig, workFolderOf } from './config';
import { SentFiles } from './fetching/sent-files';
import { SorFileServer } from './fetching/sor-file-server';
import { sorFilesCheck } from './fetching/sor-files-check';
import { WorkFolder } from './imports/work-folder';
import { NAME, TITLE } from './name';
import { importMetrics } from './requests/import-metrics';
import { SCHEMA, sorSchema } from './schema';
import { sorSettings } from './settings';
import { assertAddresses, type FaultOfAddress } from './settings-rules';
import { version } from './version';

const MEGABYTE = 1024 * 1024;

/** A running sor-import. */
export type SorImport = RunningService;

/**
 * Starts sor-import; it listens and takes tasks when this returns. Throws `ConfigurationFaulty` with every fault of the
 * environment, and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Any number may run; its schedules and
 * the pauses before something is tried again go by the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<SorImport> {
  const schemas = [messagingSchema, contactsSchema, sorSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: SorImportConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
    const { hosts, caFile } = config.endpoints;
    const caller = openCaller({ hosts, caFile });
    const rules = hostRules(hosts);
    const faultOf: FaultOfAddress = (url) => hostFault(url, rules);
    const folder = await WorkFolder.open(workFolderOf(config));
    const sentFiles = new SentFiles(folder);
    const files = new SorFileServer({
      folder,
      sentFiles,
      caller,
      clock,
      idleMs: config.idleLimit * 1000,
      maxBytes: config.fileLimitMb * MEGABYTE,
    });
    await sentFiles.forgetLeftovers(now());
    await files.forgetLeftovers();
    const settings = new Settings({
      pool,
      schema: SCHEMA,
      definitions: sorSettings,
      now,
      logger,
      defaults: { sorIntegration: config.integrations.isOn },
      onChange: async (_tx, changes, next) => {
        const before = { ...next, ...Object.fromEntries(changes.map(({ name, oldValue }) => [name, oldValue])) };
        assertAddresses({ before, next }, faultOf);
      },
    });
    await settings.start();
    const leaseMs = config.importLease * 1000;
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger, leaseMs });
    const register = new ContactRegister({
      settings: () => ({
        ...DEFAULT_SETTINGS,
        forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, sor: settings.current().forceUpdate ? 'J' : 'N' },
      }),
      now,
    });
    const service = await create({
      module: SorImportModule.of({
        pool,
        register,
        folder,
        files,
        now,
        clock,
        runs,
        logger,
        settings,
        config,
        caller,
        sentFiles,
        faultOf,
        onFull: async (tx) => void (await settings.changeIn(tx, { forceFull: false }, NAME)),
      }),
      checks: [databaseCheck(pool), sorFilesCheck({ pool, readSettings: () => settings.read(pool) })],
    });
    // Nest's own Fastify is the same one under another type.
    const server = service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.register(multipart, {
      // A second file is refused in our own words.
      limits: { fileSize: config.uploadLimitMb * MEGABYTE, files: 2, fields: 10, fieldSize: 100 },
    });
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: 'sor-import.tasks', leaseMs }) });
    importMetrics(service.metrics, pool);
    runMetrics(service.metrics, pool, SCHEMA);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    return {
      service,
      stopAfter: async () => {
        await runs.stop();
        settings.stop();
        caller.close();
      },
    };
  });
}
