import { assertContactTypes, ContactTypesMissing, readKeys } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import {
  ClaimLost,
  RegisterUnavailable,
  settle,
  StoreBusy,
  SubjectRejected,
  type Delivery,
  type Settlement,
} from '@contact-sync/messaging';
import { CVR_LANE, registerFailure, type CvrSettings } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';
import { UnitUnreadable } from '../register/cvr-door';
import { decideTasks, type CompanyTask } from './decide-tasks';
import { outcomeOf, type UnitResult } from './unit-result';
import type { UnitUpdates } from './unit-updates';

export interface CompanyTasksOptions {
  readonly pool: Pool;
  readonly updates: UnitUpdates;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<CvrSettings>;
}

export interface HowCarriedOut {
  /** Somebody asked for these contacts. */
  readonly explicit: boolean;
  readonly signal: AbortSignal;
}

/** Carries out tasks that ask for companies and production units to be read again (CVR-5). */
export class CompanyTasks {
  constructor(private readonly options: CompanyTasksOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<CompanyTask>[], { explicit, signal }: HowCarriedOut): Promise<void> {
    const { pool, updates, readSettings } = this.options;
    const settings = await readSettings();
    const contacts = await readKeys(
      pool,
      tasks.map(({ data }) => data.contactId),
    );
    const { wanted, settled } = decideTasks(tasks, contacts, settings, { explicit });
    await this.settle(settled);
    if (wanted.length === 0) return;
    try {
      await assertContactTypes(pool, [settings.companyType, settings.unitType]);
      const taskOf = new Map(wanted.map(({ key, task }) => [`${key.nameType} ${key.nameCode}`, task]));
      const settlementsOf = (results: readonly UnitResult[]): Settlement[] =>
        results.flatMap((result) => {
          const delivery = taskOf.get(`${result.key.nameType} ${result.key.nameCode}`);
          return delivery === undefined ? [] : [{ delivery, outcome: outcomeOf(result) }];
        });
      const results = await updates.update(wanted, {
        settings,
        signal,
        also: (tx, part) => settleInPart(tx, settlementsOf(part)),
      });
      await this.settle(settlementsOf(results.filter(({ kind }) => kind === 'busy')));
    } catch (error) {
      throw failureOf(error);
    }
  }

  private async settle(settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length > 0) await inTransaction(this.options.pool, (tx) => settle(tx, settlements));
  }
}

/** A claim that is another's by now says nothing of the data: what is still ours is read and decided again. */
async function settleInPart(tx: Tx, settlements: readonly Settlement[]): Promise<void> {
  try {
    await settle(tx, settlements);
  } catch (error) {
    throw error instanceof ClaimLost ? new StoreBusy('claim-lost', { cause: error }) : error;
  }
}

/** What a failure means to the queue. */
function failureOf(error: unknown): unknown {
  // Without their contact types nobody can be imported: the run stops with that reason until somebody adds them (REG-1).
  if (error instanceof ContactTypesMissing) {
    return new RegisterUnavailable(CVR_LANE, 'contact-types-missing', undefined, { cause: error });
  }
  if (error instanceof UnitUnreadable) return new SubjectRejected(error.code, error.message, { cause: error });
  return registerFailure(error);
}
