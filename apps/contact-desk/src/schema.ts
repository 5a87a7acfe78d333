import type { SchemaOwner } from '@contact-sync/database';
import { runMigration } from '@contact-sync/service';

export const SCHEMA = 'desk';

/** Schema `desk`: runs of this service's jobs. Contacts and messages stand in schemas of their own. */
export const deskSchema: SchemaOwner = { schema: SCHEMA, migrations: [runMigration(SCHEMA, 1795305700000)] };
