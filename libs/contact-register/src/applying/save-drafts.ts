import type { Tx } from '@contact-sync/database';
import { copyInto } from '@contact-sync/database';
import { StoreBusy } from '@contact-sync/messaging';
import { GROUP_OF_REFERENCE, GROUPS } from '@contact-sync/contacts-model';
import type { GroupName } from '@contact-sync/contacts-model';
import type { Draft, Version } from './draft';
import { clockColumns } from './freshness-row';
import { ADDRESS_ROW, collectRows, CONTACT_COLUMNS, contactRow, REFERENCE_ROW } from './rows';

export interface SaveContext {
  readonly now: Date;
  readonly runId?: string;
  /** Who types, where a person does: the edits of the drafts are theirs. */
  readonly by?: string;
}

/** Writes what became of the drafts, set-based: a few statements whatever the number of contacts. */
export async function saveDrafts(tx: Tx, drafts: readonly Draft[], context: SaveContext): Promise<void> {
  await saveContacts(tx, drafts, context.now);
  await removeOldRows(tx, drafts);
  const rows = collectRows(drafts);
  await copy(tx, 'address', ADDRESS_ROW, rows.addresses);
  const infoColumns = ['contact_id', 'custom_label', 'priority', 'info', 'since', 'since_uncertain'];
  await copy(tx, 'contact_info', infoColumns, rows.info);
  await copy(tx, 'contact_date', ['contact_id', 'custom_label', 'date', 'uncertain'], rows.dates);
  await copy(tx, 'reference', REFERENCE_ROW, rows.references);
  await saveNamedRelatives(tx, drafts);
  await saveFreshness(tx, drafts, context.now);
  await saveManualEdits(tx, drafts, context);
  await saveHistory(tx, drafts, context);
}

async function copy(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Parameters<typeof copyInto>[3] & { readonly length: number },
): Promise<void> {
  if (rows.length > 0) await copyInto(tx, `contacts.${table}`, columns, rows);
}

async function saveContacts(tx: Tx, drafts: readonly Draft[], now: Date): Promise<void> {
  const moving = drafts.filter((draft) => draft.stored && draft.keyChanged).map(({ id }) => id);
  if (moving.length > 0) {
    // Contacts may exchange codes: without this step the unique index would refuse one of them on the way.
    await tx.query(`update contacts.contact set name_code = '~' || id where id = any($1::bigint[])`, [moving]);
  }
  const created = drafts.filter((draft) => !draft.stored && draft.version > 0);
  const columns = CONTACT_COLUMNS.map(([name]) => name);
  await copy(
    tx,
    'contact',
    [...columns, 'created_at', 'updated_at'],
    created.map((draft) => [...contactRow(draft), now, now]),
  );
  const changed = drafts.filter((draft) => draft.stored && (draft.versions.length > 0 || draft.keyChanged));
  if (changed.length === 0) return;
  const rows = changed.map(contactRow);
  await tx.query(
    `update contacts.contact c set ${columns.map((name) => `${name} = u.${name}`).join(', ')}, updated_at = $1
       from unnest(${CONTACT_COLUMNS.map(([, type], at) => `$${at + 2}::${type}[]`).join(', ')})
         as u (${columns.join(', ')})
      where c.id = u.id`,
    [now, ...CONTACT_COLUMNS.map((_, at) => rows.map((row) => row[at] ?? null))],
  );
}

/** The groups that share the row of the main address. */
const MAIN_ROW: readonly GroupName[] = ['main_address', 'contact_lines'];

/** Rows of groups that are written anew. A contact that had none there (a placeholder) costs nothing. */
async function removeOldRows(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const addresses: string[] = [];
  const info = new Pairs();
  const dates = new Pairs();
  const references = new Pairs();
  const past: string[] = [];
  for (const draft of drafts) {
    if (!draft.stored) continue;
    if (draft.forgetPast) past.push(draft.id);
    if (MAIN_ROW.some((group) => draft.dirty.has(group)) && MAIN_ROW.some((group) => draft.rowsIn.has(group)))
      addresses.push(draft.id);
    for (const group of draft.dirty) {
      if (!draft.rowsIn.has(group)) continue;
      info.add(draft.id, GROUPS[group].info);
      dates.add(draft.id, GROUPS[group].dates);
      references.add(draft.id, GROUPS[group].references);
    }
  }
  if (past.length > 0) {
    await tx.query('delete from contacts.address where contact_id = any($1::bigint[]) and ordinal > 0', [past]);
    // What people typed is of the contact, not of its number.
    await tx.query('delete from contacts.reference where contact_id = any($1::bigint[]) and custom_label = any($2)', [
      past,
      [...GROUP_OF_REFERENCE.keys()],
    ]);
  }
  if (addresses.length > 0) {
    await tx.query('delete from contacts.address where contact_id = any($1::bigint[]) and ordinal = 0', [addresses]);
  }
  await info.remove(tx, 'contact_info');
  await dates.remove(tx, 'contact_date');
  // Ended ones stay as rows with their end (REG-2).
  await references.remove(tx, 'reference', 'and t.end_date is null');
}

/** Contact and label of the rows to remove. */
class Pairs {
  private readonly ids: string[] = [];
  private readonly labels: string[] = [];

  add(id: string, labels: readonly string[] = []): void {
    for (const label of labels) {
      this.ids.push(id);
      this.labels.push(label);
    }
  }

  async remove(tx: Tx, table: 'contact_info' | 'contact_date' | 'reference', only = ''): Promise<void> {
    if (this.ids.length === 0) return;
    await tx.query(
      // The list of ids leads to the rows by index; joined with the labels alone, the whole table would be read. "is true"
      // keeps the labels from being joined at all: they are looked up in memory, or each would go through all ids.
      `delete from contacts.${table} t
        where t.contact_id = any($1::bigint[]) ${only}
          and ((t.contact_id, t.custom_label) in (select * from unnest($1::bigint[], $2::text[]))) is true`,
      [this.ids, this.labels],
    );
  }
}

async function saveNamedRelatives(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const rows = drafts.flatMap((draft) =>
    [...draft.relatives.values()]
      .filter(({ dirty }) => dirty)
      .map(({ slot, relativeId, relative }) => {
        const { name, nameType, relation, address } = relative;
        const json = address === undefined ? null : JSON.stringify(address);
        return [draft.id, slot, name, relativeId, nameType, relation, json];
      }),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into contacts.named_relative
            (contact_id, slot, name, relative_id, name_type, relation, address)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::jsonb[])
         on conflict (contact_id, slot, name_type, name)
         do update set relation = excluded.relation, address = excluded.address`,
    [0, 1, 2, 3, 4, 5, 6].map((column) => rows.map((row) => row[column])),
  );
}

async function saveFreshness(tx: Tx, drafts: readonly Draft[], now: Date): Promise<void> {
  const created: (string | number | Date | null)[][] = [];
  const moved: (string | number | boolean | null)[][] = [];
  const gone: string[] = [];
  for (const draft of drafts) {
    const { heard } = draft;
    if (heard === undefined) continue;
    const clocks = clockColumns(draft.clocks);
    if (clocks === null) {
      if (draft.storedClock !== undefined) gone.push(draft.id);
      continue;
    }
    const older = clocks.older === null ? null : JSON.stringify(clocks.older);
    const fingerprint = draft.fingerprint ?? null;
    const row = [draft.id, heard.register, clocks.groups, heard.asOf, heard.originId, clocks.clock, older, fingerprint];
    if (draft.storedClock === undefined) created.push([...row, now, now]);
    else moved.push([...row, draft.versions.length > 0, draft.storedClock]);
  }
  const columns = ['contact_id', 'register', 'groups', 'as_of', 'origin_id', 'clock', 'older', 'fingerprint'];
  await copy(tx, 'freshness', [...columns, 'fetched_at', 'changed_at'], created);
  if (gone.length > 0) await tx.query('delete from contacts.freshness where contact_id = any($1::bigint[])', [gone]);
  if (moved.length === 0) return;
  const { rowCount } = await tx.query(
    `update contacts.freshness f
        set groups = u.groups, as_of = greatest(f.as_of, u.as_of), clock = u.clock, older = u.older,
            origin_id = case when u.as_of >= f.as_of then u.origin_id else f.origin_id end,
            fingerprint = u.fingerprint, fetched_at = $1,
            changed_at = case when u.changed then $1 else f.changed_at end
       from unnest($2::bigint[], $3::text[], $4::bigint[], $5::date[], $6::integer[], $7::text[], $8::jsonb[],
                   $9::text[], $10::boolean[], $11::text[])
         as u (contact_id, register, groups, as_of, origin_id, clock, older, fingerprint, changed, known_clock)
      where f.contact_id = u.contact_id and f.register = u.register and f.clock = u.known_clock`,
    [now, ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((column) => moved.map((row) => row[column]))],
  );
  // The same statement was recognised meanwhile, which locks no contact: what was decided here is out of date.
  if (rowCount !== moved.length) throw new StoreBusy('40001');
}

async function saveManualEdits(tx: Tx, drafts: readonly Draft[], { now, by }: SaveContext): Promise<void> {
  const gone: [string, GroupName][] = [];
  const kept: [string, GroupName, string | null][] = [];
  for (const draft of drafts) {
    for (const group of draft.manualDirty) {
      const edit = draft.manual[group];
      if (edit === undefined) gone.push([draft.id, group]);
      else kept.push([draft.id, group, edit.registerContent ? JSON.stringify(edit.registerContent) : null]);
    }
  }
  if (gone.length > 0) {
    await tx.query(
      `delete from contacts.manual_edit m using unnest($1::bigint[], $2::text[]) as u (contact_id, "group")
        where (m.contact_id, m."group") = (u.contact_id, u."group")`,
      [gone.map(([id]) => id), gone.map(([, group]) => group)],
    );
  }
  if (kept.length === 0) return;
  const told = [kept.map(([id]) => id), kept.map(([, group]) => group), kept.map(([, , content]) => content)];
  // What a register says beside an edit changes nothing of whose edit it is.
  if (by === undefined) {
    await tx.query(
      `update contacts.manual_edit m set register_content = u.content
         from unnest($1::bigint[], $2::text[], $3::jsonb[]) as u (contact_id, "group", content)
        where (m.contact_id, m."group") = (u.contact_id, u."group")`,
      told,
    );
    return;
  }
  await tx.query(
    `insert into contacts.manual_edit (contact_id, "group", register_content, edited_by, edited_at)
     select u.*, $4, $5 from unnest($1::bigint[], $2::text[], $3::jsonb[]) as u
         on conflict (contact_id, "group") do update
            set register_content = excluded.register_content, edited_by = excluded.edited_by,
                edited_at = excluded.edited_at`,
    [...told, by, now],
  );
}

async function saveHistory(tx: Tx, drafts: readonly Draft[], { now, runId }: SaveContext): Promise<void> {
  const rows = drafts.flatMap((draft) => draft.versions.map((version) => historyRow(draft.id, version, now, runId)));
  const columns = ['contact_id', 'version', 'at', 'kind', 'register', 'origin_id', 'run_id', 'by_user', 'before'];
  await copy(tx, 'history', [...columns, 'after'], rows);
}

function historyRow(
  id: string,
  change: Version,
  now: Date,
  runId: string | undefined,
): (string | number | Date | null)[] {
  return [
    id,
    change.version,
    now,
    change.kind,
    change.heard?.register ?? null,
    change.heard?.originId ?? null,
    runId ?? null,
    change.byUser ?? null,
    change.before === undefined ? null : JSON.stringify(change.before),
    JSON.stringify(change.after),
  ];
}
