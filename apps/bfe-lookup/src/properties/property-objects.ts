import type { Tx } from '@contact-sync/database';
import type { PropertyObject } from '@contact-sync/registers-bfe';
import type { Pool } from 'pg';

/** A property of ours as it was read, and what events may name of it. */
export interface ReadProperty {
  readonly contactId: string;
  readonly bfeNumber: string;
  readonly kind: string;
  /** When the reading began. */
  readonly readAt: string;
  readonly objects: readonly PropertyObject[];
}

/** Stores what properties stand on, in the transaction that applies them; writes only what is otherwise. */
export async function storeProperties(tx: Tx, properties: readonly ReadProperty[]): Promise<void> {
  if (properties.length === 0) return;
  const ids = properties.map(({ contactId }) => contactId);
  await tx.query(
    `insert into bfe.property as p (contact_id, bfe_number, kind, read_at)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as u (contact_id, bfe_number, kind, read_at)
      order by u.contact_id
     on conflict (contact_id) do update
        set bfe_number = excluded.bfe_number, kind = excluded.kind, read_at = excluded.read_at`,
    [
      ids,
      properties.map(({ bfeNumber }) => bfeNumber),
      properties.map(({ kind }) => kind),
      properties.map(({ readAt }) => readAt),
    ],
  );
  const objects = properties.flatMap(({ contactId, objects: its }) => its.map((one) => ({ ...one, contactId })));
  const columns = [
    objects.map(({ register }) => register),
    objects.map(({ objectId }) => objectId),
    objects.map(({ contactId }) => contactId),
  ];
  await tx.query(
    `delete from bfe.property_object o
      where o.contact_id = any($4::bigint[]) and not exists (
        select from unnest($1::text[], $2::text[], $3::bigint[]) as u (register, object_id, contact_id)
         where (u.register, u.object_id, u.contact_id) = (o.register, o.object_id, o.contact_id))`,
    [...columns, ids],
  );
  await tx.query(
    `insert into bfe.property_object (register, object_id, contact_id)
     select distinct u.register, u.object_id, u.contact_id
       from unnest($1::text[], $2::text[], $3::bigint[]) as u (register, object_id, contact_id)
      order by 3, 1, 2
     on conflict do nothing`,
    columns,
  );
}

/** Contacts by what events name: `known` are the objects that belong to one. */
export interface NamedContacts {
  readonly contactIds: ReadonlySet<string>;
  /** As `register id`. */
  readonly known: ReadonlySet<string>;
}

/** Which contacts stand on these objects; properties are named by their BFE number in MAT. */
export async function findByObjects(db: Pool | Tx, objects: readonly PropertyObject[]): Promise<NamedContacts> {
  const { rows } = await db.query<{ register: string; object_id: string; contact_id: string }>(
    `select u.register, u.object_id, o.contact_id::text
       from unnest($1::text[], $2::text[]) as u (register, object_id)
       join bfe.property_object o on (o.register, o.object_id) = (u.register, u.object_id)`,
    [objects.map(({ register }) => register), objects.map(({ objectId }) => objectId)],
  );
  return {
    contactIds: new Set(rows.map((row) => row.contact_id)),
    known: new Set(rows.map((row) => `${row.register} ${row.object_id}`)),
  };
}

/** Contacts of BFE numbers that the registers have told of. */
export async function findByNumbers(tx: Tx, bfeNumbers: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ contact_id: string }>(
    'select contact_id::text from bfe.property where bfe_number = any($1::text[])',
    [bfeNumbers],
  );
  return rows.map((row) => row.contact_id);
}
