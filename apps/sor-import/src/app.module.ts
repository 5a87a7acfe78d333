import { RelayRunner } from '@contact-sync/messaging';
import type { StreamCaller } from '@contact-sync/outbound';
import {
  runsController,
  scheduling,
  Settings,
  settingsController,
  systemClock,
  type Clock,
} from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { SorImportConfig } from './config';
import { ConnectionTests } from './fetching/connection-tests';
import { ConnectionTestsController } from './fetching/connection-tests.controller';
import { SentFiles } from './fetching/sent-files';
import { HoldRetry } from './holds/hold-retry';
import { RetryHoldHandler } from './holds/retry-hold.handler';
import { ImportFileHandler } from './imports/import-file.handler';
import { ImportTask, type ImportTaskOptions } from './imports/import-task';
import { Imports } from './imports/imports';
import { FAULT_OF_ADDRESS } from './injected';
import { NAME } from './name';
import { ImportsController } from './requests/imports.controller';
import { ScheduledImport } from './requests/scheduled-import';
import { sorSchedules } from './schedules';
import { SCHEMA } from './schema';
import { sorSettings } from './settings';
import type { FaultOfAddress } from './settings-rules';

/** What controllers and handlers stand on. */
export interface SorImportParts extends Omit<ImportTaskOptions, 'readSettings'> {
  readonly settings: Settings<typeof sorSettings>;
  readonly config: SorImportConfig;
  /** The way to the file server. */
  readonly caller: StreamCaller;
  readonly sentFiles: SentFiles;
  readonly faultOf: FaultOfAddress;
  /** What the schedules go by; the system's unless given. */
  readonly clock?: Clock;
}

/** All wiring of sor-import. */
export class SorImportModule {
  static of(parts: SorImportParts): DynamicModule {
    const { pool, now, runs, logger, caller, faultOf, clock = systemClock, config } = parts;
    const settings = (): ReturnType<typeof parts.settings.current> => parts.settings.current();
    const readSettings = (): ReturnType<typeof parts.settings.read> => parts.settings.read(pool);
    const imports = new Imports({ pool, settings, now });
    const definitions = sorSchedules(new ScheduledImport({ pool, imports, readSettings, clock }));
    const schedules = scheduling(NAME, { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: SorImportModule,
      controllers: [
        ImportsController,
        ConnectionTestsController,
        ImportFileHandler,
        RetryHoldHandler,
        settingsController(NAME, sorSettings, parts.settings),
        runsController(NAME, SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: Settings, useValue: parts.settings },
        { provide: FAULT_OF_ADDRESS, useValue: faultOf },
        { provide: Imports, useValue: imports },
        { provide: SentFiles, useValue: parts.sentFiles },
        {
          provide: ConnectionTests,
          useValue: new ConnectionTests({ caller, now, idleMs: config.idleLimit * 1000 }),
        },
        { provide: ImportTask, useValue: new ImportTask({ ...parts, readSettings }) },
        { provide: HoldRetry, useValue: new HoldRetry({ ...parts, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
