import type { SchemaOwner } from '@contact-sync/database';
import { settingsMigration } from '@contact-sync/service';

export const CVR_REGISTER_SCHEMA = 'cvr_register';

/** Schema `cvr_register`: the one settings record of the services of CVR (decision 0016). */
export const cvrRegisterSchema: SchemaOwner = {
  schema: CVR_REGISTER_SCHEMA,
  migrations: [settingsMigration(CVR_REGISTER_SCHEMA, 1795410000001)],
};
