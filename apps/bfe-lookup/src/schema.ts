import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration, settingsMigration } from '@contact-sync/service';
import { CreateProperties1795520000001 } from './migrations/create-properties';

export const SCHEMA = 'bfe';

/** Schema `bfe`: which objects of the registers each property stands on, how far their events were read, settings, runs. */
export const bfeSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateProperties1795520000001,
    settingsMigration(SCHEMA, 1795520000002),
    runMigration(SCHEMA, 1795520000003),
    scheduleMigration(SCHEMA, 1795520000004),
  ],
};
