import { RelayRunner } from '@contact-sync/messaging';
import { runsController, Settings, settingsController } from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { CprSyncConfig } from './config';
import { BatchRun } from './deliveries/batch-run';
import { Deliveries } from './deliveries/deliveries';
import { DeliveriesController } from './deliveries/deliveries.controller';
import { ImportDeliveryHandler } from './deliveries/import-delivery.handler';
import { ImportTask, type ImportTaskOptions } from './deliveries/import-task';
import { InterimDirectory } from './deliveries/interim-directory';
import { HoldRetry } from './holds/hold-retry';
import { RetryHoldHandler } from './holds/retry-hold.handler';
import { LegacyParametersController } from './legacy-parameters.controller';
import { SCHEMA } from './schema';
import { cprSettings } from './settings';

/** What controllers and handlers stand on. */
export interface CprSyncParts extends Omit<ImportTaskOptions, 'readSettings'> {
  readonly settings: Settings<typeof cprSettings>;
  readonly config: CprSyncConfig;
}

/** All wiring of cpr-sync. */
export class CprSyncModule {
  static of(parts: CprSyncParts): DynamicModule {
    const { pool, directory, now, config } = parts;
    const settings = (): ReturnType<typeof parts.settings.current> => parts.settings.current();
    const readSettings = (): ReturnType<typeof parts.settings.read> => parts.settings.read(pool);
    const deliveries = new Deliveries({ pool, directory, settings, now });
    return {
      module: CprSyncModule,
      controllers: [
        DeliveriesController,
        ImportDeliveryHandler,
        RetryHoldHandler,
        LegacyParametersController,
        settingsController('cpr-sync', cprSettings, parts.settings),
        runsController('cpr-sync', SCHEMA, pool),
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: Settings, useValue: parts.settings },
        { provide: InterimDirectory, useValue: directory },
        { provide: Deliveries, useValue: deliveries },
        { provide: BatchRun, useValue: new BatchRun({ pool, deliveries, directory, settings, now }) },
        { provide: ImportTask, useValue: new ImportTask({ ...parts, readSettings }) },
        { provide: HoldRetry, useValue: new HoldRetry({ ...parts, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
      ],
    };
  }
}
