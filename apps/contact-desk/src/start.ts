import { hostname } from 'node:os';
import { contactsSchema } from '@contact-sync/contact-register';
import { checkSchema, openPool } from '@contact-sync/database';
import { INBOUND_QUEUE, messagingSchema, parkedInBrokerOf, transportOf } from '@contact-sync/messaging';
import {
  type Clock,
  createLogger,
  createService,
  certificateAt,
  databaseCertificate,
  databaseCheck,
  expiryMetrics,
  type Environment,
  type Logger,
  readConfig,
  type RunningService,
  runMetrics,
  Runs,
  ScheduleDesk,
  scheduleMetrics,
  systemClock,
} from '@contact-sync/service';
import type { FastifyInstance } from 'fastify';
import { ContactDeskModule } from './app.module';
import { auditMetrics } from './audit/audit-metrics';
import { ContactDeskConfig } from './config';
import { keyFromFolder, keyFromText } from './cursors/cursor-key';
import { CursorSeal } from './cursors/cursor-seal';
import { takeCloudEvents } from './inbound/cloud-event-bodies';
import { messagesRoute } from './messages-route';
import { NAME, TITLE } from './name';
import { workMetrics } from './metrics/work-metrics';
import { deskSchema, SCHEMA } from './schema';
import { version } from './version';

/** A running contact-desk, with the logger its lines go to. */
export interface ContactDesk extends RunningService {
  readonly logger: Logger;
}

/**
 * Starts contact-desk; it listens when this returns. Throws `ConfigurationFaulty` with every fault of the environment,
 * and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Its schedules go by the clock.
 */
export async function start(env: Environment, clock: Clock = systemClock): Promise<ContactDesk> {
  const config = readConfig(ContactDeskConfig, env);
  const { level, file } = config.log;
  const logger = createLogger({ service: NAME, level, ...(file === undefined ? {} : { file }) });
  const pool = openPool(config.database.url, { max: config.database.poolMax, applicationName: NAME });
  try {
    await checkSchema(pool, [messagingSchema, contactsSchema, deskSchema]);
    const now = (): Date => clock.now();
    const parkedInBroker = parkedInBrokerOf(config);
    const runs = new Runs({ pool, schema: SCHEMA, replica: `${hostname()} ${process.pid}`, logger });
    const service = await createService({
      name: NAME,
      title: TITLE,
      version: version(),
      module: ContactDeskModule.of({ pool, seal: cursorSeal(config), runs, now, clock, config, logger }),
      config,
      logger,
      now,
      checks: [databaseCheck(pool)],
    });
    // Nest's own Fastify is the same one under another type.
    takeCloudEvents(service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
    if (config.http.docs) messagesRoute(service.app);
    service.app.connectMicroservice({ strategy: transportOf(config, { pool, queue: INBOUND_QUEUE }) });
    parkedInBroker?.start();
    workMetrics(service.metrics, { pool, now, ...(parkedInBroker && { parkedInBroker }) });
    runMetrics(service.metrics, pool, SCHEMA);
    const expiring = [
      databaseCertificate(pool),
      ...certificateAt('broker certificate', config.broker.url),
      ...certificateAt('issuer certificate', config.access.issuer),
    ];
    expiryMetrics(service.metrics, expiring, now);
    scheduleMetrics(service.metrics, { pool, schema: SCHEMA, desk: service.app.get(ScheduleDesk), now });
    auditMetrics(service.metrics, pool, now);
    const url = await service.listen();
    const { health, metrics } = service;
    return {
      name: NAME,
      url,
      health,
      metrics,
      logger,
      stop: async () => {
        await service.stop();
        await parkedInBroker?.stop();
        await runs.stop();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function cursorSeal({ cursorKey, access }: ContactDeskConfig): CursorSeal {
  // The configuration has seen to it that one of the two is there.
  return new CursorSeal(cursorKey === undefined ? keyFromFolder(access.dataFolder ?? '') : keyFromText(cursorKey));
}
