import { readKeys } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import { endTasks, enqueueTasks } from '@contact-sync/messaging';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';
import { REREAD, UPDATE, updateTask } from '../events/update-tasks';
import { lockFollowing } from '../following/following';

export interface ExemptionParts {
  readonly pool: Pool;
  readonly readSettings: (db: Pool | Tx) => Promise<CvrSettings>;
  readonly now: () => Date;
}

export interface Exemption {
  readonly by: string;
  readonly reason: string;
}

/**
 * Exempts a contact: its subscription is cancelled, and what was to be updated of it is not. False where there is no such
 * company or production unit.
 */
export async function exempt(
  { pool, readSettings, now }: ExemptionParts,
  contactId: string,
  { by, reason }: Exemption,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await lockFollowing(tx);
    if (!(await isFollowed(tx, contactId, await readSettings(tx)))) return false;
    await tx.query(
      `insert into cvr.cvrupdate_subscription as s (contact_id, wanted, exempt, exempted_by, exempted_at, exempt_reason)
       values ($1, false, true, $2, $3, $4)
       on conflict (contact_id) do update
         set wanted = false, exempt = true, exempted_by = $2, exempted_at = $3, exempt_reason = $4, try_after = null
        where not s.exempt or s.exempt_reason is distinct from $4`,
      [contactId, by, now(), reason],
    );
    for (const type of [UPDATE, REREAD] as const) await endTasks(tx, type, [contactId]);
    return true;
  });
}

/** Lifts an exemption: the contact is subscribed again and updated, where CVR update is on. False where there is none. */
export async function liftExemption({ pool, readSettings }: ExemptionParts, contactId: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { token } = await lockFollowing(tx);
    const { cvrUpdate } = await readSettings(tx);
    const { rows } = await tx.query<{ state: string }>(
      `update cvr.cvrupdate_subscription
          set wanted = $2, exempt = false, exempted_by = null, exempted_at = null, exempt_reason = null, try_after = null
        where contact_id = $1 and exempt returning state`,
      [contactId, cvrUpdate],
    );
    const [row] = rows;
    // One that was not cancelled yet stays subscribed, and has missed what happened since.
    if (cvrUpdate && row?.state === 'subscribed') await enqueueTasks(tx, [updateTask(contactId, token)]);
    return row !== undefined;
  });
}

async function isFollowed(tx: Tx, contactId: string, { companyType, unitType }: CvrSettings): Promise<boolean> {
  const contact = (await readKeys(tx, [contactId])).get(contactId);
  return contact?.id === contactId && [companyType, unitType].includes(contact.key.nameType);
}
