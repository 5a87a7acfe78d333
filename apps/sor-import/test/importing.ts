import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactRegister, contactsSchema, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { messagingSchema } from '@contact-sync/messaging';
import { createLogger, Runs, type Run } from '@contact-sync/service';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { Client } from 'pg';
import type { ImportedUnit, ImportOptions, ImportRecord, KeptProblems } from '../src/imports/import-record';
import { findImport, insertImport, readProblems } from '../src/imports/import-store';
import { readUnits } from '../src/imports/imported-units';
import { IMPORT_RUN, runImport } from '../src/imports/run-import';
import { SorFileUnavailable, type FetchedSorFile, type SorFiles } from '../src/imports/sor-files';
import { WorkFolder } from '../src/imports/work-folder';
import { SCHEMA, sorSchema } from '../src/schema';
import { sorSettings, type SorSettings } from '../src/settings';

export const OWNERS = [messagingSchema, contactsSchema, sorSchema];

/** What holds unless somebody says otherwise, once the integration is switched on; no history is to be had. */
export const DEFAULTS = {
  ...Object.fromEntries(Object.entries(sorSettings).map(([name, setting]) => [name, setting.default])),
  sorIntegration: true,
  historyUrl: '',
} as unknown as SorSettings;

const PIECE = 77;

/** A file as it comes, with what is known of it. */
export interface Coming extends Partial<ImportOptions> {
  /** Day whose state it is; files are made at three in the morning. */
  readonly day: string;
  readonly madeAt?: Date;
  readonly lengthVerified?: boolean;
  readonly name?: string;
}

export interface Imported extends ImportRecord {
  readonly problems: KeptProblems['problems'];
  readonly unitsToSee: readonly ImportedUnit[];
}

/** An import without the queue in front of it: the real register, database and folder. */
export class Importing {
  settings: SorSettings = DEFAULTS;
  /** What the address of the history gives; an error: it cannot be had. */
  history: Uint8Array | SorFileUnavailable | undefined;
  /** The day that the file says it is of, where that is not the day it comes on. */
  askedDay: string | undefined;
  /** How often the history was asked for. */
  historiesRead = 0;
  /** Told of every progress of a run, with the run. */
  onProgress: (run: Run, done: number, total?: number) => void = () => undefined;
  /** Stops the next run when it is aborted. */
  stop: AbortController | undefined;

  private constructor(
    readonly database: FreshDatabase,
    readonly folder: WorkFolder,
    readonly root: string,
  ) {}

  static async fresh(): Promise<Importing> {
    const database = await freshDatabase({ owners: OWNERS });
    const root = await mkdtemp(join(tmpdir(), 'sor-importing-'));
    return new Importing(database, await WorkFolder.open(join(root, 'sor')), root);
  }

  async end(): Promise<void> {
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  /** As on the first day: no contacts, no imports. Cheaper than another database. */
  async empty(): Promise<void> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname in ('contacts', 'sor', 'service_queue') and has_table_privilege('contact_sync_run', format('%I.%I', schemaname, tablename), 'insert')
            and tablename not in ('contact_type', 'custom_label')`,
      );
      // Deleting a few rows costs less than new files for every table; the order of foreign keys is of no interest here.
      const deletions = rows.map(({ name }) => `delete from ${name};`).join(' ');
      await client.query(`begin; set local session_replication_role = replica; ${deletions} commit`);
    } finally {
      await client.end();
    }
    Object.assign(this, {
      settings: DEFAULTS,
      history: undefined,
      historiesRead: 0,
      onProgress: () => undefined,
      stop: undefined,
    });
  }

  /** Asks for the import of a file and carries it out. */
  async import(bytes: Buffer, coming: Coming): Promise<Imported> {
    return this.carryOut(await this.request(coming), bytes, coming);
  }

  async request({ day, name = 'SorEntity_daily.csv', ...options }: Coming): Promise<string> {
    const id = randomUUID();
    await inTransaction(this.database.pool, (tx) =>
      insertImport(tx, {
        id,
        source: { kind: 'file', name },
        options: {
          full: options.full ?? false,
          preview: options.preview ?? false,
          approveClosings: options.approveClosings ?? false,
        },
        requestedBy: 'test',
        requestedAt: momentOf(day),
      }),
    );
    return id;
  }

  /** Carries out an import that was asked for, whatever became of it before. */
  async carryOut(id: string, bytes: Buffer, coming: Coming): Promise<Imported> {
    const { pool } = this.database;
    const now = (): Date => new Date(momentOf(coming.day).getTime() + 3_600_000);
    const { settings } = this;
    const forceUpdate = { ...DEFAULT_SETTINGS.forceUpdate, sor: settings.forceUpdate ? 'J' : 'N' } as const;
    const register = new ContactRegister({ settings: () => ({ ...DEFAULT_SETTINGS, forceUpdate }), now });
    const tools = { pool, register, folder: this.folder, files: this.files(bytes, coming), now };
    const logger = createLogger({ service: 'test', level: 'silent' });
    const runs = new Runs({ pool, schema: SCHEMA, replica: 'test', logger });
    const record = await this.found(id);
    await runs.run({ name: IMPORT_RUN, requestedBy: 'test' }, (run) => {
      const told: Run = Object.assign(Object.create(run) as Run, {
        ...(this.stop !== undefined && { signal: this.stop.signal }),
        progress: (done: number, total?: number) => {
          run.progress(done, total);
          this.onProgress(run, done, total);
        },
      });
      return runImport(tools, { record, settings, run: told, also: () => Promise.resolve() });
    });
    const unitsToSee = await readUnits(pool, id, { limit: 1000 });
    return { ...(await this.found(id)), problems: (await readProblems(pool, id)).problems, unitsToSee };
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.pool.query(sql, values)).rows as T[];
  }

  private files(
    bytes: Buffer,
    { day, madeAt = momentOf(day), lengthVerified = true, name = 'SorEntity_daily.csv' }: Coming,
  ): SorFiles {
    const history = (): AsyncIterable<Uint8Array> => this.readHistory();
    return {
      fetch: async (_, { to }): Promise<FetchedSorFile> => {
        await writeFile(to, bytes);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { name, day: this.askedDay ?? day, madeAt, bytes: bytes.length, sha256, lengthVerified };
      },
      fetchHistory: history,
    };
  }

  private async *readHistory(): AsyncGenerator<Uint8Array> {
    this.historiesRead += 1;
    if (this.history === undefined) throw new Error('nobody expected the history to be read');
    if (this.history instanceof SorFileUnavailable) throw this.history;
    // In small pieces, as from a socket.
    for (let at = 0; at < this.history.length; at += PIECE) yield this.history.subarray(at, at + PIECE);
    await Promise.resolve();
  }

  private async found(id: string): Promise<ImportRecord> {
    const record = await findImport(this.database.pool, id);
    if (record === undefined) throw new Error('the import is gone');
    return record;
  }
}

const momentOf = (day: string): Date => new Date(`${day}T02:00:00Z`);
