import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration } from '@contact-sync/service';
import { CreateSubscriptions1795430000001 } from './migrations/create-subscriptions';

export const SCHEMA = 'cvr';

/** Schema `cvr`: whom we follow at CVR and how far its events were read, runs and schedules of this service. */
export const cvrSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateSubscriptions1795430000001,
    runMigration(SCHEMA, 1795430000002),
    scheduleMigration(SCHEMA, 1795430000003),
  ],
};
