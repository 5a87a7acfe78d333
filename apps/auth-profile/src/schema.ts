import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration } from '@contact-sync/service';
import { CreateProfiles1795420000000 } from './migrations/create-profiles';

export const SCHEMA = 'auth';

/** Schema `auth`: authentication profiles with their sealed secrets, and the runs and schedules of this service. */
export const authSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateProfiles1795420000000,
    runMigration(SCHEMA, 1795420000001),
    scheduleMigration(SCHEMA, 1795420000002),
  ],
};
