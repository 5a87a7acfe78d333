import type { SubjectLeases } from '@contact-sync/contact-register';
import type { Credentials } from '@contact-sync/credentials';
import { RelayRunner } from '@contact-sync/messaging';
import {
  runsController,
  scheduling,
  settingsController,
  systemClock,
  type Clock,
  type Logger,
  type Runs,
  type Settings,
} from '@contact-sync/service';
import type { SubjectResult } from '@contact-sync/subject-updates';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { BfeLookupConfig } from './config';
import { ConnectionTestsController } from './connection/connection-tests.controller';
import { ImportProperties } from './imports/import-properties';
import { ImportsController } from './imports/imports.controller';
import { READ_SETTINGS } from './injected';
import { bfeJobs } from './jobs';
import { LookUp } from './lookups/look-up';
import { LookUpsController } from './lookups/lookups.controller';
import { NAME } from './name';
import { PropertyUpdates } from './properties/property-updates';
import { BfeDoor } from './register/bfe-door';
import type { BfeLane } from './register/bfe-lane';
import { bfeSchedules } from './schedules';
import { SCHEMA } from './schema';
import { bfeSettings } from './settings/bfe-settings';
import type { ProfileUse } from './settings/profile-use';
import { PropertyTasks } from './tasks/property-tasks';
import { PropertyTasksHandler } from './tasks/property-tasks.handler';

/** What controllers, handlers and runs stand on. */
export interface BfeLookupParts {
  readonly pool: Pool;
  readonly settings: Settings<typeof bfeSettings>;
  readonly door: BfeDoor;
  readonly lane: BfeLane;
  readonly leases: SubjectLeases;
  readonly credentials: Pick<Credentials, 'describe'>;
  readonly use: ProfileUse;
  readonly runs: Runs;
  readonly logger: Logger;
  readonly now: () => Date;
  /** What schedules go by; the system's unless given. */
  readonly clock?: Clock;
  readonly config: BfeLookupConfig;
  readonly onResult?: (result: SubjectResult) => void;
}

/** All wiring of bfe-lookup. */
export class BfeLookupModule {
  static of(parts: BfeLookupParts): DynamicModule {
    const { pool, settings, door, runs, logger, config, clock = systemClock } = parts;
    const readSettings = (): ReturnType<typeof settings.read> => settings.read(pool);
    const updates = new PropertyUpdates(parts);
    const definitions = bfeSchedules(bfeJobs({ ...parts, readSettings }));
    const schedules = scheduling(NAME, { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: BfeLookupModule,
      controllers: [
        LookUpsController,
        ImportsController,
        ConnectionTestsController,
        PropertyTasksHandler,
        settingsController(NAME, bfeSettings, settings),
        runsController(NAME, SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: READ_SETTINGS, useValue: readSettings },
        { provide: BfeDoor, useValue: door },
        { provide: LookUp, useValue: new LookUp(parts) },
        { provide: ImportProperties, useValue: new ImportProperties({ pool, updates }) },
        { provide: PropertyTasks, useValue: new PropertyTasks({ pool, updates, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
