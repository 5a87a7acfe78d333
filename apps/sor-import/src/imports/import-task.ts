import type { ImportSorFile } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import {
  decideRecovery,
  settle,
  StoreBusy,
  type Delivery as Task,
  type Outcome,
  type Problem,
} from '@contact-sync/messaging';
import { RunStopped, type Logger, type Runs } from '@contact-sync/service';
import { INTEGRATION_OFF, type SorSettings } from '../settings';
import type { ImportRecord } from './import-record';
import { endImport, findImport } from './import-store';
import type { ImportTools } from './import-tools';
import { IMPORT_RUN, runImport } from './run-import';

export interface ImportTaskOptions extends ImportTools {
  readonly runs: Runs;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<SorSettings>;
  readonly logger: Logger;
}

const OTHER_IMPORT_MS = 2000;
const NO_PROBLEMS = { problems: [], beyond: 0 };

/**
 * Carries out the task of importing a file. One import at a time over all replicas: the lease of its run decides. The task
 * is settled in the import's last transaction, so that after a crash it comes again and the import begins anew.
 */
export class ImportTask {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ImportTaskOptions) {}

  /** One after the other within this process, in the order they came. */
  async carryOut(task: Task<ImportSorFile>, signal: AbortSignal): Promise<void> {
    const mine = this.turn.then(() => this.import(task, signal));
    this.turn = mine.catch(() => undefined);
    await mine;
  }

  private async import(task: Task<ImportSorFile>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const record = await findImport(this.options.pool, task.data.importId);
    if (record === undefined || isOver(record)) return this.settle(task, { kind: 'obsolete' });
    try {
      await this.run(task, record, signal);
    } catch (error) {
      if (signal.aborted || isRecoverable(error)) throw error;
      this.options.logger.error({ error, importId: record.id }, 'import failed');
      await this.fail(task, record, unforeseen(error));
    }
  }

  private async run(task: Task<ImportSorFile>, record: ImportRecord, signal: AbortSignal): Promise<void> {
    const { runs, readSettings } = this.options;
    const settings = await readSettings();
    if (!settings.sorIntegration) return this.fail(task, record, INTEGRATION_OFF);
    let stopped: RunStopped | undefined;
    const onStop = (): void => void runs.stop();
    signal.addEventListener('abort', onStop, { once: true });
    try {
      const outcome = await runs.run({ name: IMPORT_RUN, requestedBy: record.requestedBy }, async (run) => {
        try {
          const also = (tx: Tx): Promise<void> => settle(tx, [{ delivery: task, outcome: { kind: 'done' } }]);
          await runImport(this.options, { record, settings, run, also });
        } catch (error) {
          if (error instanceof RunStopped) stopped = error;
          throw error;
        }
      });
      if (!outcome.ran) await this.settle(task, { kind: 'again', afterMs: OTHER_IMPORT_MS, problem: OTHER_IMPORT });
    } finally {
      signal.removeEventListener('abort', onStop);
    }
    if (stopped !== undefined) await this.afterStop(task, record, stopped);
  }

  private async afterStop(task: Task<ImportSorFile>, record: ImportRecord, stopped: RunStopped): Promise<void> {
    switch (stopped.reason) {
      case 'asked':
        return this.fail(task, record, STOPPED);
      case 'lease-lost':
        // Somebody else may have begun it: ask again who does it.
        throw new StoreBusy('lease-lost');
      case 'service-stops':
        throw stopped;
    }
  }

  private async fail(task: Task<ImportSorFile>, { id }: ImportRecord, problem: Problem): Promise<void> {
    const { pool, now } = this.options;
    const isPlain = problem === STOPPED || problem === INTEGRATION_OFF;
    await inTransaction(pool, async (tx) => {
      await endImport(tx, id, { state: 'failed', refusal: problem, problems: NO_PROBLEMS, at: now() });
      await settle(tx, [{ delivery: task, outcome: isPlain ? { kind: 'done' } : { kind: 'parked', problem } }]);
    });
  }

  private settle(task: Task<ImportSorFile>, outcome: Outcome): Promise<void> {
    return inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }
}

const OTHER_IMPORT: Problem = { code: 'import-under-way', text: 'another file is being imported' };
const STOPPED: Problem = {
  code: 'stopped',
  text: 'the import was stopped on request; what was imported stays, and the file can be imported again',
};

/** A failed one may be tried again. */
const isOver = ({ state }: ImportRecord): boolean => state !== 'waiting' && state !== 'running' && state !== 'failed';

/** Whether trying again may help: then the transport does. */
function isRecoverable(error: unknown): boolean {
  if (isFileFault(error)) return false;
  const { scope } = decideRecovery(error, 1, 0);
  return scope === 'store' || scope === 'batch';
}

/** Node gives file errors the codes that a gone socket has too; only they name a path. */
function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'path' in error && 'syscall' in error && error.syscall !== 'connect';
}

function unforeseen(error: unknown): Problem {
  if (isFileFault(error)) {
    return {
      code: error.code ?? 'file',
      text: `a file of the work folder could not be used (${error.code ?? 'no code'})`,
    };
  }
  const recovery = decideRecovery(error, 1, 0);
  return 'problem' in recovery ? recovery.problem : { code: 'unforeseen', text: 'the import stopped' };
}
