import { join } from 'node:path';
import type { FreshDatabase } from './fresh-database';

/** The token that the services of tests accept. */
export const SERVICE_TOKEN = 'a-token-of-the-tests-that-is-long-enough';

/** What a service alone in the process of its test is told: its database, no broker, a free port, its log as `log` in the folder. */
export function serviceEnvironment(
  database: FreshDatabase,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    DATABASE_URL: database.runUrl,
    TRANSPORT: 'in-process',
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: folder,
    CONTACT_SYNC_TOKEN: SERVICE_TOKEN,
    LOG_FILE: join(folder, 'log'),
    ...more,
  };
}
