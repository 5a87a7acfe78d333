import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { ExternalIdView, ExternalKey } from './external-ids';

/** An id of another system that is registered, and the contact it leads to. */
export interface RegisteredId extends ExternalIdView {
  /** The contact that lives on. */
  readonly contactId: string;
}

/** The contact that another system knows by this id. Undefined: the id is not registered. */
export async function findExternalId(
  db: Tx | Pool,
  { source, externalId }: ExternalKey,
): Promise<RegisteredId | undefined> {
  const { rows } = await db.query<{ contact_id: string; ended_on: string | null }>(
    `select coalesce(c.superseded_by, c.id)::text as contact_id, e.ended_on
       from contacts.external_id e join contacts.contact c on c.id = e.contact_id
      where (e.source, e.external_id) = ($1, $2)`,
    [source, externalId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { contact_id: contactId, ended_on: endedOn } = row;
  return { source, externalId, contactId, ...(endedOn !== null && { endedOn }) };
}
