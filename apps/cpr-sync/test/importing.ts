import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { messagingSchema } from '@contact-sync/messaging';
import { createLogger, Runs } from '@contact-sync/service';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import type { Delivery, ImportOptions, KeptProblems } from '../src/deliveries/delivery';
import { findDelivery, readProblems, recordDelivery } from '../src/deliveries/delivery-store';
import { IMPORT_RUN, importDelivery } from '../src/deliveries/import-delivery';
import { InterimDirectory } from '../src/deliveries/interim-directory';
import { cprSchema, SCHEMA } from '../src/schema';
import { KeyedHash } from '../src/keyed-hash';
import { cprSettings, type CprSettings } from '../src/settings';
import { SourceRecords } from '../src/subscriptions/source-records';

export const NOW = new Date('2026-03-20T05:30:00Z');
export const OWNERS = [messagingSchema, contactsSchema, cprSchema];

/** What holds unless somebody says otherwise, once the integration is switched on. */
export const DEFAULTS = {
  ...Object.fromEntries(Object.entries(cprSettings).map(([name, setting]) => [name, setting.default])),
  cprIntegration: true,
} as unknown as CprSettings;

/** Stands for person numbers, where a test asks for them too. */
export const HASH = new KeyedHash(Buffer.alloc(32, 1));

const EXTRACTS = join(__dirname, '../../../../shared/testdata/cpr/extracts');

/** As `describe`, for tests that read the published extracts in place; left out, with a line, where they are absent. */
export const describeWithExtracts = (name: string, tests: () => void): void => {
  if (existsSync(EXTRACTS)) return describe(name, tests);
  console.info(`left out, since the published extracts are not here: ${name}`);
  describe.skip(name, tests);
};

/** Bytes of a published extract. */
export const extract = (name: string): Promise<Buffer> => readFile(join(EXTRACTS, name));

export interface Imported extends Delivery {
  readonly problems: KeptProblems['problems'];
}

/** An import without the queue in front of it: the real register, database and folder. */
export class Importing {
  settings: CprSettings = DEFAULTS;

  private constructor(
    readonly database: FreshDatabase,
    readonly directory: InterimDirectory,
    readonly root: string,
  ) {}

  static async fresh(): Promise<Importing> {
    const database = await freshDatabase({ owners: OWNERS });
    const root = await mkdtemp(join(tmpdir(), 'importing-'));
    return new Importing(database, await InterimDirectory.open(join(root, 'interim'), () => NOW), root);
  }

  async end(): Promise<void> {
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  /** Puts the file into the interim directory and imports it. */
  async import(file: string, bytes: Buffer, options: Partial<ImportOptions> = {}): Promise<Imported> {
    await this.directory.receive(file, [bytes] as unknown as AsyncIterable<Uint8Array>);
    return this.importWaiting(file, bytes.length, options);
  }

  async importWaiting(file: string, size: number, options: Partial<ImportOptions> = {}): Promise<Imported> {
    const { pool } = this.database;
    const all = { persons: 'all', again: false, preview: false, ...options } as const;
    const id = randomUUID();
    await inTransaction(pool, (tx) => recordDelivery(tx, { id, file, size, options: all, receivedAt: NOW }));
    const delivery = await this.found(id);
    const register = new ContactRegister({ settings: () => DEFAULT_SETTINGS, now: () => NOW });
    const sources = new SourceRecords({ hash: HASH, now: () => NOW });
    const tools = { pool, register, directory: this.directory, sources, now: () => NOW, largeFileBytes: Infinity };
    const logger = createLogger({ service: 'test', level: 'silent' });
    const runs = new Runs({ pool, schema: SCHEMA, replica: 'test', logger });
    await runs.run({ name: IMPORT_RUN, requestedBy: 'test' }, (run) =>
      importDelivery(tools, { delivery, settings: this.settings, run, also: () => Promise.resolve() }),
    );
    return { ...(await this.found(id)), problems: (await readProblems(pool, id)).problems };
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  private async found(id: string): Promise<Delivery> {
    const delivery = await findDelivery(this.database.pool, id);
    if (delivery === undefined) throw new Error('the delivery is gone');
    return delivery;
  }
}
