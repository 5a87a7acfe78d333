import type { Tx } from '@contact-sync/database';
import type { ContactRef } from './told';

/** A contact as another system names it. */
export interface NamedContact {
  /** External ids are those registered under this source. */
  readonly source: string;
  readonly contact: ContactRef;
}

/** The contact that a name leads to. */
export interface ResolvedContact {
  /** As named; perhaps superseded. */
  readonly namedId: string;
  /** The one that lives on, and the rest is about that one. */
  readonly contactId: string;
  readonly nameType: string;
  /** It has an end date. */
  readonly isEnded: boolean;
  /** It stands for a relative of whom nothing more is known (CPR-5). */
  readonly isPlaceholder: boolean;
}

/** A contact id that fits its column: another text names no contact of ours. */
const CONTACT_ID = /^\d{1,18}$/;

/**
 * Finds the contacts that the names lead to, in their order; undefined where there is none. Codes lead to contacts that
 * had them before too; codes and ids never make one.
 */
export async function resolveContacts(
  tx: Tx,
  names: readonly NamedContact[],
): Promise<(ResolvedContact | undefined)[]> {
  const { rows } = await tx.query<{
    at: number;
    named_id: string;
    contact_id: string;
    name_type: string;
    is_ended: boolean;
    placeholder: boolean;
  }>(
    `select u.at::integer, c.id::text as named_id, l.id::text as contact_id, l.name_type,
            l.end_date is not null as is_ended, l.placeholder
       from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[])
            with ordinality as u (source, external_id, contact_id, name_type, name_code, at)
       left join contacts.external_id e on (e.source, e.external_id) = (u.source, u.external_id)
       left join contacts.identifier i on (i.name_type, i.name_code) = (u.name_type, u.name_code)
       join contacts.contact c on c.id = coalesce(u.contact_id, e.contact_id, i.contact_id)
       join contacts.contact l on l.id = coalesce(c.superseded_by, c.id)`,
    [
      names.map(({ source }) => source),
      names.map(({ contact }) => ('externalId' in contact ? contact.externalId : null)),
      names.map(({ contact }) =>
        'contactId' in contact && CONTACT_ID.test(contact.contactId) ? contact.contactId : null,
      ),
      names.map(({ contact }) => ('nameCode' in contact ? contact.nameType : null)),
      names.map(({ contact }) => ('nameCode' in contact ? contact.nameCode : null)),
    ],
  );
  const found = new Map(rows.map((row) => [row.at - 1, row]));
  return names.map((_, at) => {
    const row = found.get(at);
    if (row === undefined) return undefined;
    return {
      namedId: row.named_id,
      contactId: row.contact_id,
      nameType: row.name_type,
      isEnded: row.is_ended,
      isPlaceholder: row.placeholder,
    };
  });
}

/**
 * Locks the contacts that live on for these, in the order of their ids, as every change of contacts does. Gives the id of
 * each one's own.
 */
export async function lockLiveContacts(tx: Tx, contactIds: readonly string[]): Promise<Map<string, string>> {
  if (contactIds.length === 0) return new Map();
  await tx.query(
    `select from contacts.contact c
      where c.id in (select coalesce(n.superseded_by, n.id) from contacts.contact n where n.id = any($1::bigint[]))
      order by c.id for no key update of c`,
    [contactIds],
  );
  const { rows } = await tx.query<{ id: string; live_id: string }>(
    `select id::text, coalesce(superseded_by, id)::text as live_id from contacts.contact where id = any($1::bigint[])`,
    [contactIds],
  );
  return new Map(rows.map(({ id, live_id }) => [id, live_id]));
}
