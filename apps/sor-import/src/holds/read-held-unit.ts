import type { Statement, SubjectStatements } from '@contact-sync/contact-register';
import type { Problem } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { FileView } from '../imports/file-view';
import type { ImportRecord } from '../imports/import-record';
import { findLastImported } from '../imports/import-store';
import { hasUtf8Mark, readHeader, scanFile } from '../imports/scan-file';
import type { WorkFolder } from '../imports/work-folder';
import type { SorSettings } from '../settings';

/** A held unit as the file imported last has it; or why it cannot be read. */
export type HeldUnitRead =
  | { readonly record: ImportRecord; readonly view: FileView; readonly unit: SubjectStatements; readonly path: string }
  | { readonly problem: Problem };

export interface ReadHeldUnitOptions {
  readonly pool: Pool;
  readonly folder: WorkFolder;
  readonly settings: SorSettings;
  /** Aborted when reading is to stop. */
  readonly signal: AbortSignal;
}

/** All rows of a held unit, wherever they stand in the file that was imported last. */
export async function readHeldUnit(
  sorId: string,
  { pool, folder, settings, signal }: ReadHeldUnitOptions,
): Promise<HeldUnitRead> {
  const record = await findLastImported(pool);
  if (record?.facts === undefined || !(await folder.has(record.id))) return { problem: FILE_GONE };
  const path = folder.csvOf(record.id);
  const read = await readHeader(path);
  if ('refusal' in read)
    return { problem: { code: 'file-refused', text: `the file is refused: ${read.refusal.text}` } };
  const { header } = read;
  const encoding = record.encoding ?? 'utf-8';
  const hasDamage = encoding === 'utf-8' && (await hasUtf8Mark(path));
  const view = new FileView({ ...record.facts, header, encoding, hasDamage, settings });
  const statements: Statement[] = [];
  await scanFile(path, {
    header,
    encoding,
    strict: false,
    fingerprintOf: view.fingerprintOf,
    signal,
    write: (rows) => {
      for (const row of rows) if (row.nameCode === sorId) statements.push(row);
      return Promise.resolve();
    },
    reject: () => undefined,
    onProgress: () => undefined,
  });
  if (statements.length === 0) return { problem: UNIT_GONE };
  return { record, view, path, unit: { nameCode: sorId, statements } };
}

const FILE_GONE: Problem = {
  code: 'file-gone',
  text: 'no imported file is in the work folder; the next import reads the unit again',
};
const UNIT_GONE: Problem = {
  code: 'unit-gone',
  text: 'the file that was imported last does not name the unit any more; release the hold if that is right',
};
