import type { Tx } from '@contact-sync/database';
import { EDITABLE_GROUPS } from '@contact-sync/contacts-model';
import type { ContactKey, EditableGroup, GroupContent } from '@contact-sync/contacts-model';
import { newDraft } from '../applying/draft';
import { claimIdentifiers, keyText } from '../applying/identifiers';
import { setContent } from '../applying/take-observation';
import { listContactTypes } from '../types/contact-types';
import { readGroup, typeOver } from './edit-by-hand';
import type { Hand, HandFault, HandOutcome, HandWarning, TypedGroups } from './hand';
import { holdContact, noteEdit, outcomeOf, saveByHand } from './hold-contact';
import { readTypedCode } from './typed-code';

/** The type and code of a new contact. Types with auto id get their code from us: then `nameCode` is left out. */
export interface TypedKey {
  readonly nameType: string;
  readonly nameCode?: string;
}

/**
 * Makes a contact with typed values alone; its code is checked by the rules of its type (REG-1). A code that is a contact
 * already is left as it is (`exists`); one that was only named by a relative becomes a contact of its own.
 */
export async function createByHand(tx: Tx, key: TypedKey, typed: TypedGroups, hand: Hand): Promise<HandOutcome> {
  const checked = await readKey(tx, key);
  if ('fault' in checked) return refused(checked.fault);
  const groups: [EditableGroup, GroupContent][] = [];
  for (const group of Object.keys(typed)) {
    if (!isTypeable(group)) return refused({ field: 'group', rule: 'unknown' });
    const content = typed[group];
    if (content === undefined) continue;
    const read = await readGroup(tx, group, content);
    if ('fault' in read) return refused(read.fault);
    if (Object.keys(read.value).length > 0) groups.push([group, read.value]);
  }
  const { nameType, nameCode, warnings } = checked;
  if (nameCode === undefined) {
    // Without a code and without a name nobody could find it again.
    if (typed.name === undefined) return refused({ field: 'name1', rule: 'needed' });
    const { rows } = await tx.query<{ id: string }>(`select nextval('contacts.contact_id_seq')::text as id`);
    const id = rows[0]?.id ?? '';
    return make(tx, id, { nameType, nameCode: id }, groups, hand, warnings);
  }
  const claimed = { nameType, nameCode };
  const identifier = (await claimIdentifiers(tx, new Map([[keyText(claimed), claimed]]))).get(keyText(claimed));
  if (identifier === undefined) throw new Error('a key was not claimed');
  const id = identifier.survivor ?? identifier.contactId;
  return identifier.exists ? takeOver(tx, id, groups, hand, warnings) : make(tx, id, claimed, groups, hand, warnings);
}

const refused = (fault: HandFault): HandOutcome => ({ outcome: 'refused', fault });

function isTypeable(group: string): group is EditableGroup {
  return (EDITABLE_GROUPS as readonly string[]).includes(group);
}

type Key = { readonly nameType: string; readonly nameCode?: string; readonly warnings: readonly HandWarning[] };

async function readKey(tx: Tx, { nameType, nameCode }: TypedKey): Promise<Key | { readonly fault: HandFault }> {
  const type = (await listContactTypes(tx)).find((one) => one.nameType === nameType);
  if (type === undefined) return { fault: { field: 'nameType', rule: 'unknown' } };
  if (type.autoId) {
    return nameCode === undefined ? { nameType, warnings: [] } : { fault: { field: 'nameCode', rule: 'given-by-us' } };
  }
  if (nameCode === undefined) return { fault: { field: 'nameCode', rule: 'needed' } };
  const code = readTypedCode(type, nameCode);
  return 'fault' in code ? code : { nameType, ...code };
}

async function make(
  tx: Tx,
  id: string,
  key: ContactKey,
  groups: readonly (readonly [EditableGroup, GroupContent])[],
  hand: Hand,
  warnings: readonly HandWarning[],
): Promise<HandOutcome> {
  const draft = newDraft(id, key);
  for (const [group, content] of groups) typeOver(draft, group, { content, edit: {} });
  draft.version = 1;
  draft.versions.push({ version: 1, kind: 'created', byUser: hand.by, after: { ...draft.content } });
  draft.events.push({ kind: 'created', version: 1 });
  return saveByHand(tx, draft, 'created', hand, warnings);
}

/** A placeholder becomes a contact of its own: what is typed takes the place of `- ikke importeret`. */
async function takeOver(
  tx: Tx,
  id: string,
  groups: readonly (readonly [EditableGroup, GroupContent])[],
  hand: Hand,
  warnings: readonly HandWarning[],
): Promise<HandOutcome> {
  const held = await holdContact(tx, id, hand);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  if (!draft.placeholder) return outcomeOf(tx, draft, 'exists', warnings);
  const before = { ...draft.content };
  draft.placeholder = false;
  setContent(draft, 'name', {});
  for (const [group, content] of groups) typeOver(draft, group, { content, edit: {} });
  const written = [...new Set<EditableGroup>(['name', ...groups.map(([group]) => group)])];
  const pick = (all: typeof before): typeof before => Object.fromEntries(written.map((one) => [one, all[one] ?? {}]));
  noteEdit(draft, hand, pick(before), pick(draft.content));
  return saveByHand(tx, draft, 'created', hand, warnings);
}
