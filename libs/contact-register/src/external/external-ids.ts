import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** An id of another system. */
export interface ExternalKey {
  readonly source: string;
  readonly externalId: string;
}

/** An id under which another system knows a contact of ours. */
export interface ExternalIdView extends ExternalKey {
  /** Day on which the contact ended in that system. */
  readonly endedOn?: string;
}

/** The row of an external id, as it stands and as it will be; its columns' comments say what it means. */
export interface ExternalIdRow extends ExternalKey {
  contactId?: string;
  made: boolean;
  namedPlace?: string;
  endedOn?: string;
  lifePlace?: string;
}

interface Columns {
  source: string;
  external_id: string;
  contact_id: string | null;
  made: boolean;
  named_place: string | null;
  ended_on: string | null;
  life_place: string | null;
}

/** Writes down the ids that were not heard of yet, in their order, so that batches wait for each other. */
export async function claimExternalIds(tx: Tx, keys: readonly ExternalKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `insert into contacts.external_id (source, external_id)
     select distinct * from unnest($1::text[], $2::text[]) as u (source, external_id) order by 1, 2
         on conflict do nothing`,
    columnsOf(keys),
  );
}

/**
 * Locks the ids that are known, in their order, and reads them: `share` holds off their registration, `no key update`
 * every other lock. Gives the rows by `externalKeyText`.
 */
export async function lockExternalIds(
  tx: Tx,
  keys: readonly ExternalKey[],
  lock: 'share' | 'no key update',
): Promise<Map<string, ExternalIdRow>> {
  if (keys.length === 0) return new Map();
  const { rows } = await tx.query<Columns>(
    `select e.source, e.external_id, e.contact_id::text, e.made, e.named_place, e.ended_on, e.life_place
       from contacts.external_id e
      where (e.source, e.external_id) in (select * from unnest($1::text[], $2::text[]))
      order by e.source, e.external_id for ${lock} of e`,
    columnsOf(keys),
  );
  return new Map(rows.map(rowOf).map((row) => [externalKeyText(row), row]));
}

export function externalKeyText({ source, externalId }: ExternalKey): string {
  return JSON.stringify([source, externalId]);
}

/** Writes a locked row. */
export async function saveExternalId(tx: Tx, row: ExternalIdRow): Promise<void> {
  await tx.query(
    `update contacts.external_id
        set contact_id = $3, made = $4, named_place = $5, ended_on = $6, life_place = $7
      where (source, external_id) = ($1, $2)`,
    [
      row.source,
      row.externalId,
      row.contactId ?? null,
      row.made,
      row.namedPlace ?? null,
      row.endedOn ?? null,
      row.lifePlace ?? null,
    ],
  );
}

/** The ids of a contact in other systems, those of contacts it superseded included; ordered by source and id. */
export async function listExternalIds(db: Tx | Pool, contactId: string): Promise<ExternalIdView[]> {
  const { rows } = await db.query<Columns>(
    `select e.source, e.external_id, e.ended_on
       from contacts.external_id e join contacts.contact c on c.id = e.contact_id
      where c.id = $1 or c.superseded_by = $1
      order by 1, 2`,
    [contactId],
  );
  return rows.map(({ source, external_id: externalId, ended_on: endedOn }) => ({
    source,
    externalId,
    ...(endedOn !== null && { endedOn }),
  }));
}

function columnsOf(keys: readonly ExternalKey[]): string[][] {
  return [keys.map(({ source }) => source), keys.map(({ externalId }) => externalId)];
}

function rowOf(row: Columns): ExternalIdRow {
  return {
    source: row.source,
    externalId: row.external_id,
    made: row.made,
    ...(row.contact_id !== null && { contactId: row.contact_id }),
    ...(row.named_place !== null && { namedPlace: row.named_place }),
    ...(row.ended_on !== null && { endedOn: row.ended_on }),
    ...(row.life_place !== null && { lifePlace: row.life_place }),
  };
}
