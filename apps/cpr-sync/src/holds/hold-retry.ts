import { findHold, releaseHold } from '@contact-sync/contact-register';
import type { RetryHold } from '@contact-sync/contracts';
import { inTransaction } from '@contact-sync/database';
import { settle, type Delivery as Task, type Outcome } from '@contact-sync/messaging';
import { applyPersons } from '../deliveries/apply-persons';
import { ErrorFile } from '../deliveries/error-file';
import type { ImportTools } from '../deliveries/import-delivery';
import { appendToJournal } from '../deliveries/journal';
import { RegisterStore } from '../deliveries/person-stores';
import { ProblemLog } from '../deliveries/problem-log';
import { FileView } from '../deliveries/sighting';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import { readHeldPerson, type HeldPersonRead } from './read-held-person';

export interface HoldRetryOptions extends Pick<ImportTools, 'pool' | 'register' | 'directory' | 'now'> {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
}

type PersonRead = Exclude<HeldPersonRead, { problem: unknown }>;

/**
 * Carries out the task of trying a held person again (MSG-1). The person's set is read from its file as it is now and
 * applied as the import would; nobody else's is touched. A set that still cannot be used stays held; what cannot be read
 * at all parks the task, and the hold keeps its reason.
 */
export class HoldRetry {
  constructor(private readonly options: HoldRetryOptions) {}

  async carryOut(task: Task<RetryHold>, signal: AbortSignal): Promise<void> {
    const hold = await findHold(this.options.pool, task.data.holdId);
    if (hold === undefined) return this.settle(task, { kind: 'obsolete' });
    const settings = await this.options.readSettings();
    if (!settings.cprIntegration) return this.settle(task, { kind: 'held', problem: INTEGRATION_OFF });
    const read = await readHeldPerson(hold, { ...this.options, settings, signal });
    if ('problem' in read) return this.settle(task, { kind: 'parked', problem: read.problem });
    await this.apply(task, hold.origin.source, read, settings);
  }

  /** The hold is released and the task settled in the transaction that applies the set, or holds it again. */
  private async apply(
    task: Task<RetryHold>,
    fileName: string,
    { delivery, file, slice }: PersonRead,
    settings: CprSettings,
  ): Promise<void> {
    const { directory, now } = this.options;
    const { holdId } = task.data;
    const view = new FileView(fileName, file.facts, file.recordTypes, settings);
    const heading = `${now().toISOString()} ${fileName}, hold ${holdId} tried again`;
    const problems = new ProblemLog(new ErrorFile(directory.errorPathOf(fileName), heading));
    let held = 0;
    const store = new RegisterStore({
      ...this.options,
      deliveryId: delivery.id,
      also: async (tx, outcomes) => {
        held = outcomes.filter((outcome) => outcome === 'held').length;
        // By its clock a mended set may come before the damaged one, and something newer may be known: it was taken all the same.
        if (held === 0) await releaseHold(tx, holdId, null, now());
        await settle(tx, [{ delivery: task, outcome: { kind: 'done' } }]);
      },
    });
    await applyPersons([{ slice, sighting: view.sightingOf(slice) }], { store, view, problems });
    await problems.close();
    const counts = { released: 1 - held, held };
    await appendToJournal(directory.journalPath, { time: now(), action: 'hold retried', file: fileName, counts });
  }

  private settle(task: Task<RetryHold>, outcome: Outcome): Promise<void> {
    return inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }
}
