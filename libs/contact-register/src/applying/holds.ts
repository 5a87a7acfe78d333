import { sqlState } from '@contact-sync/database';
import type { Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { momentOf } from '@contact-sync/contacts-model';
import type { ContactKey, Origin, RegisterName } from '@contact-sync/contacts-model';
import { EVENT_SOURCE } from './outgoing-events';

/** A subject whose last change could not be applied: where to read it again and why, never the data. */
export interface Hold {
  readonly register: RegisterName;
  readonly subject: ContactKey;
  readonly clock: string;
  readonly origin: Origin;
  /** In words, without any value of the person; at most 64 characters. */
  readonly reason: string;
  /** `numbers`: changed numbers contradict each other (CPR-4). Absent: `data`. */
  readonly kind?: 'data' | 'numbers';
}

const REASON_LENGTH = 64;

/**
 * Records the holds and announces those that are new. A subject has one open hold per register: a later one takes
 * its place. Returns the contact id (perhaps only set aside) by order of `holds`.
 */
export async function holdSubjects(tx: Tx, holds: readonly Hold[], now: Date): Promise<string[]> {
  if (holds.length === 0) return [];
  const sorted = [...new Map(holds.map((hold) => [holdKey(hold), hold])).values()].sort((a, b) =>
    holdKey(a) < holdKey(b) ? -1 : 1,
  );
  await tx.query(
    `insert into contacts.identifier (name_type, name_code) select * from unnest($1::text[], $2::text[])
         on conflict do nothing`,
    [sorted.map(({ subject }) => subject.nameType), sorted.map(({ subject }) => subject.nameCode)],
  );
  const { rows } = await tx.query<HoldRow>(
    `insert into contacts.hold
            (register, name_type, name_code, contact_id, clock, road, source, lines, kind, reason, held_at)
     select u.register, u.name_type, u.name_code, i.contact_id, u.clock, u.road, u.source, u.lines::integer[], u.kind, u.reason, $1
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
            as u (register, name_type, name_code, clock, road, source, lines, kind, reason)
       join contacts.identifier i on (i.name_type, i.name_code) = (u.name_type, u.name_code)
         on conflict (register, name_type, name_code) where released_at is null
         do update set clock = excluded.clock, road = excluded.road, source = excluded.source,
                       lines = excluded.lines, kind = excluded.kind, reason = excluded.reason, held_at = excluded.held_at
            where hold.clock <= excluded.clock
     returning id::text, register, name_type, name_code, contact_id::text, reason, xmax = 0 as is_new`,
    [
      now,
      sorted.map(({ register }) => register),
      sorted.map(({ subject }) => subject.nameType),
      sorted.map(({ subject }) => subject.nameCode),
      sorted.map(({ clock }) => clock),
      sorted.map(({ origin }) => origin.road),
      sorted.map(({ origin }) => origin.source),
      sorted.map(({ origin }) => (origin.lines === undefined ? null : `{${origin.lines.join(',')}}`)),
      sorted.map(({ kind }) => kind ?? 'data'),
      sorted.map(({ reason }) => reason.slice(0, REASON_LENGTH)),
    ],
  );
  await enqueueEvents(
    tx,
    rows
      .filter(({ is_new }) => is_new)
      .map((row) => ({
        type: 'contact.held.v1' as const,
        subject: row.contact_id,
        time: now,
        source: EVENT_SOURCE,
        data: { nameType: row.name_type, register: row.register, holdId: row.id, reason: row.reason },
      })),
  );
  const ids = await tx.query<{ name_type: string; name_code: string; contact_id: string }>(
    `select i.name_type, i.name_code, i.contact_id::text
       from unnest($1::text[], $2::text[]) as u (name_type, name_code)
       join contacts.identifier i on (i.name_type, i.name_code) = (u.name_type, u.name_code)`,
    [sorted.map(({ subject }) => subject.nameType), sorted.map(({ subject }) => subject.nameCode)],
  );
  const byKey = new Map(ids.rows.map((row) => [`${row.name_type} ${row.name_code}`, row.contact_id]));
  return holds.map(({ subject }) => byKey.get(`${subject.nameType} ${subject.nameCode}`) ?? '');
}

interface HoldRow {
  id: string;
  register: string;
  name_type: string;
  name_code: string;
  contact_id: string;
  reason: string;
  is_new: boolean;
}

function holdKey({ register, subject }: Hold): string {
  return `${register} ${subject.nameType} ${subject.nameCode}`;
}

/** A statement that applied, or a number that one settled: what a hold on the subject waits for. */
export interface Release {
  readonly register: RegisterName;
  readonly subject: ContactKey;
  readonly clock: string;
  /** Only holds of this kind; absent: of any. */
  readonly only?: 'numbers';
}

/**
 * A later complete statement that applied releases the hold on its subject (architecture, *Held*); so does the same
 * delivery once it is mended, whichever of the two contents sorts first.
 */
export async function releaseByObservations(tx: Tx, releases: readonly Release[], now: Date): Promise<void> {
  if (releases.length === 0) return;
  const { rows } = await tx.query<{ id: string; register: string; name_type: string; contact_id: string }>(
    `update contacts.hold h set released_at = $1
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
            as u (register, name_type, name_code, moment, only_kind)
      where h.released_at is null and left(h.clock, length(u.moment)) <= u.moment and coalesce(u.only_kind, h.kind) = h.kind
        and (h.register, h.name_type, h.name_code) = (u.register, u.name_type, u.name_code)
     returning h.id::text, h.register, h.name_type, h.contact_id::text`,
    [
      now,
      releases.map(({ register }) => register),
      releases.map(({ subject }) => subject.nameType),
      releases.map(({ subject }) => subject.nameCode),
      releases.map(({ clock }) => momentOf(clock)),
      releases.map(({ only }) => only ?? null),
    ],
  );
  await enqueueEvents(
    tx,
    rows.map((row) => releasedEvent(row, 'observation', now)),
  );
}

/** The event that a hold is over. */
export function releasedEvent(
  row: { id: string; register: string; name_type: string; contact_id: string },
  by: 'observation' | 'person',
  time: Date,
): Parameters<typeof enqueueEvents>[1][number] {
  return {
    type: 'contact.released.v1',
    subject: row.contact_id,
    time,
    source: EVENT_SOURCE,
    data: { nameType: row.name_type, register: row.register, holdId: row.id, by },
  };
}

/** Why the database, or our own code, refused a statement: codes and names of columns, never a value. */
export function reasonOf(error: unknown): string {
  const state = sqlState(error);
  if (state === undefined) return `program fault: ${error instanceof Error ? error.name : 'unknown'}`;
  const { column, constraint, table } = error as { column?: string; constraint?: string; table?: string };
  const where = column ?? constraint ?? table;
  return `refused by the database: ${state}${where === undefined ? '' : ` ${where}`}`;
}
