import { CallFailed } from '@contact-sync/outbound';
import { RegisterAway } from '@contact-sync/subject-updates';
import type { BatchRunWish } from '../deliveries/batch-run';
import type { FilesFetched } from '../deliveries/files-fetched';
import type { CprSettings } from '../settings';
import type { InputFiles } from './input-files';
import type { Transfer } from './transfer';
import { TransferReport } from './transfer-report';

export interface FetchAllParts {
  readonly transfer: Transfer;
  readonly inputFiles: InputFiles;
  readonly readSettings: () => Promise<CprSettings>;
}

/** The guide's steps *Connect* and *Get all files*, as a batch run takes them; failures are told, not thrown. */
export async function fetchAll(parts: FetchAllParts, { requestedBy, signal }: BatchRunWish): Promise<FilesFetched> {
  const settings = await parts.readSettings();
  if (settings.fileServerProfile === '') return NO_FILE_SERVER;
  const by = requestedBy === 'schedule' ? 'job' : 'person';
  const report = new TransferReport();
  try {
    const ran = await parts.transfer.carryOut(settings, { by, requestedBy, signal }, report);
    if (!ran) return OTHER_TRANSFER;
    await parts.inputFiles.sendWaiting(settings, { by, signal });
    return {
      ...stepsOf(report, undefined),
      problems: [...report.problems, ...(await parts.inputFiles.problems())],
    };
  } catch (error) {
    if (!(error instanceof CallFailed) && !(error instanceof RegisterAway)) throw error;
    return { ...stepsOf(report, error), problems: report.problems };
  }
}

function stepsOf(
  { listed, away, fetched, renamed }: TransferReport,
  failure: CallFailed | RegisterAway | undefined,
): Pick<FilesFetched, 'connect' | 'getAll'> {
  const why = failure instanceof RegisterAway ? failure.message : `CPR's file server: ${failure?.message ?? ''}`;
  if (listed === undefined)
    return {
      connect: { step: 'connect', outcome: 'failed', text: why },
      getAll: { step: 'get all files', outcome: 'skipped', text: 'Not without the step before' },
    };
  const did = `${fetched.length} files fetched, ${renamed.length} renamed on the server`;
  return {
    connect: { step: 'connect', outcome: 'done', text: `${listed} files on the server, ${away} of them migrated` },
    getAll:
      failure === undefined
        ? { step: 'get all files', outcome: 'done', text: did }
        : { step: 'get all files', outcome: 'failed', text: `${did}; then ${why}` },
  };
}

const NO_FILE_SERVER: FilesFetched = {
  connect: { step: 'connect', outcome: 'skipped', text: 'No file server of the CPR office is set up' },
  getAll: {
    step: 'get all files',
    outcome: 'skipped',
    text: 'Files come by upload or are put into the interim directory',
  },
  problems: [],
};

const OTHER_TRANSFER: FilesFetched = {
  connect: { step: 'connect', outcome: 'skipped', text: 'Another transfer is under way' },
  getAll: { step: 'get all files', outcome: 'skipped', text: 'Another transfer is under way' },
  problems: [],
};
