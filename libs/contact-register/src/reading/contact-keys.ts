import type { ContactKey, RegisterName } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** Who a contact is, without anything of what is shown. */
export interface KeyedContact {
  readonly id: string;
  readonly key: ContactKey;
  /** The register that maintains contacts of its type; absent where none does. */
  readonly register?: RegisterName;
  /** Only referred to, never imported. */
  readonly placeholder: boolean;
  /** It has an end date, whoever gave it. */
  readonly ended: boolean;
}

export interface ContactsOfTypes {
  readonly nameTypes: readonly string[];
  /** The last contact of the page before. */
  readonly after?: ContactKey;
  readonly limit: number;
}

const COLUMNS = `c.id::text, c.name_type, c.name_code, c.placeholder, c.end_date is not null as ended,
  (select t.register from contacts.contact_type t where t.name_type = c.name_type) as register`;

/** Live contacts of some types, page by page in the order of type and code. For services: nobody is shown. */
export async function listContactsOfTypes(
  db: Pool | Tx,
  { nameTypes, after, limit }: ContactsOfTypes,
): Promise<KeyedContact[]> {
  const { rows } = await db.query<KeyRow>(
    `select ${COLUMNS} from contacts.contact c
      where c.superseded_by is null and c.name_type = any($1::text[])
        and ($2::text is null or (c.name_type, c.name_code) > ($2, $3))
      order by c.name_type, c.name_code limit $4`,
    [nameTypes, after?.nameType ?? null, after?.nameCode ?? null, limit],
  );
  return rows.map(keyed);
}

/** Keys of contacts by the ids asked for; a superseded one gives the contact that lives on. Unknown ids are left out. */
export async function readKeys(db: Pool | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, KeyedContact>> {
  const { rows } = await db.query<KeyRow & { asked: string }>(
    `select asked.id::text as asked, ${COLUMNS}
       from contacts.contact asked join contacts.contact c on c.id = coalesce(asked.superseded_by, asked.id)
      where asked.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.asked, keyed(row)]));
}

interface KeyRow {
  id: string;
  name_type: string;
  name_code: string;
  placeholder: boolean;
  ended: boolean;
  register: RegisterName | null;
}

function keyed({ id, name_type, name_code, placeholder, ended, register }: KeyRow): KeyedContact {
  const key = { nameType: name_type, nameCode: name_code };
  return { id, key, ...(register !== null && { register }), placeholder, ended };
}
