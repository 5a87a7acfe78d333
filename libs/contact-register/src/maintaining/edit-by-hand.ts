import type { Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { GROUP_NAMES, sameContent } from '@contact-sync/contacts-model';
import type { ContactKey, Dated, GroupContent, GroupName } from '@contact-sync/contacts-model';
import { newDraft } from '../applying/draft';
import type { Draft } from '../applying/draft';
import { claimIdentifiers, keyText } from '../applying/identifiers';
import { loadDrafts } from '../applying/load-drafts';
import { outgoingEvents } from '../applying/outgoing-events';
import { saveDrafts } from '../applying/save-drafts';
import { setContent } from '../applying/take-observation';
import { findContactId } from '../reading/read-contact';

/** Groups a person may type over. Numbers are the register's alone (CPR-4). */
export type EditableGroup = Exclude<GroupName, 'numbers'>;

/** What is typed. References stay as they are. */
export type TypedContent = Omit<GroupContent, 'references' | 'earlierNumbers'>;

/** Outcome of a change by hand; `exists`: the code is a contact already. */
export interface HandOutcome {
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'unknown' | 'exists';
  readonly contactId?: string;
}

/**
 * Types a group's value over the register's (REG-4). The register's own is kept beside it; whether its next newer
 * statement restores it is the setting `ForceUpdate`. A superseded contact resolves to the one that lives on.
 */
export async function editByHand(
  tx: Tx,
  contactId: string,
  group: EditableGroup,
  typed: TypedContent,
  by: string,
  now: Date,
): Promise<HandOutcome> {
  const draft = await lockContact(tx, contactId);
  if (draft === undefined) return { outcome: 'unknown' };
  const before = draft.content[group] ?? {};
  const after: GroupContent = { ...typed, ...(before.references && { references: before.references }) };
  if (draft.manual[group] !== undefined && sameContent(before, after))
    return { outcome: 'unchanged', contactId: draft.id };
  const told = draft.clocks[group] === undefined ? undefined : before;
  const edit = draft.manual[group] ?? (told === undefined ? {} : { registerContent: told });
  draft.manual[group] = edit;
  setContent(draft, group, after);
  noteEdit(draft, by, { [group]: before }, { [group]: after });
  draft.events.push({ kind: 'changed', version: draft.version, groups: [group] });
  await saveByHand(tx, draft, [group], by, now);
  return { outcome: 'changed', contactId: draft.id };
}

/** Makes a contact with typed values alone. Types with auto id get their code from us: then `nameCode` is left out. */
export async function createByHand(
  tx: Tx,
  { nameType, nameCode }: { readonly nameType: string; readonly nameCode?: string },
  typed: Readonly<Partial<Record<EditableGroup, TypedContent>>>,
  by: string,
  now: Date,
): Promise<HandOutcome> {
  const { id, key, exists } = await claimKey(tx, nameType, nameCode);
  if (exists) return { outcome: 'exists', contactId: id };
  const draft = newDraft(id, key);
  const groups = GROUP_NAMES.filter(
    (group): group is EditableGroup => group !== 'numbers' && typed[group] !== undefined,
  );
  for (const group of groups) {
    setContent(draft, group, typed[group] ?? {});
    draft.manual[group] = {};
  }
  draft.version = 1;
  draft.versions.push({ version: 1, kind: 'created', byUser: by, after: { ...draft.content } });
  draft.events.push({ kind: 'created', version: 1 });
  await saveByHand(tx, draft, groups, by, now);
  return { outcome: 'created', contactId: id };
}

/** Ends a contact by hand, or with null opens what a person ended. What the register ended only the register opens. */
export async function endByHand(
  tx: Tx,
  contactId: string,
  end: Dated | null,
  by: string,
  now: Date,
): Promise<HandOutcome> {
  const draft = await lockContact(tx, contactId);
  if (draft === undefined) return { outcome: 'unknown' };
  const isEnded = draft.content.status?.ended !== undefined;
  const known = draft.endedByHand;
  if (isEnded || (known?.date === end?.date && known?.uncertain === end?.uncertain)) {
    return { outcome: 'unchanged', contactId: draft.id };
  }
  if (end === null) delete draft.endedByHand;
  else draft.endedByHand = end;
  const ended = (date: Dated | null | undefined): GroupContent => (date == null ? {} : { ended: date });
  noteEdit(draft, by, { status: ended(known) }, { status: ended(end) });
  draft.events.push({ kind: 'changed', version: draft.version, groups: ['status'] });
  if (end !== null) draft.events.push({ kind: 'ended', version: draft.version });
  await saveByHand(tx, draft, [], by, now);
  return { outcome: 'changed', contactId: draft.id };
}

async function lockContact(tx: Tx, contactId: string): Promise<Draft | undefined> {
  const id = await findContactId(tx, { id: contactId });
  return id === undefined ? undefined : (await loadDrafts(tx, [id])).get(id);
}

async function claimKey(
  tx: Tx,
  nameType: string,
  nameCode: string | undefined,
): Promise<{ id: string; key: ContactKey; exists: boolean }> {
  if (nameCode === undefined) {
    const { rows } = await tx.query<{ id: string }>(`select nextval('contacts.contact_id_seq')::text as id`);
    const id = rows[0]?.id ?? '';
    return { id, key: { nameType, nameCode: id }, exists: false };
  }
  const key = { nameType, nameCode };
  const identifier = (await claimIdentifiers(tx, new Map([[keyText(key), key]]))).get(keyText(key));
  if (identifier === undefined) throw new Error('a key was not claimed');
  return { id: identifier.survivor ?? identifier.contactId, key, exists: identifier.exists };
}

function noteEdit(draft: Draft, by: string, before: Draft['content'], after: Draft['content']): void {
  draft.version += 1;
  draft.versions.push({ version: draft.version, kind: 'edited', byUser: by, before, after });
}

async function saveByHand(
  tx: Tx,
  draft: Draft,
  groups: readonly EditableGroup[],
  by: string,
  now: Date,
): Promise<void> {
  await saveDrafts(tx, [draft], { now });
  await tx.query(
    `insert into contacts.manual_edit (contact_id, "group", register_content, edited_by, edited_at)
     select $1, u.*, $4, $5 from unnest($2::text[], $3::jsonb[]) as u
         on conflict (contact_id, "group") do update set edited_by = excluded.edited_by, edited_at = excluded.edited_at`,
    [
      draft.id,
      groups,
      groups.map((group) => {
        const told = draft.manual[group]?.registerContent;
        return told === undefined ? null : JSON.stringify(told);
      }),
      by,
      now,
    ],
  );
  // No statement may be recognised by its hash any longer: the next newer one decides about the edit.
  await tx.query('update contacts.freshness set fingerprint = null where contact_id = $1', [draft.id]);
  await enqueueEvents(tx, outgoingEvents([draft], now, () => undefined).events);
}
