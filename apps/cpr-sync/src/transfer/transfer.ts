import { CallFailed } from '@contact-sync/outbound';
import type { RemoteFiles } from '@contact-sync/registers-cpr-files';
import type { Run, Runs } from '@contact-sync/service';
import type { Pool } from 'pg';
import { NameTaken, type InterimDirectory } from '../deliveries/interim-directory';
import { appendToJournal, type JournalEntry } from '../deliveries/journal';
import { scanFile } from '../deliveries/scan-file';
import type { CprSettings } from '../settings';
import { decideTransfer, type FileToMove } from './decide-transfer';
import type { AccessWish, FileAccess } from './file-access';
import { beginFetching, findRemoteFiles, markFetched, markProblem, markRenamed } from './remote-file-store';
import { TransferReport } from './transfer-report';

/** Name of the run that fetches files. */
const FETCH_RUN = 'fetch-files';

export interface TransferOptions {
  readonly pool: Pool;
  readonly access: FileAccess;
  readonly directory: InterimDirectory;
  readonly runs: Runs;
  readonly now: () => Date;
  /** Told of each file, for metrics. */
  readonly onFile?: (outcome: 'fetched' | 'renamed' | 'not-fetched' | 'not-renamed') => void;
}

export interface TransferWish extends Pick<AccessWish, 'by'> {
  readonly signal?: AbortSignal | undefined;
  readonly requestedBy: string;
  /** Only these, as the server lists them. */
  readonly only?: readonly string[];
}

/** What stops one file, and not the transfer: the server answers, and has not this file for us. */
const OF_ONE_FILE: ReadonlySet<string> = new Set(['half-file', 'file-changed']);
/** Refusals of a file that is still being written, or was not sent whole. */
const NOT_WHOLE: ReadonlySet<string> = new Set(['empty-file', 'no-end-record', 'cut-record']);

/**
 * Stage 1 of CPR-7: fetches files into the interim directory and gives them their prefix on the server. One transfer at a
 * time over all replicas: the lease of its run decides. Nothing is deleted on either side.
 */
export class Transfer {
  constructor(private readonly options: TransferOptions) {}

  /**
   * Fetches now; `report` is filled meanwhile. False: another transfer is under way. Throws what ended it: `CallFailed`,
   * `RegisterAway`.
   */
  async carryOut(settings: CprSettings, wish: TransferWish, report = new TransferReport()): Promise<boolean> {
    const request = { name: FETCH_RUN, requestedBy: wish.requestedBy };
    const { ran } = await this.options.runs.run(request, (run) => this.work(settings, wish, report, run));
    return ran;
  }

  /** Begins to fetch, and returns while it goes on: the id of its run; undefined: another transfer is under way. */
  async begin(settings: CprSettings, wish: TransferWish): Promise<string | undefined> {
    const request = { name: FETCH_RUN, requestedBy: wish.requestedBy };
    const start = await this.options.runs.begin(request, (run) => this.work(settings, wish, new TransferReport(), run));
    if (!start.began) return undefined;
    // Its failure stands in the record of the run.
    start.ended.catch(() => undefined);
    return start.id;
  }

  private async work(settings: CprSettings, wish: TransferWish, report: TransferReport, run: Run): Promise<void> {
    const signal = wish.signal === undefined ? run.signal : AbortSignal.any([wish.signal, run.signal]);
    try {
      await this.options.access.use(settings, { by: wish.by, signal }, async (files) => {
        await this.moveFiles(files, settings, { ...wish, signal }, { report, run });
      });
    } finally {
      run.count('fetched', report.fetched.length);
      run.count('renamed', report.renamed.length);
      for (const problem of report.problems) run.problem(problem);
    }
  }

  private async moveFiles(
    files: RemoteFiles,
    settings: CprSettings,
    { only, signal }: TransferWish,
    { report, run }: { readonly report: TransferReport; readonly run: Run },
  ): Promise<void> {
    const { pool, directory, now } = this.options;
    const listing = await files.list();
    report.heed(listing);
    await this.tell({ action: 'listed', counts: { files: listing.files.length, migrated: report.away } });
    const known = await findRemoteFiles(
      pool,
      listing.files.map(({ name }) => name),
    );
    const here = new Set<string>();
    for (const { name, state, bytes } of known.values()) {
      if (state === 'fetched' && bytes !== undefined && (await isHere(directory, settings, name, bytes)))
        here.add(name);
    }
    const decision = decideTransfer(listing, known, settings, {
      isHere: (name) => here.has(name),
      ...(only && { only }),
    });
    report.problems.push(...decision.problems);
    for (const { name, to } of decision.renamedAlready) await markRenamed(pool, name, to, now());
    let failed: CallFailed | undefined;
    for (const [at, file] of decision.files.entries()) {
      signal?.throwIfAborted();
      try {
        if (file.here || (await this.fetch(files, file, settings, report))) await this.rename(files, file, report);
        failed = undefined;
      } catch (error) {
        // It may be this file alone that the server never gives: the next one is to be had all the same. Two are the server.
        if (!(error instanceof CallFailed) || error.failure !== 'unavailable' || failed !== undefined) throw error;
        failed = error;
        await this.tellFailure(file, error, report);
      }
      run.progress(at + 1, decision.files.length);
    }
    if (failed !== undefined) throw failed;
  }

  private async tellFailure({ name }: FileToMove, { code }: CallFailed, report: TransferReport): Promise<void> {
    const text = 'the connection failed while it was dealt with; it is tried another time';
    report.problems.push({ code, subject: name, text });
    this.options.onFile?.('not-fetched');
    await this.tell({ action: 'not fetched', file: name, reason: code });
  }

  /** Whether the file is whole in the interim directory now. */
  private async fetch(
    files: RemoteFiles,
    { name, size }: FileToMove,
    settings: CprSettings,
    report: TransferReport,
  ): Promise<boolean> {
    const { pool, directory, now } = this.options;
    const part = directory.partPathOf(name);
    const fail = async (code: string, text: string): Promise<false> => {
      report.problems.push({ code, subject: name, text });
      this.options.onFile?.('not-fetched');
      await this.tell({ action: 'not fetched', file: name, reason: code });
      return false;
    };
    // What an earlier run left may be of another file of that name and size: mixed, the two could look whole.
    await directory.removePart(name);
    await beginFetching(pool, { name, size, at: now() });
    try {
      const { bytes } = await files.fetch(name, part);
      const scanned = await scanFile(part, settings);
      if ('refusal' in scanned && NOT_WHOLE.has(scanned.refusal.code)) {
        await directory.removePart(name);
        return await fail('not-whole', 'it is not whole on the server; it stays there and is fetched another time');
      }
      await directory.takeFetched(name, settings);
      await markFetched(pool, name, bytes, now());
      report.fetched.push(name);
      this.options.onFile?.('fetched');
      await this.tell({ action: 'fetched', file: name, counts: { bytes } });
      return true;
    } catch (error) {
      if (error instanceof NameTaken)
        return fail('name-taken', 'another file of that name waits in the interim directory');
      if (!(error instanceof CallFailed) || !(error.failure === 'wrong' || OF_ONE_FILE.has(error.code))) throw error;
      return fail(error.code, 'the server did not give it');
    }
  }

  private async rename(files: RemoteFiles, { name, to }: FileToMove, report: TransferReport): Promise<void> {
    const { pool, now } = this.options;
    try {
      await files.rename(name, to);
    } catch (error) {
      if (!(error instanceof CallFailed) || error.failure !== 'wrong') throw error;
      await markProblem(pool, name, error.code);
      const text = 'it was fetched, and the server did not rename it; it is not fetched again for that';
      report.problems.push({ code: error.code, subject: name, text });
      this.options.onFile?.('not-renamed');
      return this.tell({ action: 'not renamed at CPR', file: name, reason: error.code });
    }
    await markRenamed(pool, name, to, now());
    report.renamed.push(name);
    this.options.onFile?.('renamed');
    return this.tell({ action: 'renamed at CPR', file: name });
  }

  private tell(entry: Omit<JournalEntry, 'time'>): Promise<void> {
    const { directory, now } = this.options;
    return appendToJournal(directory.journalPath, { time: now(), ...entry });
  }
}

/** Whether a file that came under the name, with so many bytes, waits or was imported. */
async function isHere(
  directory: InterimDirectory,
  settings: CprSettings,
  name: string,
  bytes: number,
): Promise<boolean> {
  return (await directory.filesOf(name, settings)).some((file) => file.bytes === bytes);
}
