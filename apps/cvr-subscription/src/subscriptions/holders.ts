import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { CvrProvider } from '@contact-sync/registers-cvr';

/** The contacts that are subscribed at a provider under these objects. */
export async function findHolders(
  db: Pool | Tx,
  provider: CvrProvider,
  objectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ objectId: string; contactIds: string[] }>(
    `select object_id as "objectId", array_agg(contact_id::text order by contact_id) as "contactIds"
       from cvr.cvrupdate_subscription
      where state in ('subscribing', 'subscribed') and wanted and provider = $1 and object_id = any($2::text[])
      group by object_id`,
    [provider, objectIds],
  );
  return new Map(rows.map(({ objectId, contactIds }) => [objectId, contactIds]));
}

/** Of these contacts, those that are not to be updated: exempt, or gone. */
export async function findUnwanted(tx: Tx, contactIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ contactId: string }>(
    `select contact_id::text as "contactId" from cvr.cvrupdate_subscription
      where not wanted and contact_id = any($1::bigint[])`,
    [contactIds],
  );
  return new Set(rows.map(({ contactId }) => contactId));
}
