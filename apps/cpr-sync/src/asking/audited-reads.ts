import { recordAudit } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import type { SubjectResult } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';

/** Who asks CPR of itself: this service, and why. */
export interface OwnRead {
  /** As the audit says it: `refresh`. */
  readonly action: string;
  readonly purpose: string;
}

const WHO = 'cpr-sync';

/** That persons are about to be looked up, before CPR is asked (REG-7); `undefined` for one who is no contact yet. */
export async function recordIntents(
  pool: Pool,
  { action, purpose }: OwnRead,
  contactIds: readonly (string | undefined)[],
  now: Date,
): Promise<void> {
  const rows = contactIds.map((contactId) => ({
    action,
    register: 'cpr',
    ...(contactId !== undefined && { contactId }),
  }));
  await inTransaction(pool, (tx) => recordAudit(tx, { who: WHO, purpose }, rows, now));
}

/** What came of it, in the transaction that stores it. Nothing is shown to anybody. */
export async function recordOutcomes(
  tx: Tx,
  { action, purpose }: OwnRead,
  results: readonly SubjectResult[],
  now: Date,
): Promise<void> {
  const rows = results.map((result) => {
    const contactId = result.kind === 'applied' ? result.applied.contactId : undefined;
    return {
      action,
      register: 'cpr',
      ...(contactId !== undefined && { contactId }),
      resultCount: result.kind === 'applied' ? 1 : 0,
    };
  });
  await recordAudit(tx, { who: WHO, purpose }, rows, now);
}
