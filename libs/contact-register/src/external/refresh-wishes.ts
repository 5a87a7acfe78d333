import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { lockLiveContacts, resolveContacts } from './resolve-contacts';
import type { ContactRef, TellOutcome, Told } from './told';

/** Another system wants fresh data of a contact. */
export interface RefreshStatement {
  readonly told: Told;
  readonly contact: ContactRef;
}

/** A wish that no statement of the contact's register has fulfilled yet. */
export interface RefreshWish {
  readonly contactId: string;
  readonly wantedAt: Date;
  /** The system that asked last. */
  readonly wantedBy: string;
}

/**
 * Notes the wishes, in the caller's transaction; results stand in the order of the input. The register's next statement
 * of the contact is then read in full, also where it says what it said before, and fulfils the wish. Of several wishes
 * the latest stays. Do it again when the store is busy.
 */
export async function wantRefresh(tx: Tx, wishes: readonly RefreshStatement[]): Promise<TellOutcome[]> {
  const contacts = await resolveContacts(
    tx,
    wishes.map(({ told: { source }, contact }) => ({ source, contact })),
  );
  const known = wishes.flatMap(({ told }, at) => {
    const contactId = contacts[at]?.contactId;
    return contactId === undefined ? [] : [{ at, contactId, told }];
  });
  const ids = known.map(({ contactId }) => contactId);
  // Whoever decides on a contact holds its lock: or its fingerprint would be written back behind our wish.
  await lockLiveContacts(tx, ids);
  const { rows } = await tx.query<{ at: number }>(
    `with told as (
       select distinct on (contact_id) * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::integer[])
                                              as u (contact_id, wanted_at, wanted_by, at)
        order by contact_id, wanted_at desc, wanted_by desc, at),
     saved as (
       insert into contacts.refresh_wish as w (contact_id, wanted_at, wanted_by)
       select contact_id, wanted_at, wanted_by from told order by contact_id
           on conflict (contact_id)
           do update set wanted_at = excluded.wanted_at, wanted_by = excluded.wanted_by
        where (w.wanted_at, w.wanted_by) < (excluded.wanted_at, excluded.wanted_by)
       returning contact_id)
     select at from told join saved using (contact_id)`,
    [ids, known.map(({ told }) => told.time), known.map(({ told }) => told.source), known.map(({ at }) => at)],
  );
  await tx.query(
    'update contacts.freshness set fingerprint = null where contact_id = any($1::bigint[]) and fingerprint is not null',
    [ids],
  );
  const applied = new Set(rows.map(({ at }) => at));
  return contacts.map((contact, at) =>
    contact === undefined
      ? { outcome: 'unknown-contact' }
      : { outcome: applied.has(at) ? 'applied' : 'stale', contactId: contact.contactId },
  );
}

/** The wish for a contact that waits to be fulfilled. */
export async function findRefreshWish(db: Tx | Pool, contactId: string): Promise<RefreshWish | undefined> {
  const { rows } = await db.query<{ wanted_at: Date; wanted_by: string }>(
    'select wanted_at, wanted_by from contacts.refresh_wish where contact_id = $1',
    [contactId],
  );
  const [row] = rows;
  return row === undefined ? undefined : { contactId, wantedAt: row.wanted_at, wantedBy: row.wanted_by };
}

/** A register has spoken of the contacts: the wishes for them are fulfilled. */
export async function fulfilWishes(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.query('delete from contacts.refresh_wish where contact_id = any($1::bigint[])', [contactIds]);
}
