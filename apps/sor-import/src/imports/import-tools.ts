import type { ContactRegister } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { SorSettings } from '../settings';
import type { ImportRecord } from './import-record';
import type { SorFiles } from './sor-files';
import type { WorkFolder } from './work-folder';

export interface ImportTools {
  readonly pool: Pool;
  readonly register: ContactRegister;
  readonly folder: WorkFolder;
  readonly files: SorFiles;
  readonly now: () => Date;
  /** Files of more bytes than this are imported with little memory, at the price of some time; 8 MiB unless given. */
  readonly largeFileBytes?: number;
  /** Done in the last transaction of an import that succeeded and was full. */
  readonly onFull?: (tx: Tx) => Promise<void>;
}

export interface ImportRequest {
  readonly record: ImportRecord;
  readonly settings: SorSettings;
  readonly run: Run;
  /** Done in the import's last transaction, with everything else that makes it finished. */
  readonly also: (tx: Tx) => Promise<void>;
}
