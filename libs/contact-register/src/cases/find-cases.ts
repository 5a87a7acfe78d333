import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';

/** A case of another system: its id, state and parties, nothing more (REG-5). */
export interface CaseView {
  readonly source: string;
  readonly caseId: string;
  /** Absent: only parties of it were told. */
  readonly state?: 'open' | 'closed';
  /** Ids of the contacts that are parties, of superseded ones those that live on; sorted by number. */
  readonly parties: readonly string[];
  /** Parties named by external ids that are not registered yet. */
  readonly awaiting: readonly string[];
}

/** A case on which a contact is a party. */
export interface CaseOfContact {
  readonly source: string;
  readonly caseId: string;
  readonly state?: 'open' | 'closed';
}

/** The case that a source calls by this id. Undefined: nothing of it was told. */
export async function findCase(db: Tx | Pool, source: string, caseId: string): Promise<CaseView | undefined> {
  const { rows } = await db.query<{
    state: CaseView['state'] | null;
    heard_of: boolean;
    parties: string[];
    awaiting: string[];
  }>(
    `select (select state from contacts.case_file where (source, id) = ($1, $2)),
            exists (select from contacts.party where (source, case_id) = ($1, $2))
              or exists (select from contacts.party_by_external_id where (source, case_id) = ($1, $2)) as heard_of,
            array(select contact_id::text
                    from (select distinct on (contact_id) contact_id, is_party from contacts.party_statement
                           where (source, case_id) = ($1, $2) order by contact_id, place desc) newest
                   where is_party order by newest.contact_id) as parties,
            array(select p.external_id from contacts.party_by_external_id p
                    join contacts.external_id e on (e.source, e.external_id) = (p.source, p.external_id)
                   where (p.source, p.case_id) = ($1, $2) and p.is_party and e.contact_id is null
                   order by 1) as awaiting`,
    [source, caseId],
  );
  const [row] = rows;
  if (row === undefined || (row.state === null && !row.heard_of)) return undefined;
  const { state, parties, awaiting } = row;
  return { source, caseId, ...(state != null && { state }), parties, awaiting };
}

/** The cases on which a contact is a party, also through contacts it superseded; ordered by source and id. */
export async function listCasesOf(db: Tx | Pool, contactId: string): Promise<CaseOfContact[]> {
  const { rows } = await db.query<{ source: string; case_id: string; state: CaseView['state'] | null }>(
    `select p.source, p.case_id, f.state
       from (${newestOf('contact_id', FAMILY)}) p
       left join contacts.case_file f on (f.source, f.id) = (p.source, p.case_id)
      where p.is_party and p.contact_id = any($1::bigint[])
      order by 1, 2`,
    [[contactId]],
  );
  return rows.map(({ source, case_id: caseId, state }) => ({ source, caseId, ...(state !== null && { state }) }));
}

/**
 * Those of the contacts that are parties on open cases, also through contacts they superseded. The whole register at
 * once is view `contacts.party_on_open_case`.
 */
export async function findPartiesOnOpenCases(db: Tx | Pool, contactIds: readonly string[]): Promise<Set<string>> {
  return contactsIn(db, `${onOpenCases('contact_id', FAMILY)} and p.contact_id = any($1::bigint[])`, contactIds);
}

/** A case of another system by its id. */
export interface CaseName {
  readonly source: string;
  readonly caseId: string;
}

/** As `findPartiesOnOpenCases`, each with one of its open cases: the first by source and id. */
export async function findOpenCases(db: Tx | Pool, contactIds: readonly string[]): Promise<Map<string, CaseName>> {
  const { rows } = await db.query<{ id: string; source: string; caseId: string }>(
    `select distinct on (p.contact_id) p.contact_id::text as id, p.source, p.case_id as "caseId"
       from (${newestOf('contact_id', FAMILY)}) p
       join contacts.case_file f on (f.source, f.id) = (p.source, p.case_id) and f.state = 'open'
      where p.is_party and p.contact_id = any($1::bigint[])
      order by p.contact_id, p.source, p.case_id`,
    [contactIds],
  );
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}

/** As `findPartiesOnOpenCases`, of contacts as they were named: which of two is to live on depends on it (CPR-4). */
export async function findNamedPartiesOnOpenCases(tx: Tx, contactIds: readonly string[]): Promise<Set<string>> {
  return contactsIn(tx, onOpenCases('named_id', '$1::bigint[]'), contactIds);
}

/** The contacts of $1 and those that they superseded: statements are found by the contact as named. */
const FAMILY = `array(select id from contacts.contact where id = any($1::bigint[])
                      union all select id from contacts.contact where superseded_by = any($1::bigint[]))`;

/** What was said last of each of the contacts on each case. */
function newestOf(column: 'contact_id' | 'named_id', namedIds: string): string {
  return `select distinct on (${column}, source, case_id) ${column}, source, case_id, is_party
            from contacts.party_statement where named_id = any(${namedIds})
           order by ${column}, source, case_id, place desc`;
}

function onOpenCases(column: 'contact_id' | 'named_id', namedIds: string): string {
  return `select distinct p.${column}::text as id from (${newestOf(column, namedIds)}) p
            join contacts.case_file f on (f.source, f.id) = (p.source, p.case_id) and f.state = 'open'
           where p.is_party`;
}

async function contactsIn(db: Tx | Pool, sql: string, contactIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(sql, [contactIds]);
  return new Set(rows.map(({ id }) => id));
}
