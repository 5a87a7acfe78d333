import type { Tx } from '@contact-sync/database';
import { editGroup, GROUP_NAMES, isEditable, undoEdit } from '@contact-sync/contacts-model';
import type { EditableGroup, GroupContent, GroupEdit, GroupName } from '@contact-sync/contacts-model';
import type { Draft } from '../applying/draft';
import { placeholderName } from '../applying/relatives';
import { setContent } from '../applying/take-observation';
import { findSingleLabels } from './find-label';
import type { Hand, HandFault, HandOutcome, TypedContent } from './hand';
import { holdContact, noteEdit, outcomeOf, saveByHand } from './hold-contact';
import { readTyped } from './typed-content';
import type { Typed } from './typed-content';

/**
 * Types a group's value over the register's (REG-4). The register's own is kept beside it; whether its next newer
 * statement restores it is the setting `ForceUpdate`. Typing what the register says is no edit, and ends one. Locks the
 * contact: call it early in the transaction. Nothing typed is refused by an exception.
 */
export async function editByHand(
  tx: Tx,
  contactId: string,
  group: GroupName,
  typed: TypedContent,
  hand: Hand,
): Promise<HandOutcome> {
  if (!isGroup(group)) return refused({ field: 'group', rule: 'unknown' });
  if (!isEditable(group)) return refused({ field: group, rule: 'of-the-register' });
  const read = await readGroup(tx, group, typed);
  if ('fault' in read) return refused(read.fault);
  const held = await holdContact(tx, contactId, hand, group);
  if ('refusal' in held) return held.refusal;
  return take(tx, held.draft, group, editGroup(held.draft, group, read.value), hand);
}

/** Gives a typed group back to what the register says; `unchanged` where nobody typed in it. */
export async function undoByHand(tx: Tx, contactId: string, group: GroupName, hand: Hand): Promise<HandOutcome> {
  if (!isGroup(group)) return refused({ field: 'group', rule: 'unknown' });
  if (!isEditable(group)) return refused({ field: group, rule: 'of-the-register' });
  const held = await holdContact(tx, contactId, hand, group);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  const unsaid = draft.placeholder && group === 'name' ? { fields: placeholderName(draft.key) } : {};
  const undone = undoEdit(draft, group, unsaid);
  if (undone !== undefined && group === 'name' && undone.content.fields === undefined) {
    return refused({ field: 'name1', rule: 'needed' });
  }
  return take(tx, draft, group, undone, hand);
}

function isGroup(name: string): name is GroupName {
  return (GROUP_NAMES as readonly string[]).includes(name);
}

const refused = (fault: HandFault): HandOutcome => ({ outcome: 'refused', fault });

async function take(
  tx: Tx,
  draft: Draft,
  group: EditableGroup,
  change: GroupEdit | undefined,
  hand: Hand,
): Promise<HandOutcome> {
  if (change === undefined) return outcomeOf(tx, draft, 'unchanged');
  const before = draft.content[group] ?? {};
  typeOver(draft, group, change);
  noteEdit(draft, hand, { [group]: before }, { [group]: change.content });
  // No statement that speaks of the group may be recognised by its hash: the next newer one decides about the edit.
  if (draft.clocks[group] !== undefined) {
    await tx.query('update contacts.freshness set fingerprint = null where contact_id = $1', [draft.id]);
  }
  return saveByHand(tx, draft, 'changed', hand);
}

/** Sets a group's typed content on the draft. */
export function typeOver(draft: Draft, group: EditableGroup, { content, edit }: GroupEdit): void {
  setContent(draft, group, content);
  if (edit === undefined) delete draft.manual[group];
  else draft.manual[group] = edit;
  draft.manualDirty.add(group);
}

/** Reads what was typed in a group. A name must be given; a label that has one value at a time gets no more. */
export async function readGroup(tx: Tx, group: EditableGroup, typed: TypedContent): Promise<Typed<GroupContent>> {
  const read = readTyped(group, typed);
  if ('fault' in read) return read;
  const { fields, info = {} } = read.value;
  if (group === 'name' && fields === undefined) return { fault: { field: 'name1', rule: 'needed' } };
  const many = Object.keys(info).filter((label) => (info[label] ?? []).length > 1);
  const [single] = many.length === 0 ? [] : await findSingleLabels(tx, many);
  return single === undefined ? read : { fault: { field: single, rule: 'single' } };
}
