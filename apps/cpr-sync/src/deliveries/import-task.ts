import { inTransaction, type Tx } from '@contact-sync/database';
import type { ImportDelivery } from '@contact-sync/contracts';
import {
  decideRecovery,
  settle,
  StoreBusy,
  type Delivery as Task,
  type Outcome,
  type Problem,
} from '@contact-sync/messaging';
import { RunStopped, type Logger, type Runs } from '@contact-sync/service';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { Delivery } from './delivery';
import { endImport, findDelivery } from './delivery-store';
import { IMPORT_RUN, importDelivery, type ImportTools } from './import-delivery';

export interface ImportTaskOptions extends ImportTools {
  readonly runs: Runs;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
  readonly logger: Logger;
}

const OTHER_IMPORT_MS = 2000;
const NO_PROBLEMS = { problems: [], beyond: 0 };

/**
 * Carries out the task of importing a delivery. One import at a time over all replicas: the lease of its run decides. The
 * task is settled in the import's last transaction, so that after a crash it comes again and the import begins anew.
 */
export class ImportTask {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ImportTaskOptions) {}

  /** One after the other within this process, in the order they came. */
  async carryOut(task: Task<ImportDelivery>, signal: AbortSignal): Promise<void> {
    const mine = this.turn.then(() => this.import(task, signal));
    this.turn = mine.catch(() => undefined);
    await mine;
  }

  private async import(task: Task<ImportDelivery>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const delivery = await findDelivery(this.options.pool, task.data.deliveryId);
    if (delivery === undefined || isOver(delivery)) return this.settle(task, { kind: 'obsolete' });
    try {
      await this.run(task, delivery, signal);
    } catch (error) {
      if (signal.aborted || isRecoverable(error)) throw error;
      this.options.logger.error({ error, deliveryId: delivery.id }, 'import failed');
      await this.fail(task, delivery, unforeseen(error));
    }
  }

  private async run(task: Task<ImportDelivery>, delivery: Delivery, signal: AbortSignal): Promise<void> {
    const { runs, readSettings } = this.options;
    const settings = await readSettings();
    if (!settings.cprIntegration) return this.fail(task, delivery, INTEGRATION_OFF);
    let stopped: RunStopped | undefined;
    const onStop = (): void => void runs.stop();
    signal.addEventListener('abort', onStop, { once: true });
    try {
      const outcome = await runs.run({ name: IMPORT_RUN, requestedBy: 'cpr-sync' }, async (run) => {
        try {
          const also = (tx: Tx): Promise<void> => settle(tx, [{ delivery: task, outcome: { kind: 'done' } }]);
          await importDelivery(this.options, { delivery, settings, run, also });
        } catch (error) {
          if (error instanceof RunStopped) stopped = error;
          throw error;
        }
      });
      if (!outcome.ran) await this.settle(task, { kind: 'again', afterMs: OTHER_IMPORT_MS, problem: OTHER_IMPORT });
    } finally {
      signal.removeEventListener('abort', onStop);
    }
    if (stopped !== undefined) await this.afterStop(task, delivery, stopped);
  }

  private async afterStop(task: Task<ImportDelivery>, delivery: Delivery, stopped: RunStopped): Promise<void> {
    switch (stopped.reason) {
      case 'asked':
        return this.fail(task, delivery, STOPPED);
      case 'lease-lost':
        // Somebody else may have begun it: ask again who does it.
        throw new StoreBusy('lease-lost');
      case 'service-stops':
        throw stopped;
    }
  }

  private async fail(task: Task<ImportDelivery>, delivery: Delivery, problem: Problem): Promise<void> {
    const { pool, now } = this.options;
    await inTransaction(pool, async (tx) => {
      await endImport(tx, delivery.id, { state: 'failed', refusal: problem.text, problems: NO_PROBLEMS, at: now() });
      await settle(tx, [
        {
          delivery: task,
          outcome: problem === STOPPED || problem === INTEGRATION_OFF ? { kind: 'done' } : { kind: 'parked', problem },
        },
      ]);
    });
  }

  private settle(task: Task<ImportDelivery>, outcome: Outcome): Promise<void> {
    return inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }
}

const OTHER_IMPORT: Problem = { code: 'import-under-way', text: 'another file is being imported' };
const STOPPED: Problem = {
  code: 'stopped',
  text: 'the import was stopped on request; what was imported stays, and the file can be imported again',
};

/** A failed one may be tried again. */
const isOver = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'importing' && state !== 'failed';

/** Whether trying again may help: then the transport does. */
function isRecoverable(error: unknown): boolean {
  if (isFileFault(error)) return false;
  const { scope } = decideRecovery(error, 1, 0);
  return scope === 'store' || scope === 'batch' || scope === 'register';
}

/** Node gives file errors the codes that a gone socket has too; only they name a path. */
function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'path' in error && 'syscall' in error && error.syscall !== 'connect';
}

function unforeseen(error: unknown): Problem {
  if (isFileFault(error)) {
    return {
      code: error.code ?? 'file',
      text: `a file of the interim directory could not be used (${error.code ?? 'no code'})`,
    };
  }
  const recovery = decideRecovery(error, 1, 0);
  return 'problem' in recovery ? recovery.problem : { code: 'unforeseen', text: 'the import stopped' };
}
