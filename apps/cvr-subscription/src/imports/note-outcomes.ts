import { inTransaction, type Tx } from '@contact-sync/database';
import { findFailedTasks, findFinishedTasks, type FailedTask } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { REFRESH, REREAD, UPDATE } from '../events/update-tasks';
import { noteFailures, noteUpdated, type ImportFailure } from './import-rows';
import { retryAfter } from './retry-after';

const TYPES = [UPDATE, REREAD, REFRESH] as const;
const PAGE = 5000;
// Transactions that commit late bring ends that are earlier than those already seen.
const OVERLAP_MS = 60_000;

/** Writes into `cvrupdate_import` what became of the tasks of cvr-update since the last time. Waits while another does. */
export async function noteOutcomes({ pool, now }: { readonly pool: Pool; readonly now: () => Date }): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ since: Date | null }>(
      'select outcomes_since as since from cvr.cvrupdate_setting for update',
    );
    const last = rows[0]?.since ?? new Date(0);
    // Failures first: of a task that failed and then ended well, the end is the last word.
    await noteAllFailures(tx, now());
    const latest = await noteEnds(tx, new Date(Math.max(0, last.getTime() - OVERLAP_MS)));
    if (latest > last) await tx.query('update cvr.cvrupdate_setting set outcomes_since = $1', [latest]);
  });
}

async function noteEnds(tx: Tx, from: Date): Promise<Date> {
  let latest = from;
  for (const type of TYPES) {
    let since = from;
    for (let full = true; full;) {
      const ends = await findFinishedTasks(tx, type, { since, limit: PAGE });
      // Of one contact the newest counts, and it comes last.
      const updated = new Map(
        ends.filter(({ state }) => state === 'done').map(({ subject, doneAt }) => [subject, doneAt]),
      );
      await noteUpdated(tx, updated);
      const end = ends.at(-1)?.doneAt ?? since;
      full = ends.length === PAGE && end > since;
      since = end;
    }
    if (since > latest) latest = since;
  }
  return latest;
}

async function noteAllFailures(tx: Tx, now: Date): Promise<void> {
  for (const type of TYPES) {
    let after: string | undefined;
    for (;;) {
      const failed = await findFailedTasks(tx, type, { ...(after !== undefined && { after }), limit: PAGE });
      await noteFailures(tx, [...new Map(failed.map((task) => [task.subject, failureOf(task, now)])).values()], now);
      after = failed.at(-1)?.id;
      if (failed.length < PAGE || after === undefined) break;
    }
  }
}

function failureOf(
  { subject, state, attempts, createdAt, errorCode, errorText }: FailedTask,
  now: Date,
): ImportFailure {
  return {
    contactId: subject,
    failures: Math.max(1, attempts),
    askedAt: createdAt,
    code: errorCode,
    text: errorText,
    // One that waits is tried again by itself.
    ...(state !== 'waiting' && { tryAfter: retryAfter(errorCode, now) }),
  };
}
