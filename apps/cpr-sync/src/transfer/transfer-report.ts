import type { RemoteListing } from '@contact-sync/registers-cpr-files';
import type { TransferProblem } from './remote-file';

/** What a transfer did; filled as it goes on, so that it tells what was done before the server went away. */
export class TransferReport {
  listed: number | undefined;
  away = 0;
  /** Files that waited and are whole in the interim directory now. */
  readonly fetched: string[] = [];
  /** Files that have the prefix on the server now, whether fetched now or before. */
  readonly renamed: string[] = [];
  readonly problems: TransferProblem[] = [];

  heed({ files }: RemoteListing): void {
    this.listed = files.length;
    this.away = files.filter(({ kept }) => kept === 'away').length;
  }
}
