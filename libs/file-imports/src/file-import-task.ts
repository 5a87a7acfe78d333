import { inTransaction, type Tx } from '@contact-sync/database';
import {
  decideRecovery,
  settle,
  StoreBusy,
  type Delivery as Task,
  type Outcome,
  type Problem,
} from '@contact-sync/messaging';
import { RunStopped, type Logger, type Run, type Runs } from '@contact-sync/service';
import type { Pool } from 'pg';
import { isFileFault, unforeseen } from './file-fault';

/** One import that a task asks for. */
export interface ImportOfFile<Import, Settings> {
  readonly asked: Import;
  readonly settings: Settings;
  readonly run: Run;
  /** Done in the import's last transaction, with everything else that makes it finished. */
  readonly also: (tx: Tx) => Promise<void>;
}

/** The files of one register, as their imports are kept. */
export interface FileImports<Data, Import extends { readonly id: string }, Settings> {
  /** Name of the run, whose lease lets one import at a time be under way. */
  readonly runName: string;
  /** Where the files lie, in words: `interim directory`. */
  readonly folder: string;
  /** The import that a task asks for; undefined where there is none, or it is over. A failed one may be tried again. */
  readonly find: (data: Data) => Promise<Import | undefined>;
  readonly requestedBy: (asked: Import) => string;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<Settings>;
  /** Why nothing is imported now. */
  readonly off: (settings: Settings) => Problem | undefined;
  readonly carryOut: (one: ImportOfFile<Import, Settings>) => Promise<void>;
  /** Notes that the import has failed, and why. */
  readonly fail: (tx: Tx, asked: Import, problem: Problem) => Promise<void>;
}

export interface FileImportTaskOptions {
  readonly pool: Pool;
  readonly runs: Runs;
  readonly logger: Logger;
}

const OTHER_IMPORT_MS = 2000;

/**
 * Carries out tasks of importing a file. One import at a time over all replicas: the lease of its run decides. A task is
 * settled in the import's last transaction, so that after a crash it comes again and the import begins anew.
 */
export class FileImportTask<Data, Import extends { readonly id: string }, Settings> {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: FileImportTaskOptions,
    private readonly imports: FileImports<Data, Import, Settings>,
  ) {}

  /** One after the other within this process, in the order they came. */
  async carryOut(task: Task<Data>, signal: AbortSignal): Promise<void> {
    const mine = this.turn.then(() => this.import(task, signal));
    this.turn = mine.catch(() => undefined);
    await mine;
  }

  private async import(task: Task<Data>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const asked = await this.imports.find(task.data);
    if (asked === undefined) return this.settle(task, { kind: 'obsolete' });
    try {
      await this.run(task, asked, signal);
    } catch (error) {
      if (signal.aborted || isRecoverable(error)) throw error;
      this.options.logger.error({ error, importId: asked.id }, 'import failed');
      await this.fail(task, asked, unforeseen(error, this.imports.folder), 'parked');
    }
  }

  private async run(task: Task<Data>, asked: Import, signal: AbortSignal): Promise<void> {
    const { runs } = this.options;
    const { runName: name, requestedBy, readSettings, off, carryOut } = this.imports;
    const settings = await readSettings();
    const isOff = off(settings);
    if (isOff !== undefined) return this.fail(task, asked, isOff, 'done');
    let stopped: RunStopped | undefined;
    const onStop = (): void => void runs.stop();
    signal.addEventListener('abort', onStop, { once: true });
    try {
      const outcome = await runs.run({ name, requestedBy: requestedBy(asked) }, async (run) => {
        try {
          const also = (tx: Tx): Promise<void> => settle(tx, [{ delivery: task, outcome: { kind: 'done' } }]);
          await carryOut({ asked, settings, run, also });
        } catch (error) {
          if (error instanceof RunStopped) stopped = error;
          throw error;
        }
      });
      if (!outcome.ran) await this.settle(task, { kind: 'again', afterMs: OTHER_IMPORT_MS, problem: OTHER_IMPORT });
    } finally {
      signal.removeEventListener('abort', onStop);
    }
    if (stopped !== undefined) await this.afterStop(task, asked, stopped);
  }

  private async afterStop(task: Task<Data>, asked: Import, stopped: RunStopped): Promise<void> {
    switch (stopped.reason) {
      case 'asked':
        return this.fail(task, asked, STOPPED, 'done');
      case 'lease-lost':
        // Somebody else may have begun it: ask again who does it.
        throw new StoreBusy('lease-lost');
      case 'service-stops':
        throw stopped;
    }
  }

  private async fail(task: Task<Data>, asked: Import, problem: Problem, kind: 'done' | 'parked'): Promise<void> {
    await inTransaction(this.options.pool, async (tx) => {
      await this.imports.fail(tx, asked, problem);
      await settle(tx, [{ delivery: task, outcome: kind === 'done' ? { kind } : { kind, problem } }]);
    });
  }

  private settle(task: Task<Data>, outcome: Outcome): Promise<void> {
    return inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }
}

const OTHER_IMPORT: Problem = { code: 'import-under-way', text: 'another file is being imported' };
const STOPPED: Problem = {
  code: 'stopped',
  text: 'the import was stopped on request; what was imported stays, and the file can be imported again',
};

/** Whether trying again may help: then the transport does. */
function isRecoverable(error: unknown): boolean {
  if (isFileFault(error)) return false;
  const { scope } = decideRecovery(error, 1, 0);
  return scope === 'store' || scope === 'batch' || scope === 'register';
}
