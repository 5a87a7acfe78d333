import type { Tx } from '@contact-sync/database';
import type { Clock, NameType, Origin, RegisterName } from '@contact-sync/contacts-model';
import { findByIndex } from './by-index';
import { findOrigins } from './origins';

/** A statement of which only the hash was taken so far. */
export interface Sighting {
  readonly register: RegisterName;
  readonly nameType: NameType;
  readonly nameCode: string;
  readonly fingerprint: string;
  readonly clock: Clock;
  readonly asOf: string;
  readonly origin: Origin;
}

/**
 * The quiet night's road: a statement equal to the last one taken as a whole changes nothing, so only its contact's
 * freshness moves, all in one statement; the very same statement again, as after a crash, moves nothing. Not recognised,
 * and to be applied: unknown or changed subjects, those shown under another number, edited by hand, held, with linked
 * numbers or with a group at another clock, and any of which something newer is known. Returns the codes recognised.
 * Made for 1000 to 20 000 at a time; it takes as long in a large register as in a small one. Tells the planner what to do
 * for the rest of the transaction: give it one of its own.
 */
export async function recogniseSightings(tx: Tx, sightings: readonly Sighting[], now: Date): Promise<Set<string>> {
  const recognised = new Set<string>();
  if (sightings.length === 0) return recognised;
  const groups = alike(sightings);
  const originOf = await findOrigins(
    tx,
    groups.map(([first]) => first),
  );
  await findByIndex(tx);
  const rest: Sighting[] = [];
  for (const same of groups) {
    const left = new Set(await moveClocks(tx, same, originOf(same[0]), now));
    same.forEach((one, at) => (left.has(at) ? rest.push(one) : recognised.add(one.nameCode)));
  }
  for (const nameCode of await findRepeated(tx, rest)) recognised.add(nameCode);
  return recognised;
}

type Alike = [Sighting, ...Sighting[]];

/** Sightings by where they come from: mostly all of a call from one file. */
function alike(sightings: readonly Sighting[]): Alike[] {
  const groups: Alike[] = [];
  for (const one of sightings) {
    const group = groups.find(([first]) => isAlike(one, first));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

function isAlike(one: Sighting, other: Sighting): boolean {
  return (
    one.register === other.register &&
    one.nameType === other.nameType &&
    one.asOf === other.asOf &&
    one.origin.source === other.origin.source &&
    one.origin.road === other.origin.road
  );
}

/** Stands between values that are sent as one text, which costs a fraction of an array or of COPY; no value has it. */
const BETWEEN = '\n';

/** Moves the freshness of those that are as they were. Returns the places of the others. */
async function moveClocks(tx: Tx, same: Alike, originId: number, now: Date): Promise<number[]> {
  const [{ register, nameType, asOf }] = same;
  // Contacts are not locked, that would write as much again: whoever decided on one meanwhile finds its clock moved
  // and decides anew, and what is found moved here when its row is free is left to be applied.
  // The planner must not guess how few freshness rows fit, or it would begin with them: so everything asked of them is
  // compared with a column of the sightings, "whole" among these.
  const { rows } = await tx.query<{ places: string | null }>(
    `with seen as materialized (
       select place, name_code, fingerprint, clock, $4::text as register, $5::text as name_type, true as whole
         from unnest(string_to_array($1, $9), string_to_array($2, $9), string_to_array($3, $9))
                with ordinality as u (name_code, fingerprint, clock, place)
     ), moved as (
       update contacts.freshness f
          set clock = s.clock, as_of = $6, origin_id = $7, fetched_at = $8
         from seen s
        cross join lateral (
          select c.id from contacts.contact c
           where (c.name_type, c.name_code) = (s.name_type, s.name_code) and c.superseded_by is null
           limit 1) c
        where f.contact_id = c.id and f.register = s.register
          and f.fingerprint = s.fingerprint and f.clock < s.clock and (f.older is null) = s.whole
          and not exists (select from contacts.hold h where h.released_at is null
                             and (h.register, h.name_type, h.name_code) = (s.register, s.name_type, s.name_code))
       returning s.place)
     select string_agg((place - 1)::text, ',') as places from seen where place not in (select place from moved)`,
    [
      oneText(same, ({ nameCode }) => nameCode),
      oneText(same, ({ fingerprint }) => fingerprint),
      oneText(same, ({ clock }) => clock),
      register,
      nameType,
      asOf,
      originId,
      now,
      BETWEEN,
    ],
  );
  return rows[0]?.places?.split(',').map(Number) ?? [];
}

function oneText(some: readonly Sighting[], valueOf: (one: Sighting) => string): string {
  const text = some.map(valueOf).join(BETWEEN);
  let found = 1;
  for (let at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, at + 1)) found += 1;
  if (found !== some.length) throw new Error('a code, a fingerprint or a clock has a line end in it');
  return text;
}

/** Codes of the statements that were taken before as they are; mostly there are few to ask for. */
async function findRepeated(tx: Tx, rest: readonly Sighting[]): Promise<string[]> {
  if (rest.length === 0) return [];
  const { rows } = await tx.query<{ name_code: string }>(
    `-- One look by index for each: they are few, and a join would read the whole register for them.
     select s.name_code
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
            as s (name_type, name_code, register, fingerprint, clock)
      cross join lateral (
        select f.fingerprint, f.clock, f.older
          from contacts.contact c join contacts.freshness f on f.contact_id = c.id and f.register = s.register
         where (c.name_type, c.name_code) = (s.name_type, s.name_code) and c.superseded_by is null
         limit 1) f
      where f.fingerprint = s.fingerprint and f.clock = s.clock and f.older is null
        and not exists (select from contacts.hold h where h.released_at is null
                           and (h.register, h.name_type, h.name_code) = (s.register, s.name_type, s.name_code))`,
    [
      rest.map(({ nameType }) => nameType),
      rest.map(({ nameCode }) => nameCode),
      rest.map(({ register }) => register),
      rest.map(({ fingerprint }) => fingerprint),
      rest.map(({ clock }) => clock),
    ],
  );
  return rows.map(({ name_code }) => name_code);
}
