import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskSchema } from '@contact-sync/contact-desk';
import { contactsSchema } from '@contact-sync/contact-register';
import { cprSchema, start } from '@contact-sync/cpr-sync';
import { messagingSchema } from '@contact-sync/messaging';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { CprSyncClient, TOKEN } from './client';

/** Schemas that the services stand on, in the order of `contact-sync migrate`. */
export const OWNERS = [messagingSchema, contactsSchema, deskSchema, cprSchema];

/** A cpr-sync in this process with a register of its own, as the standalone application runs it. */
export interface CprSyncInProcess {
  readonly client: CprSyncClient;
  readonly database: FreshDatabase;
  end(): Promise<void>;
}

export async function cprSyncInProcess(): Promise<CprSyncInProcess> {
  const database = await freshDatabase({ owners: OWNERS });
  const folder = await mkdtemp(join(tmpdir(), 'contact-sync-e2e-'));
  const service = await start({
    DATABASE_URL: database.runUrl,
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: folder,
    CONTACT_SYNC_TOKEN: TOKEN,
    LOG_FILE: join(folder, 'log'),
  });
  return {
    client: new CprSyncClient(() => service.url),
    database,
    end: async () => {
      await service.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
