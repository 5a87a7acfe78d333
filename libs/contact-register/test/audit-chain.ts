import { inTransaction, type Tx } from '@contact-sync/database';
import { recordAudit, sealAudit, verifyAudit } from '../src';
import type { AuditFault, AuditVerification, KeptRoot } from '../src';
import { NOW, type TestRegister } from './people';

const MINUTE_MS = 60_000;

/** Writes so many rows, a second apart, the last of them at `until`. */
export async function writeAudit(test: TestRegister, count: number, until = NOW): Promise<void> {
  await test.rows(
    `insert into contacts.audit (at, who, purpose, action, register, contact_id, fields, result_count)
     select $2::timestamptz - ($1 - n) * interval '1 second', 'user' || n % 7, 'sag ' || n % 50, 'read', 'contacts', n % 300,
            case n % 5 when 0 then null when 1 then '{}' else '{name,address}'::text[] end, case n % 3 when 0 then n end
       from generate_series(1, $1::bigint) n`,
    [count, until],
  );
}

/** One look, in a transaction of the caller's. */
export const look = (tx: Tx, who: string, at = NOW): Promise<void> =>
  recordAudit(tx, { who, purpose: 'sag 12' }, [{ action: 'read', register: 'contacts', contactId: '1' }], at);

/** One look that commits. */
export const looked = (test: TestRegister, who: string, at = NOW): Promise<void> =>
  inTransaction(test.database.pool, (tx) => look(tx, who, at));

/** Seals what is there, `minutes` after the time of the tests. */
export const sealed = (test: TestRegister, at = NOW): ReturnType<typeof sealAudit> =>
  sealAudit(test.database.pool, { now: () => at });

export interface Verified extends AuditVerification {
  readonly list: readonly AuditFault[];
}

/** Verifies, an hour after the time of the tests unless told otherwise. */
export async function verified(
  test: TestRegister,
  { kept = [], at = new Date(NOW.getTime() + 60 * MINUTE_MS) }: { kept?: readonly KeptRoot[]; at?: Date } = {},
): Promise<Verified> {
  const list: AuditFault[] = [];
  const result = await verifyAudit(test.database.pool, { now: () => at, kept, fault: (fault) => list.push(fault) });
  return { ...result, list };
}
