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
import type { Pool } from 'pg';
import { outcomeOf, type PropertyResult } from '../properties/property-result';
import type { PropertyUpdates } from '../properties/property-updates';
import { PropertyUnreadable } from '../register/bfe-door';
import { BFE_LANE, registerFailure } from '../register/register-failure';
import type { BfeSettings } from '../settings/bfe-settings';
import { decideTasks, type PropertyTask } from './decide-tasks';

export interface PropertyTasksOptions {
  readonly pool: Pool;
  readonly updates: PropertyUpdates;
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<BfeSettings>;
}

/** Carries out tasks that ask for properties to be read again (BFE-2). */
export class PropertyTasks {
  constructor(private readonly options: PropertyTasksOptions) {}

  /** Each task is settled in the transaction of its effect. What is thrown says what becomes of the others. */
  async carryOut(tasks: readonly Delivery<PropertyTask>[], signal: AbortSignal): Promise<void> {
    const { pool, updates, readSettings } = this.options;
    const settings = await readSettings();
    const contacts = await readKeys(
      pool,
      tasks.map(({ data }) => data.contactId),
    );
    const { wanted, settled } = decideTasks(tasks, contacts, settings);
    await this.settle(settled);
    if (wanted.length === 0) return;
    try {
      await assertContactTypes(pool, [settings.contactType]);
      const taskOf = new Map(wanted.map(({ key, task }) => [key.nameCode, task]));
      const settlementsOf = (results: readonly PropertyResult[]): Settlement[] =>
        results.flatMap((result) => {
          const delivery = taskOf.get(result.key.nameCode);
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
  // Without its contact type no property can be imported: the work stops with that reason until somebody adds it (REG-1).
  if (error instanceof ContactTypesMissing) {
    return new RegisterUnavailable(BFE_LANE, 'contact-types-missing', undefined, { cause: error });
  }
  if (error instanceof PropertyUnreadable) return new SubjectRejected(error.code, error.message, { cause: error });
  return registerFailure(error);
}
