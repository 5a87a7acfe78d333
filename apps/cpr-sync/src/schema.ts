import type { SchemaOwner } from '@contact-sync/database';
import { runMigration, scheduleMigration, settingsMigration } from '@contact-sync/service';
import { CreateDeliveries1763760100000 } from './migrations/create-deliveries';
import { CreateDirekteStops1795620001000 } from './migrations/create-direkte-stops';
import { CreateLookedUpContacts1795620006000 } from './migrations/create-looked-up-contacts';
import { CreateRemoteFiles1795620002000 } from './migrations/create-remote-files';
import { CreateSubscriptions1795620007000 } from './migrations/create-subscriptions';

export const SCHEMA = 'cpr';

/** Schema `cpr`: deliveries, settings, runs and schedules of this service. */
export const cprSchema: SchemaOwner = {
  schema: SCHEMA,
  migrations: [
    CreateDeliveries1763760100000,
    settingsMigration(SCHEMA, 1763760100001),
    runMigration(SCHEMA, 1763760100002),
    scheduleMigration(SCHEMA, 1795305700000),
    CreateDirekteStops1795620001000,
    CreateRemoteFiles1795620002000,
    CreateLookedUpContacts1795620006000,
    CreateSubscriptions1795620007000,
  ],
};
