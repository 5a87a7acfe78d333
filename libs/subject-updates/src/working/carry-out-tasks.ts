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
import { registerFailure } from '../asking/register-failure';
import { SubjectUnreadable } from '../asking/subject-unreadable';
import { outcomeOf, type SubjectResult } from '../storing/subject-result';
import type { UpdateOptions, WantedSubject } from '../storing/subject-updates';
import type { ContactTask, KnownContact, TaskDecision } from './decide-tasks';

/** How tasks about the subjects of one register are carried out. */
export interface TaskWork<Task, Wanted, Settings> {
  readonly pool: Pool;
  readonly updates: {
    update(wanted: readonly Wanted[], how: UpdateOptions<Settings>): Promise<readonly SubjectResult[]>;
  };
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly decide: (contacts: ReadonlyMap<string, KnownContact>) => TaskDecision<Task, Wanted>;
  /** Contact types that subjects are stored with. */
  readonly contactTypes: readonly string[];
  /** The lane that the tasks wait in while the register is away. */
  readonly lane: string;
  /** How to say that the register does not know a subject. */
  readonly unknown: string;
}

/**
 * Carries out tasks that ask for subjects to be read again. Each is settled in the transaction of its effect. What is
 * thrown says what becomes of the others.
 */
export async function carryOutTasks<Task extends ContactTask, Wanted extends WantedSubject, Settings>(
  tasks: readonly Delivery<Task>[],
  work: TaskWork<Task, Wanted, Settings>,
): Promise<void> {
  const { pool, updates, settings, signal, contactTypes, lane, unknown } = work;
  const contacts = await readKeys(
    pool,
    tasks.map(({ data }) => data.contactId),
  );
  const { wanted, settled } = work.decide(contacts);
  await settleAll(pool, settled);
  if (wanted.length === 0) return;
  try {
    await assertContactTypes(pool, contactTypes);
    const taskOf = new Map(wanted.map(({ key, task }) => [`${key.nameType} ${key.nameCode}`, task]));
    const settlementsOf = (results: readonly SubjectResult[]): Settlement[] =>
      results.flatMap((result) => {
        const delivery = taskOf.get(`${result.key.nameType} ${result.key.nameCode}`);
        return delivery === undefined ? [] : [{ delivery, outcome: outcomeOf(result, { unknown }) }];
      });
    const results = await updates.update(wanted, {
      settings,
      signal,
      also: (tx, part) => settleInPart(tx, settlementsOf(part)),
    });
    await settleAll(pool, settlementsOf(results.filter(({ kind }) => kind === 'busy')));
  } catch (error) {
    throw failureOf(error, lane);
  }
}

async function settleAll(pool: Pool, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length > 0) await inTransaction(pool, (tx) => settle(tx, settlements));
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
function failureOf(error: unknown, lane: string): unknown {
  // Without their contact types nobody can be imported: the work stops with that reason until somebody adds them (REG-1).
  if (error instanceof ContactTypesMissing) {
    return new RegisterUnavailable(lane, 'contact-types-missing', undefined, { cause: error });
  }
  if (error instanceof SubjectUnreadable) return new SubjectRejected(error.code, error.message, { cause: error });
  return registerFailure(error, lane);
}
