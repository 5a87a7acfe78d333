import type { SubjectLeases } from '@contact-sync/contact-register';
import type { CredentialSource } from '@contact-sync/credentials';
import { RelayRunner } from '@contact-sync/messaging';
import type { Caller } from '@contact-sync/outbound';
import type { SubjectResult } from '@contact-sync/subject-updates';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { CvrUpdateConfig } from './config';
import { ImportsController } from './imports/imports.controller';
import { ImportUnits } from './imports/import-units';
import { LookUp } from './lookups/look-up';
import { LookUpsController } from './lookups/lookups.controller';
import type { CvrDoor } from './register/cvr-door';
import { SettingsReader } from './register/settings-reader';
import { ContactWrites } from './target/contact-writes';
import { WriteContactHandler } from './target/write-contact.handler';
import { CompanyTasks } from './updates/company-tasks';
import { CompanyTasksHandler } from './updates/company-tasks.handler';
import { UnitUpdates } from './updates/unit-updates';

/** What controllers and handlers stand on. */
export interface CvrUpdateParts {
  readonly pool: Pool;
  readonly settings: SettingsReader;
  readonly door: CvrDoor;
  readonly leases: SubjectLeases;
  /** The way to the OData target. */
  readonly caller: Caller;
  readonly credentialsOf: (profile: string) => CredentialSource;
  readonly now: () => Date;
  readonly config: CvrUpdateConfig;
  readonly onResult?: (result: SubjectResult) => void;
}

/** All wiring of cvr-update. */
export class CvrUpdateModule {
  static of(parts: CvrUpdateParts): DynamicModule {
    const { pool, settings, config } = parts;
    const updates = new UnitUpdates(parts);
    const readSettings = (): ReturnType<typeof settings.read> => settings.read();
    return {
      module: CvrUpdateModule,
      controllers: [LookUpsController, ImportsController, CompanyTasksHandler, WriteContactHandler],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: SettingsReader, useValue: settings },
        { provide: LookUp, useValue: new LookUp(parts) },
        { provide: ImportUnits, useValue: new ImportUnits({ ...parts, updates }) },
        { provide: CompanyTasks, useValue: new CompanyTasks({ pool, updates, readSettings }) },
        { provide: ContactWrites, useValue: new ContactWrites({ ...parts, readSettings }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
      ],
    };
  }
}
