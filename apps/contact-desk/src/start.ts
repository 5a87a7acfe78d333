import { contactsSchema } from '@contact-sync/contact-register';
import { INBOUND_QUEUE, messagingSchema, parkedInBrokerOf, transportOf } from '@contact-sync/messaging';
import {
  certificateAt,
  databaseCertificate,
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

/** A running contact-desk. */
export type ContactDesk = RunningService;

/**
 * Starts contact-desk; it listens when this returns. Throws `ConfigurationFaulty` with every fault of the environment,
 * and `SchemaOutOfDate` where `contact-sync migrate` has not been run. Its schedules go by the clock.
 */
export function start(env: Environment, clock: Clock = systemClock): Promise<ContactDesk> {
  const schemas = [messagingSchema, contactsSchema, deskSchema];
  const facts = { name: NAME, title: TITLE, version: version(), config: ContactDeskConfig, schemas };
  return startService(facts, { env, clock }, async ({ config, logger, pool, now, replica, create }) => {
    const parkedInBroker = parkedInBrokerOf(config);
    const runs = new Runs({ pool, schema: SCHEMA, replica, logger });
    const service = await create({
      module: ContactDeskModule.of({ pool, seal: cursorSeal(config), runs, now, clock, config, logger }),
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
    return {
      service,
      stopAfter: async () => {
        await parkedInBroker?.stop();
        await runs.stop();
      },
    };
  });
}

function cursorSeal({ cursorKey, access }: ContactDeskConfig): CursorSeal {
  // The configuration has seen to it that one of the two is there.
  return new CursorSeal(cursorKey === undefined ? keyFromFolder(access.dataFolder ?? '') : keyFromText(cursorKey));
}
