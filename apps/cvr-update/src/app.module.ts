import { RelayRunner } from '@contact-sync/messaging';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { CvrUpdateConfig } from './config';
import { ImportsController } from './imports/imports.controller';
import { ImportUnits } from './imports/import-units';
import { LookUp } from './lookups/look-up';
import { LookUpsController } from './lookups/lookups.controller';
import type { SubjectLeases } from './leases/subject-leases';
import type { CvrDoor } from './register/cvr-door';
import { SettingsReader } from './register/settings-reader';
import { CompanyTasks } from './updates/company-tasks';
import { CompanyTasksHandler } from './updates/company-tasks.handler';
import type { UnitResult } from './updates/unit-result';
import { UnitUpdates } from './updates/unit-updates';

/** What controllers and handlers stand on. */
export interface CvrUpdateParts {
  readonly pool: Pool;
  readonly settings: SettingsReader;
  readonly door: CvrDoor;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
  readonly config: CvrUpdateConfig;
  readonly onResult?: (result: UnitResult) => void;
}

/** All wiring of cvr-update. */
export class CvrUpdateModule {
  static of(parts: CvrUpdateParts): DynamicModule {
    const { pool, settings, config } = parts;
    const updates = new UnitUpdates(parts);
    const readSettings = (): ReturnType<typeof settings.read> => settings.read();
    return {
      module: CvrUpdateModule,
      controllers: [LookUpsController, ImportsController, CompanyTasksHandler],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: SettingsReader, useValue: settings },
        { provide: LookUp, useValue: new LookUp(parts) },
        { provide: ImportUnits, useValue: new ImportUnits({ ...parts, updates }) },
        { provide: CompanyTasks, useValue: new CompanyTasks({ pool, updates, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
      ],
    };
  }
}
