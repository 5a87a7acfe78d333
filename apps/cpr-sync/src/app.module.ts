import type { SubjectLeases } from '@contact-sync/contact-register';
import type { Credentials } from '@contact-sync/credentials';
import { RelayRunner } from '@contact-sync/messaging';
import type { Caller, Sockets } from '@contact-sync/outbound';
import {
  type Clock,
  runsController,
  scheduling,
  type ServiceMetrics,
  Settings,
  settingsController,
  systemClock,
} from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import { askingMetrics, askingParts } from './asking/asking-parts';
import type { CprSyncConfig } from './config';
import { ConnectionTests } from './connection/connection-tests';
import { ConnectionTestsController } from './connection/connection-tests.controller';
import { datafordelerParts } from './datafordeler/datafordeler-parts';
import { BatchRun } from './deliveries/batch-run';
import { Deliveries } from './deliveries/deliveries';
import { DeliveriesController } from './deliveries/deliveries.controller';
import { ImportDeliveryHandler } from './deliveries/import-delivery.handler';
import { ImportTask, type ImportTaskOptions } from './deliveries/import-task';
import { InterimDirectory } from './deliveries/interim-directory';
import { NightlyImport } from './deliveries/nightly-import';
import { HoldRetry } from './holds/hold-retry';
import { RetryHoldHandler } from './holds/retry-hold.handler';
import type { DirekteParts } from './direkte/direkte-parts';
import type { KeyedHash } from './keyed-hash';
import { LegacyParametersController } from './legacy-parameters.controller';
import { reportsParts } from './reports/reports-parts';
import { cprSchedules } from './schedules';
import { SCHEMA } from './schema';
import { cprSettings } from './settings';
import { SourceRecords } from './subscriptions/source-records';
import { subscriptionParts } from './subscriptions/subscription-parts';
import { transferParts } from './transfer/transfer-parts';

/** What controllers and handlers stand on. */
export interface CprSyncParts extends Omit<ImportTaskOptions, 'readSettings' | 'sources'> {
  readonly settings: Settings<typeof cprSettings>;
  readonly credentials: Credentials;
  /** Whom CPR is asked for just now. */
  readonly leases: SubjectLeases;
  /** Calls over HTTPS. */
  readonly caller: Caller;
  /** Connections to the CPR office's servers. */
  readonly sockets: Sockets;
  readonly metrics: ServiceMetrics;
  readonly hash: KeyedHash;
  /** Each road plugs its own in. */
  readonly connectionTests: ConnectionTests;
  readonly direkte: DirekteParts;
  readonly config: CprSyncConfig;
  /** What the schedules go by; the system's unless given. */
  readonly clock?: Clock;
}

/** All wiring of cpr-sync. */
export class CprSyncModule {
  static of(parts: CprSyncParts): DynamicModule {
    const { pool, directory, now, runs, logger, clock = systemClock, config } = parts;
    const settings = (): ReturnType<typeof parts.settings.current> => parts.settings.current();
    const readSettings = (): ReturnType<typeof parts.settings.read> => parts.settings.read(pool);
    const sources = new SourceRecords(parts);
    const deliveries = new Deliveries({ pool, directory, settings, now });
    const asking = askingParts({
      ...parts,
      direkte: parts.direkte.direkte,
      sources,
      readSettings,
      credentialsOf: (profile) => parts.credentials.source(profile),
      limitMs: config.callLimit * 1000,
      onResult: askingMetrics(parts.metrics),
    });
    const datafordeler = datafordelerParts({ ...parts, readSettings, persons: asking.persons.datafordeler });
    const transfer = transferParts({ ...parts, sources, readSettings, idleMs: config.callLimit * 1000 });
    const subscriptions = subscriptionParts({
      ...parts,
      direkte: parts.direkte.direkte,
      sources,
      readSettings,
      persons: asking.persons.direkte,
      inputFiles: transfer.inputFiles,
    });
    const reports = reportsParts({ pool, readSettings, now });
    const batchRun = new BatchRun({ pool, deliveries, directory, settings, now, fetchAll: transfer.fetchAll });
    const definitions = [
      ...cprSchedules(new NightlyImport({ pool, batchRun })),
      ...datafordeler.schedules,
      ...subscriptions.schedules,
    ];
    const schedules = scheduling('cpr-sync', { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: CprSyncModule,
      controllers: [
        DeliveriesController,
        ImportDeliveryHandler,
        RetryHoldHandler,
        LegacyParametersController,
        ConnectionTestsController,
        ...parts.direkte.controllers,
        ...asking.controllers,
        ...datafordeler.controllers,
        ...transfer.controllers,
        ...subscriptions.controllers,
        ...reports.controllers,
        settingsController('cpr-sync', cprSettings, parts.settings),
        runsController('cpr-sync', SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: Settings, useValue: parts.settings },
        { provide: ConnectionTests, useValue: parts.connectionTests },
        { provide: InterimDirectory, useValue: directory },
        { provide: Deliveries, useValue: deliveries },
        { provide: BatchRun, useValue: batchRun },
        { provide: ImportTask, useValue: new ImportTask({ ...parts, sources, readSettings }) },
        { provide: HoldRetry, useValue: new HoldRetry({ ...parts, ...asking, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...parts.direkte.providers,
        ...asking.providers,
        ...datafordeler.providers,
        ...transfer.providers,
        ...subscriptions.providers,
        ...reports.providers,
        ...schedules.providers,
      ],
    };
  }
}
