import { randomUUID } from 'node:crypto';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { Problem } from '@contact-sync/service';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type SorSettings } from '../settings';
import type {
  ImportedUnit,
  ImportOptions,
  ImportRecord,
  ImportSource,
  KeptProblems,
  UnitOutcome,
} from './import-record';
import { findImport, hasImported, insertImport, listImports, readProblems } from './import-store';
import { readUnits } from './imported-units';

export interface ImportWish {
  /** The id that a sent file was put away under; absent: a new one. */
  readonly id?: string;
  /** Absent: the address of the settings, the full one at the first import and where a full one is wanted. */
  readonly source?: ImportSource;
  readonly options?: Partial<ImportOptions>;
  /** `schedule`, or the id of who asked. */
  readonly requestedBy: string;
}

export interface ImportsOptions {
  readonly pool: Pool;
  readonly settings: () => SorSettings;
  readonly now: () => Date;
}

/** Imports asked for and their reports; the import itself is a task of the service queue. */
export class Imports {
  constructor(private readonly options: ImportsOptions) {}

  /** Writes the wish down and asks for the import. Throws a `Problem` (409) while SOR integration is off. Returns its id. */
  async request({ id = randomUUID(), source, options = {}, requestedBy }: ImportWish): Promise<string> {
    const settings = this.options.settings();
    if (!settings.sorIntegration) throw new Problem(409, INTEGRATION_OFF.text, { code: INTEGRATION_OFF.code });
    await inTransaction(this.options.pool, async (tx) => {
      const full = options.full === true || settings.forceFull;
      const usesFullUrl = source === undefined && (full || !(await hasImported(tx)));
      const address = { kind: 'address', name: usesFullUrl ? settings.fullUrl : settings.dailyUrl } as const;
      await insertImport(tx, {
        id,
        source: source ?? address,
        options: { preview: false, approveClosings: false, ...options, full },
        requestedBy,
        requestedAt: this.options.now(),
      });
      await enqueueTasks(tx, [{ type: 'sor-import.file.import.v1', subject: id, data: { importId: id } }]);
    });
    return id;
  }

  async find(id: string): Promise<ImportRecord | undefined> {
    return findImport(this.options.pool, id);
  }

  /** Newest first; `after` is the last id of the page before. */
  async list(page: { readonly limit: number; readonly after?: string }): Promise<ImportRecord[]> {
    return listImports(this.options.pool, page);
  }

  async problems(id: string): Promise<KeptProblems> {
    return readProblems(this.options.pool, id);
  }

  /** By `unit`; `after` is the last unit of the page before. */
  async units(
    id: string,
    page: { readonly outcome?: UnitOutcome; readonly limit: number; readonly after?: string },
  ): Promise<ImportedUnit[]> {
    return readUnits(this.options.pool, id, page);
  }
}
