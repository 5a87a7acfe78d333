import type { Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { EVENT_SOURCE } from '../applying/outgoing-events';
import type { ExternalKey } from '../external/external-ids';

/** A statement that makes a party of a contact that has an end date. */
export interface PartyAfterEnd {
  readonly source: string;
  readonly caseId: string;
  /** The contact that lives on. */
  readonly contactId: string;
  readonly nameType: string;
  readonly place: string;
}

/** Those that make a party of somebody who is none: no other statement says so already, and no newer one otherwise. */
export async function onlyNewParties<T extends PartyAfterEnd>(tx: Tx, statements: readonly T[]): Promise<T[]> {
  if (statements.length === 0) return [];
  const { rows } = await tx.query<{ at: number }>(
    `select u.at::integer
       from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
            with ordinality as u (source, case_id, contact_id, place, at)
      where not exists (select from contacts.party_statement s
                         where (s.source, s.case_id, s.contact_id) = (u.source, u.case_id, u.contact_id)
                           and s.place <> u.place and (s.is_party or s.place > u.place))`,
    [
      statements.map(({ source }) => source),
      statements.map(({ caseId }) => caseId),
      statements.map(({ contactId }) => contactId),
      statements.map(({ place }) => place),
    ],
  );
  const found = new Set(rows.map(({ at }) => at - 1));
  return statements.filter((_, at) => found.has(at));
}

/** Announces them (CPR-3): a fact of another system is stored all the same. */
export async function flagParties(tx: Tx, statements: readonly PartyAfterEnd[], now: Date): Promise<void> {
  await enqueueEvents(
    tx,
    statements.map(({ source, caseId, contactId, nameType }) => ({
      type: 'contact.flagged.v1' as const,
      subject: contactId,
      time: now,
      source: EVENT_SOURCE,
      data: { nameType, reason: 'party-after-end' as const, caseSource: source, caseId },
    })),
  );
}

/** Announces the parties that waited for an external id, now that it is registered with a contact that has an end date. */
export async function flagWaitingParties(tx: Tx, { source, externalId }: ExternalKey, now: Date): Promise<void> {
  const { rows } = await tx.query<{ case_id: string; contact_id: string; name_type: string; place: string }>(
    `select p.case_id, l.id::text as contact_id, l.name_type, p.place
       from contacts.party_by_external_id p
       join contacts.external_id e on (e.source, e.external_id) = (p.source, p.external_id)
       join contacts.contact c on c.id = e.contact_id
       join contacts.contact l on l.id = coalesce(c.superseded_by, c.id)
      where (p.source, p.external_id) = ($1, $2) and p.is_party and l.end_date is not null
      order by p.case_id`,
    [source, externalId],
  );
  const parties = rows.map((row) => ({
    source,
    caseId: row.case_id,
    contactId: row.contact_id,
    nameType: row.name_type,
    place: row.place,
  }));
  await flagParties(tx, await onlyNewParties(tx, parties), now);
}
