import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration } from '@contact-sync/service';

export const SCHEMA = 'desk';

/** Schema `desk`: runs and schedules of this service's jobs. Contacts and messages stand in schemas of their own. */
export const deskSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [runMigration(SCHEMA, 1795305700000), scheduleMigration(SCHEMA, 1795305700001)],
};
