import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, settingsMigration } from '@contact-sync/service';
import { CreateDeliveries1763760100000 } from './migrations/create-deliveries';

export const SCHEMA = 'cpr';

/** Schema `cpr`: deliveries, settings and runs of this service. */
export const cprSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateDeliveries1763760100000,
    settingsMigration(SCHEMA, 1763760100001),
    runMigration(SCHEMA, 1763760100002),
  ],
};
