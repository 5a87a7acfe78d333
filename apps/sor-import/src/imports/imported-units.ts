import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { ImportedUnit, UnitOutcome } from './import-record';

/** What one transaction of an import did. */
export interface ImportPart {
  readonly created: number;
  readonly changed: number;
  readonly stale: number;
  /** Events sent about contacts, those of `import_unit` left aside. */
  readonly events: number;
}

/** Writes what one transaction did, in it. One that did nothing leaves nothing. */
export async function recordPart(tx: Tx, importId: string, part: ImportPart): Promise<void> {
  if (part.created + part.changed + part.stale + part.events === 0) return;
  await tx.query(
    `insert into sor.import_part (import_id, created, changed, stale, events) values ($1, $2, $3, $4, $5)`,
    [importId, part.created, part.changed, part.stale, part.events],
  );
}

/** Writes units that an operator may want to look at. A held one that was read anew counts once. */
export async function recordUnits(db: Pool | Tx, importId: string, units: readonly ImportedUnit[]): Promise<void> {
  if (units.length === 0) return;
  await db.query(
    `insert into sor.import_unit (import_id, unit, outcome, line, contact_id, "end", events, reason)
     select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::date[], $7::int[], $8::text[])
     on conflict (import_id, unit) do nothing`,
    [
      importId,
      units.map(({ unit }) => unit),
      units.map(({ outcome }) => outcome),
      units.map(({ line }) => line ?? null),
      units.map(({ contactId }) => contactId ?? null),
      units.map(({ end }) => end ?? null),
      units.map(({ events }) => events),
      units.map(({ reason }) => reason),
    ],
  );
}

/** Sums of everything that was written with the changes of an import, so that what an attempt before a crash did is in them. */
export async function sumParts(
  tx: Tx,
  importId: string,
): Promise<ImportPart & Readonly<Record<Exclude<UnitOutcome, 'rejected'>, number>>> {
  const { rows } = await tx.query<ImportPart>(
    `select coalesce(sum(created), 0)::int as created, coalesce(sum(changed), 0)::int as changed,
            coalesce(sum(stale), 0)::int as stale, coalesce(sum(events), 0)::int as events
       from sor.import_part where import_id = $1`,
    [importId],
  );
  const units = await tx.query<{ outcome: UnitOutcome; units: number; events: number }>(
    `select outcome, count(*)::int as units, sum(events)::int as events from sor.import_unit where import_id = $1 group by 1`,
    [importId],
  );
  const part = rows[0] ?? { created: 0, changed: 0, stale: 0, events: 0 };
  const of = (outcome: UnitOutcome): number => units.rows.find((row) => row.outcome === outcome)?.units ?? 0;
  return {
    ...part,
    events: units.rows.reduce((sum, { events }) => sum + events, part.events),
    closed: of('closed'),
    kept: of('kept'),
    held: of('held'),
  };
}

/** Contacts that the file does not confirm: gone from it and left open, or held. */
export async function findUnconfirmed(tx: Tx, importId: string): Promise<string[]> {
  const { rows } = await tx.query<{ contact_id: string }>(
    `select contact_id::text from sor.import_unit
      where import_id = $1 and outcome in ('kept', 'held') and contact_id is not null`,
    [importId],
  );
  return rows.map(({ contact_id }) => contact_id);
}

/** By unit; `after` is the last unit of the page before. */
export async function readUnits(
  db: Pool,
  importId: string,
  { outcome, limit, after }: { readonly outcome?: UnitOutcome; readonly limit: number; readonly after?: string },
): Promise<ImportedUnit[]> {
  const { rows } = await db.query<UnitRow>(
    `select unit, outcome, line, contact_id::text, "end", events, reason from sor.import_unit
      where import_id = $1 and ($2::text is null or outcome = $2) and unit > $3 order by unit limit $4`,
    [importId, outcome ?? null, after ?? '', limit],
  );
  return rows.map(({ line, contact_id, end, ...row }) => ({
    ...row,
    ...(line !== null && { line }),
    ...(contact_id !== null && { contactId: contact_id }),
    ...(end !== null && { end }),
  }));
}

interface UnitRow {
  unit: string;
  outcome: UnitOutcome;
  line: number | null;
  contact_id: string | null;
  end: string | null;
  events: number;
  reason: string;
}
