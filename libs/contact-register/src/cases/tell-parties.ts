import type { Tx } from '@contact-sync/database';
import { claimExternalIds, lockExternalIds } from '../external/external-ids';
import { resolveContacts } from '../external/resolve-contacts';
import type { ResolvedContact } from '../external/resolve-contacts';
import { placeOf } from '../external/told';
import type { ContactRef, TellOutcome, Told } from '../external/told';
import { flagParties, onlyNewParties } from './parties-after-end';
import type { PartyAfterEnd } from './parties-after-end';

/** A contact became a party on a case, or is none any more. */
export interface PartyStatement {
  readonly told: Told;
  /** As the telling system calls it. */
  readonly caseId: string;
  readonly contact: ContactRef;
  readonly party: boolean;
}

export interface TellPartiesOptions {
  /** Nobody who has an end date becomes a party: `ended`, and nothing is stored (CPR-3, our own API). */
  readonly refuseEnded?: boolean;
}

/** A statement that can be stored. */
interface Storable {
  readonly at: number;
  readonly statement: PartyStatement;
  readonly place: string;
  /** Absent: its external id is not registered yet. */
  readonly contact?: ResolvedContact;
}

/**
 * Stores who is a party on which case, in the caller's transaction (REG-5). Order and repetition do not matter; results
 * stand in the order of the input. Who has an end date becomes a party all the same and is announced, unless
 * `refuseEnded`; who is a party already stays one. Made for up to 1000 at a time, in a transaction of its own: it waits
 * for external ids that are being registered, and concurrent batches never stand still.
 */
export async function tellParties(
  tx: Tx,
  statements: readonly PartyStatement[],
  now: Date,
  { refuseEnded = false }: TellPartiesOptions = {},
): Promise<TellOutcome[]> {
  const contacts = await findContacts(tx, statements);
  const outcomes: TellOutcome[] = statements.map(() => ({ outcome: 'unknown-contact' }));
  let storable = statements.flatMap((statement, at): Storable[] => {
    const contact = contacts[at];
    if (contact === undefined && !('externalId' in statement.contact)) return [];
    return [{ at, statement, place: placeOf(statement.told), ...(contact !== undefined && { contact }) }];
  });
  const afterEnd = new Map((await onlyNewParties(tx, storable.flatMap(asAfterEnd))).map((one) => [one.at, one]));
  if (refuseEnded) {
    for (const { at, contactId } of afterEnd.values()) outcomes[at] = { outcome: 'ended', contactId };
    storable = storable.filter(({ at }) => !afterEnd.has(at));
  }
  const applied = await save(tx, storable);
  const flagged: PartyAfterEnd[] = [];
  for (const { at, contact } of storable) {
    const about = contact === undefined ? {} : { contactId: contact.contactId };
    const ended = afterEnd.get(at);
    if (!applied.has(at)) outcomes[at] = { outcome: 'stale', ...about };
    else if (contact === undefined) outcomes[at] = { outcome: 'awaiting-external-id' };
    else if (ended === undefined) outcomes[at] = { outcome: 'applied', ...about };
    else {
      outcomes[at] = { outcome: 'flagged', ...about };
      flagged.push(ended);
    }
  }
  await flagParties(tx, flagged, now);
  return outcomes;
}

/** Locks the external ids first: none is registered between our look and our commit, so no party is overlooked then. */
async function findContacts(tx: Tx, statements: readonly PartyStatement[]): Promise<(ResolvedContact | undefined)[]> {
  const keys = statements.flatMap(({ told: { source }, contact }) =>
    'externalId' in contact ? [{ source, externalId: contact.externalId }] : [],
  );
  await claimExternalIds(tx, keys);
  await lockExternalIds(tx, keys, 'share');
  return resolveContacts(
    tx,
    statements.map(({ told: { source }, contact }) => ({ source, contact })),
  );
}

function asAfterEnd({ at, statement, place, contact }: Storable): (PartyAfterEnd & { at: number })[] {
  if (!statement.party || contact?.isEnded !== true) return [];
  const { contactId, nameType } = contact;
  return [{ at, source: statement.told.source, caseId: statement.caseId, contactId, nameType, place }];
}

/** What was said of an external id stays under that id, and follows it. Returns which statements are the newest. */
async function save(tx: Tx, storable: readonly Storable[]): Promise<Set<number>> {
  const byId: (Storable & { name: string })[] = [];
  const byExternalId: (Storable & { name: string })[] = [];
  for (const one of storable) {
    const { contact } = one.statement;
    if ('externalId' in contact) byExternalId.push({ ...one, name: contact.externalId });
    else if (one.contact !== undefined) byId.push({ ...one, name: one.contact.namedId });
  }
  const applied = [
    ...(await saveInto(tx, 'party', 'contact_id', 'bigint', byId)),
    ...(await saveInto(tx, 'party_by_external_id', 'external_id', 'text', byExternalId)),
  ];
  return new Set(applied);
}

async function saveInto(
  tx: Tx,
  table: 'party' | 'party_by_external_id',
  column: 'contact_id' | 'external_id',
  type: 'bigint' | 'text',
  rows: readonly (Storable & { readonly name: string })[],
): Promise<number[]> {
  if (rows.length === 0) return [];
  const { rows: saved } = await tx.query<{ at: number }>(
    `with told as (
       select distinct on (source, case_id, name) *
         from unnest($1::text[], $2::text[], $3::${type}[], $4::boolean[], $5::text[], $6::integer[])
              as u (source, case_id, name, is_party, place, at)
        order by source, case_id, name, place collate "C" desc, at),
     saved as (
       insert into contacts.${table} as p (source, case_id, ${column}, is_party, place)
       -- Sorted, so that two batches with common parties lock them in one order.
       select source, case_id, name, is_party, place from told order by source, case_id, name
           on conflict (source, case_id, ${column})
           do update set is_party = excluded.is_party, place = excluded.place
        where p.place < excluded.place
       returning source, case_id, ${column} as name)
     select at from told join saved
         on (saved.source, saved.case_id, saved.name) = (told.source, told.case_id, told.name)`,
    [
      rows.map(({ statement }) => statement.told.source),
      rows.map(({ statement }) => statement.caseId),
      rows.map(({ name }) => name),
      rows.map(({ statement }) => statement.party),
      rows.map(({ place }) => place),
      rows.map(({ at }) => at),
    ],
  );
  return saved.map(({ at }) => at);
}
