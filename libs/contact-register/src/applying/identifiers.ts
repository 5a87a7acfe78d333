import type { Tx } from '@contact-sync/database';
import type { Clock, ContactKey, NumberedRelative, Observation } from '@contact-sync/contacts-model';

/** A number or code and what it stands for, as the transaction found it and as it will leave it. */
export interface Identifier {
  readonly key: ContactKey;
  contactId: string;
  /** The contact exists, or did when we looked; it is never removed. */
  exists: boolean;
  /** The contact that supersedes it, where there was one when we looked. */
  survivor?: string;
  linked: boolean;
  previous: boolean;
  own?: { readonly validNumber: string; readonly clock: Clock };
  /** Written by this transaction; taken back at its end when no contact came of it. */
  readonly inserted: boolean;
  dirty: boolean;
}

export function keyText({ nameType, nameCode }: ContactKey): string {
  return `${nameType} ${nameCode}`;
}

/** Every number and code the observations name: own, valid instead, earlier, and those of all relatives. */
export function namedKeys(observations: readonly Observation[]): Map<string, ContactKey> {
  const keys = new Map<string, ContactKey>();
  const add = (key: ContactKey): void => void keys.set(keyText(key), key);
  for (const { subject, validNumber, groups } of observations) {
    const { nameType } = subject;
    add(subject);
    if (validNumber !== undefined) add({ nameType, nameCode: validNumber });
    for (const nameCode of groups.numbers?.earlierNumbers ?? []) add({ nameType, nameCode });
    for (const group of Object.values(groups)) relativesOf(group).forEach(add);
  }
  return keys;
}

/** Relatives with a number in the references of a group. */
export function relativesOf(group: Observation['groups'][keyof Observation['groups']]): NumberedRelative[] {
  if (group?.references === undefined) return [];
  return Object.values(group.references).flatMap((references) =>
    references.flatMap(({ relative }) => (relative.kind === 'number' ? [relative] : [])),
  );
}

/**
 * Step 1 of the write path: inserts the keys that are new, in the order of the keys, so that batches with common
 * relatives wait for each other and never stand still; then reads them all.
 */
export async function claimIdentifiers(
  tx: Tx,
  keys: ReadonlyMap<string, ContactKey>,
): Promise<Map<string, Identifier>> {
  const sorted = [...keys.keys()].sort().flatMap((text) => keys.get(text) ?? []);
  const types = sorted.map(({ nameType }) => nameType);
  const codes = sorted.map(({ nameCode }) => nameCode);
  const { rows: inserted } = await tx.query<{ name_type: string; name_code: string; contact_id: string }>(
    `insert into contacts.identifier (name_type, name_code)
     select * from unnest($1::text[], $2::text[]) on conflict do nothing
     returning name_type, name_code, contact_id::text`,
    [types, codes],
  );
  const identifiers = new Map<string, Identifier>();
  for (const { name_type: nameType, name_code: nameCode, contact_id: contactId } of inserted) {
    const key = { nameType, nameCode };
    const fresh = { key, contactId, exists: false, linked: false, previous: false, inserted: true, dirty: false };
    identifiers.set(keyText(key), fresh);
  }
  const rest = sorted.filter((key) => !identifiers.has(keyText(key)));
  for (const identifier of await readIdentifiers(tx, rest)) identifiers.set(keyText(identifier.key), identifier);
  return identifiers;
}

interface IdentifierRow {
  name_type: string;
  name_code: string;
  contact_id: string;
  linked: boolean;
  previous: boolean;
  valid_code: string | null;
  clock: string | null;
  contact_exists: boolean;
  superseded_by: string | null;
}

async function readIdentifiers(tx: Tx, keys: readonly ContactKey[]): Promise<Identifier[]> {
  if (keys.length === 0) return [];
  const { rows } = await tx.query<IdentifierRow>(
    `select i.name_type, i.name_code, i.contact_id::text, i.linked, i.previous, i.valid_code, i.clock,
            c.id is not null as contact_exists, c.superseded_by::text
       from unnest($1::text[], $2::text[]) as k (name_type, name_code)
       join contacts.identifier i on (i.name_type, i.name_code) = (k.name_type, k.name_code)
       left join contacts.contact c on c.id = i.contact_id`,
    [keys.map(({ nameType }) => nameType), keys.map(({ nameCode }) => nameCode)],
  );
  return rows.map((row) => ({
    key: { nameType: row.name_type, nameCode: row.name_code },
    contactId: row.contact_id,
    exists: row.contact_exists,
    ...(row.superseded_by !== null && { survivor: row.superseded_by }),
    linked: row.linked,
    previous: row.previous,
    ...(row.valid_code !== null && row.clock !== null && { own: { validNumber: row.valid_code, clock: row.clock } }),
    inserted: false,
    dirty: false,
  }));
}

/** Writes what changed numbers did to identifiers, and takes back those this transaction wrote in vain. */
export async function saveIdentifiers(
  tx: Tx,
  all: Iterable<Identifier>,
  isContact: (id: string) => boolean,
): Promise<void> {
  const dirty: Identifier[] = [];
  const vain: Identifier[] = [];
  for (const identifier of all) {
    if (identifier.dirty) dirty.push(identifier);
    else if (identifier.inserted && !isContact(identifier.contactId)) vain.push(identifier);
  }
  if (dirty.length > 0) {
    await tx.query(
      `update contacts.identifier i
          set contact_id = u.contact_id, linked = u.linked, previous = u.previous, valid_code = u.valid_code,
              clock = u.clock
         from unnest($1::text[], $2::text[], $3::bigint[], $4::boolean[], $5::boolean[], $6::text[], $7::text[])
           as u (name_type, name_code, contact_id, linked, previous, valid_code, clock)
        where (i.name_type, i.name_code) = (u.name_type, u.name_code)`,
      [
        dirty.map(({ key }) => key.nameType),
        dirty.map(({ key }) => key.nameCode),
        dirty.map(({ contactId }) => contactId),
        dirty.map(({ linked }) => linked),
        dirty.map(({ previous }) => previous),
        dirty.map(({ own }) => own?.validNumber ?? null),
        dirty.map(({ own }) => own?.clock ?? null),
      ],
    );
  }
  if (vain.length > 0) {
    await tx.query(
      `delete from contacts.identifier i using unnest($1::text[], $2::text[]) as u (name_type, name_code)
        where (i.name_type, i.name_code) = (u.name_type, u.name_code)`,
      [vain.map(({ key }) => key.nameType), vain.map(({ key }) => key.nameCode)],
    );
  }
}

/** New contact ids, fetched some at a time. */
export class ContactIds {
  private waiting: string[] = [];

  constructor(private readonly tx: Tx) {}

  async next(): Promise<string> {
    if (this.waiting.length === 0) {
      const { rows } = await this.tx.query<{ id: string }>(
        `select nextval('contacts.contact_id_seq')::text as id from generate_series(1, 50)`,
      );
      this.waiting = rows.map(({ id }) => id).reverse();
    }
    const id = this.waiting.pop();
    if (id === undefined) throw new Error('the sequence of contact ids gave none');
    return id;
  }
}
