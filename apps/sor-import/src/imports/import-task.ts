import type { ImportSorFile } from '@contact-sync/contracts';
import { FileImportTask, type FileImportTaskOptions } from '@contact-sync/file-imports';
import { INTEGRATION_OFF, type SorSettings } from '../settings';
import type { ImportRecord } from './import-record';
import { endImport, findImport } from './import-store';
import type { ImportTools } from './import-tools';
import { IMPORT_RUN, runImport } from './run-import';

export interface ImportTaskOptions extends ImportTools, FileImportTaskOptions {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<SorSettings>;
}

const NO_PROBLEMS = { problems: [], beyond: 0 };

/** Carries out the tasks of importing files from SOR, one at a time. */
export class ImportTask extends FileImportTask<ImportSorFile, ImportRecord, SorSettings> {
  constructor(options: ImportTaskOptions) {
    super(options, {
      runName: IMPORT_RUN,
      folder: 'work folder',
      find: async ({ importId }) => {
        const record = await findImport(options.pool, importId);
        return record === undefined || isOver(record) ? undefined : record;
      },
      requestedBy: ({ requestedBy }) => requestedBy,
      readSettings: options.readSettings,
      off: ({ sorIntegration }) => (sorIntegration ? undefined : INTEGRATION_OFF),
      carryOut: ({ asked: record, ...request }) => runImport(options, { record, ...request }),
      fail: (tx, { id }, refusal) =>
        endImport(tx, id, { state: 'failed', refusal, problems: NO_PROBLEMS, at: options.now() }),
    });
  }
}

const isOver = ({ state }: ImportRecord): boolean => state !== 'waiting' && state !== 'running' && state !== 'failed';
