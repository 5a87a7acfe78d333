import type { ImportDelivery } from '@contact-sync/contracts';
import { FileImportTask, type FileImportTaskOptions } from '@contact-sync/file-imports';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { Delivery } from './delivery';
import { endImport, findDelivery } from './delivery-store';
import { IMPORT_RUN, importDelivery, type ImportTools } from './import-delivery';

export interface ImportTaskOptions extends ImportTools, FileImportTaskOptions {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
}

const NO_PROBLEMS = { problems: [], beyond: 0 };

/** Carries out the tasks of importing deliveries, one at a time. */
export class ImportTask extends FileImportTask<ImportDelivery, Delivery, CprSettings> {
  constructor(options: ImportTaskOptions) {
    super(options, {
      runName: IMPORT_RUN,
      folder: 'interim directory',
      find: async ({ deliveryId }) => {
        const delivery = await findDelivery(options.pool, deliveryId);
        return delivery === undefined || isOver(delivery) ? undefined : delivery;
      },
      requestedBy: () => 'cpr-sync',
      readSettings: options.readSettings,
      off: ({ cprIntegration }) => (cprIntegration ? undefined : INTEGRATION_OFF),
      carryOut: ({ asked: delivery, ...request }) => importDelivery(options, { delivery, ...request }),
      fail: (tx, { id }, { text }) =>
        endImport(tx, id, { state: 'failed', refusal: text, problems: NO_PROBLEMS, at: options.now() }),
    });
  }
}

/** A failed one may be tried again. */
const isOver = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'importing' && state !== 'failed';
