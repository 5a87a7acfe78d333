import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { DeliveryCounts, ImportedPerson } from './delivery';

/** Writes what became of the persons of one transaction. A held one that is applied on a second attempt counts as that. */
export async function recordPersons(tx: Tx, deliveryId: string, persons: readonly ImportedPerson[]): Promise<void> {
  if (persons.length === 0) return;
  await tx.query(
    `insert into cpr.imported_person (delivery_id, line, contact_id, outcome, events)
     select $1, * from unnest($2::int[], $3::bigint[], $4::text[], $5::int[])
     on conflict (delivery_id, line) do update
       set contact_id = excluded.contact_id, outcome = excluded.outcome, events = excluded.events
     where imported_person.outcome = 'held'`,
    [
      deliveryId,
      persons.map(({ line }) => line),
      persons.map(({ contactId }) => contactId ?? null),
      persons.map(({ outcome }) => outcome),
      persons.map(({ events }) => events),
    ],
  );
}

/** The counts as the stored rows give them, so that what an attempt before a crash did is in them. */
export async function countPersons(
  tx: Tx,
  deliveryId: string,
  { persons, notOurs }: Pick<DeliveryCounts, 'persons' | 'notOurs'>,
): Promise<DeliveryCounts> {
  const { rows } = await tx.query<{ outcome: ImportedPerson['outcome']; count: number; events: number }>(
    `select outcome, count(*) as count, sum(events) as events from cpr.imported_person
      where delivery_id = $1 group by outcome`,
    [deliveryId],
  );
  const of = (outcome: ImportedPerson['outcome']): number =>
    Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  const told = rows.reduce((sum, { count }) => sum + Number(count), 0);
  return {
    persons,
    notOurs,
    created: of('created'),
    changed: of('changed'),
    unchanged: persons - notOurs - told,
    stale: of('stale'),
    held: of('held'),
    events: rows.reduce((sum, { events }) => sum + Number(events), 0),
  };
}

/** In the order of the file; `after` is the last line of the page before. */
export async function readPersons(
  db: Pool,
  deliveryId: string,
  { limit, after }: { readonly limit: number; readonly after: number },
): Promise<ImportedPerson[]> {
  const { rows } = await db.query<{
    line: number;
    contact_id: string | null;
    outcome: ImportedPerson['outcome'];
    events: number;
  }>(
    `select line, contact_id::text, outcome, events from cpr.imported_person
      where delivery_id = $1 and line > $2 order by line limit $3`,
    [deliveryId, after, limit],
  );
  return rows.map(({ contact_id, ...row }) => ({ ...row, ...(contact_id !== null && { contactId: contact_id }) }));
}
