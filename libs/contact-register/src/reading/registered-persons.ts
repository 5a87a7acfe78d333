import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** What decides whether a person is to be subscribed at CPR (CPR-8). For services: nobody is shown. */
export interface RegisteredPerson {
  readonly id: string;
  /** The person number: of a superseded contact the one that was replaced. */
  readonly number: string;
  /** The contact that took its place. */
  readonly supersededBy?: string;
  /** Contacts whose place it took. */
  readonly supersedes: readonly string[];
  /** Only referred to, never imported. */
  readonly placeholder: boolean;
  /** Two digits of CPR, as `01`; absent where CPR never said. */
  readonly status?: string;
  /** When CPR was last heard of the person, changed or not; absent where it never was. */
  readonly heardAt?: Date;
}

const PERSONS = `select c.id::text, c.name_code as number, c.superseded_by::text as "supersededBy", c.placeholder,
    array(select s.id::text from contacts.contact s where s.superseded_by = c.id order by s.id) as supersedes,
    (select i.info from contacts.contact_info i
      where i.contact_id = c.id and i.custom_label = 'Status' and i.priority = 1) as status,
    (select f.fetched_at from contacts.freshness f where f.contact_id = c.id and f.register = 'cpr') as "heardAt"
  from contacts.contact c where c.name_type = 'C'`;

interface PersonRow {
  id: string;
  number: string;
  supersededBy: string | null;
  placeholder: boolean;
  supersedes: string[];
  status: string | null;
  heardAt: Date | null;
}

/** Contacts of persons page by page in the order of their ids, superseded ones too. `after`: the last of the page before. */
export async function listRegisteredPersons(
  db: Tx | Pool,
  { after = '0', limit }: { readonly after?: string; readonly limit: number },
): Promise<RegisteredPerson[]> {
  const { rows } = await db.query<PersonRow>(`${PERSONS} and c.id > $1 order by c.id limit $2`, [after, limit]);
  return rows.map(personOf);
}

/** Those of the contacts that are persons, by id; superseded ones as themselves. */
export async function readRegisteredPersons(
  db: Tx | Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RegisteredPerson>> {
  const { rows } = await db.query<PersonRow>(`${PERSONS} and c.id = any($1::bigint[])`, [ids]);
  return new Map(rows.map((row) => [row.id, personOf(row)]));
}

/** Every number that was ever a person's, by contact: its own, and those of contacts whose place it took. */
export async function numbersOfPersons(
  db: Tx | Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; numbers: string[] }>(
    `with family as (
       select id as asked, id, name_code from contacts.contact where id = any($1::bigint[])
        union all
       select superseded_by, id, name_code from contacts.contact where superseded_by = any($1::bigint[]))
     select asked::text as id, array_agg(distinct number order by number) as numbers
       from (select asked, name_code as number from family
              union all
             select f.asked, i.name_code from family f
               join contacts.identifier i on i.contact_id = f.id and i.previous and i.name_type = 'C') n
      group by asked`,
    [ids],
  );
  return new Map(rows.map(({ id, numbers }) => [id, numbers]));
}

/** Every person number that was ever named, page by page in their order. `after`: the last one of the page before. */
export async function listPersonNumbers(
  db: Tx | Pool,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ name_code: string }>(
    `select name_code from contacts.identifier where name_type = 'C' and name_code > $1 order by name_code limit $2`,
    [after, limit],
  );
  return rows.map(({ name_code }) => name_code);
}

/** The contacts that person numbers lead to, by number: the one that lives on. Unknown numbers are left out. */
export async function findPersonsByNumber(
  db: Tx | Pool,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ number: string; id: string }>(
    `select i.name_code as number, coalesce(c.superseded_by, c.id)::text as id
       from unnest($1::text[]) as u (number)
       join contacts.identifier i on i.name_type = 'C' and i.name_code = u.number
       join contacts.contact c on c.id = i.contact_id`,
    [numbers],
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

function personOf({ supersededBy, status, heardAt, ...person }: PersonRow): RegisteredPerson {
  return {
    ...person,
    ...(supersededBy !== null && { supersededBy }),
    ...(status !== null && { status }),
    ...(heardAt !== null && { heardAt }),
  };
}
