import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration, settingsMigration } from '@contact-sync/service';
import { CreateImports1795510000000 } from './migrations/create-imports';

export const SCHEMA = 'sor';

/** Schema `sor`: imports, settings, runs and schedules of this service. */
export const sorSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateImports1795510000000,
    settingsMigration(SCHEMA, 1795510000001),
    runMigration(SCHEMA, 1795510000002),
    scheduleMigration(SCHEMA, 1795510000003),
  ],
};
