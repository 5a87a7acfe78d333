import { deskSchema, start as startContactDesk } from '@contact-sync/contact-desk';
import { contactsSchema } from '@contact-sync/contact-register';
import { cprSchema, start as startCprSync } from '@contact-sync/cpr-sync';
import { messagingSchema } from '@contact-sync/messaging';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFront } from './front';
import { program, type Ran } from './program';

export const TOKEN = 'a-token-of-this-test-with-enough-letters';

/** The services on a fresh database, in this process, and the program asking them. */
export interface RunningServices {
  readonly database: FreshDatabase;
  /** A folder of its own, with the token. */
  readonly folder: string;
  readonly urls: { readonly desk: string; readonly cpr: string };
  /** Runs the program, signed in, against the front of both services. */
  run(args: readonly string[], input?: string): Promise<Ran>;
  stop(): Promise<void>;
}

export async function runningServices(): Promise<RunningServices> {
  const database = await freshDatabase({ owners: [messagingSchema, contactsSchema, deskSchema, cprSchema] });
  const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  const env = {
    DATABASE_URL: database.runUrl,
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: folder,
    CONTACT_SYNC_TOKEN: TOKEN,
    LOG_FILE: join(folder, 'log'),
  };
  const [desk, cpr] = await Promise.all([startContactDesk(env), startCprSync(env)]);
  const front = await openFront({ 'cpr-sync': cpr.url, 'contact-desk': desk.url });
  return {
    database,
    folder,
    urls: { desk: desk.url, cpr: cpr.url },
    run: (args, input) => {
      return program(args, {
        env: { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: front.url },
        ...(input === undefined ? {} : { input }),
      });
    },
    stop: async () => {
      await front.stop();
      await Promise.all([desk.stop(), cpr.stop()]);
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
