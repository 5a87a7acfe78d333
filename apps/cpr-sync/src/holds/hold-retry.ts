import { findContactId, findHold, releaseHold, type HeldStatement } from '@contact-sync/contact-register';
import type { RetryHold } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import { settle, SubjectRejected, type Delivery as Task, type Outcome } from '@contact-sync/messaging';
import { outcomeOf, registerFailure, SubjectUnreadable, type SubjectResult } from '@contact-sync/subject-updates';
import { recordIntents, recordOutcomes, type OwnRead } from '../asking/audited-reads';
import { LANES } from '../asking/lanes';
import { ROADS, type LookUpRoad } from '../asking/look-up-clock';
import type { PersonUpdates } from '../asking/person-updates';
import { applyPersons } from '../deliveries/apply-persons';
import { ErrorFile } from '../deliveries/error-file';
import type { ImportTools } from '../deliveries/import-delivery';
import { appendToJournal } from '../deliveries/journal';
import { RegisterStore } from '../deliveries/person-stores';
import { ProblemLog } from '../deliveries/problem-log';
import { FileView } from '../deliveries/sighting';
import { profileOf } from '../lookups/person-problems';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import { readHeldPerson, type HeldPersonRead } from './read-held-person';

export interface HoldRetryOptions extends Pick<ImportTools, 'pool' | 'register' | 'directory' | 'now'> {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CprSettings>;
  readonly persons: Readonly<Record<LookUpRoad, PersonUpdates>>;
}

type PersonRead = Exclude<HeldPersonRead, { problem: unknown }>;

/**
 * Carries out the task of trying a held person again (MSG-1). The person's set is read where it was held from: from its file
 * as it is now, and applied as the import would, or by another look-up; nobody else's is touched. A set that still cannot be
 * used stays held; what cannot be read at all parks the task, and the hold keeps its reason.
 */
export class HoldRetry {
  constructor(private readonly options: HoldRetryOptions) {}

  async carryOut(task: Task<RetryHold>, signal: AbortSignal): Promise<void> {
    const hold = await findHold(this.options.pool, task.data.holdId);
    if (hold === undefined) return this.settle(task, { kind: 'obsolete' });
    const settings = await this.options.readSettings();
    if (!settings.cprIntegration) return this.settle(task, { kind: 'held', problem: INTEGRATION_OFF });
    const road = lookUpRoadOf(hold);
    if (road !== undefined) return this.lookUp(task, hold, { road, settings, signal });
    const read = await readHeldPerson(hold, { ...this.options, settings, signal });
    if ('problem' in read) return this.settle(task, { kind: 'parked', problem: read.problem });
    await this.apply(task, hold.origin.source, read, settings);
  }

  /** What CPR says now decides on the hold: its clock is later. Throws while the road is away. */
  private async lookUp(
    task: Task<RetryHold>,
    { subject: key }: HeldStatement,
    {
      road,
      settings,
      signal,
    }: { readonly road: LookUpRoad; readonly settings: CprSettings; readonly signal: AbortSignal },
  ): Promise<void> {
    const { persons, pool, now } = this.options;
    if (profileOf({ ...settings, lookUpRoad: road }) === '')
      return this.settle(task, { kind: 'held', problem: NO_PROFILE });
    const settled = async (tx: Tx, results: readonly SubjectResult[]): Promise<void> => {
      await recordOutcomes(tx, RETRY, results, now());
      const [result] = results;
      if (result === undefined) return;
      const outcome = outcomeOf(result, UNKNOWN);
      // Something newer may have been known when it was held: what CPR says now can be used all the same.
      if (outcome.kind === 'done') await releaseHold(tx, task.data.holdId, null, now());
      await settle(tx, [{ delivery: task, outcome }]);
    };
    const contactId = await inTransaction(pool, (tx) => findContactId(tx, { key }));
    await recordIntents(pool, RETRY, [contactId], now());
    try {
      const [result] = await persons[road].update([{ key }], { settings, signal, also: settled });
      if (result?.kind === 'busy') await this.settle(task, outcomeOf(result, UNKNOWN));
    } catch (error) {
      throw error instanceof SubjectUnreadable
        ? new SubjectRejected(error.code, error.message, { cause: error })
        : registerFailure(error, LANES[road]);
    }
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

const RETRY: OwnRead = {
  action: 'refresh',
  purpose: 'what CPR said of this contact could not be used; asked for again',
};
const NO_PROFILE = {
  code: 'no-profile',
  text: 'no authentication profile is chosen for the road that it was held from',
};
const UNKNOWN = { unknown: 'CPR does not know the number of the contact' };

/** The road by which the held statement was asked for; undefined for what came in a file. */
function lookUpRoadOf({ origin }: HeldStatement): LookUpRoad | undefined {
  return (['direkte', 'datafordeler'] as const).find((road) => ROADS[road].road === origin.road);
}
