import type { Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import type { GroupName } from '@contact-sync/contacts-model';
import type { Draft, HistoryContent } from '../applying/draft';
import { loadDrafts } from '../applying/load-drafts';
import { outgoingEvents } from '../applying/outgoing-events';
import { saveDrafts } from '../applying/save-drafts';
import { PROTECTED_GROUPS } from '../reading/contact-view';
import { findContactId } from '../reading/read-contact';
import type { Hand, HandOutcome, HandWarning } from './hand';

type Refusal = Exclude<HandOutcome, { readonly contactId: string; readonly isPerson: boolean }>;

/** A contact locked for a change by hand, or why it is not to be changed. */
export type Held = { readonly draft: Draft } | { readonly refusal: Refusal };

/**
 * Locks the contact and reads it; a superseded one resolves to the one that lives on. `group` is what will be typed in:
 * name and address of a protected person are refused to those who may not see them.
 */
export async function holdContact(tx: Tx, contactId: string, hand: Hand, group?: GroupName): Promise<Held> {
  const draft = await lockContact(tx, contactId);
  if (draft === undefined) return { refusal: { outcome: 'unknown' } };
  const { id, version } = draft;
  if (hand.version !== undefined && hand.version !== version) {
    return { refusal: { outcome: 'version-moved', contactId: id, version } };
  }
  const isProtected = draft.content.protection?.protection !== undefined;
  if (isProtected && !hand.seesProtected && group !== undefined && PROTECTED_GROUPS.includes(group)) {
    return { refusal: { outcome: 'protected', contactId: id } };
  }
  return { draft };
}

async function lockContact(tx: Tx, contactId: string): Promise<Draft | undefined> {
  for (let named = contactId; ;) {
    const id = await findContactId(tx, { id: named });
    const draft = id === undefined ? undefined : (await loadDrafts(tx, [id])).get(id);
    // It was superseded while we waited for its lock.
    if (draft?.supersededBy === undefined) return draft;
    named = draft.supersededBy;
  }
}

/** Notes a new version of the contact with old and new value, typed by a person. */
export function noteEdit(draft: Draft, { by }: Hand, before: HistoryContent, after: HistoryContent): void {
  draft.version += 1;
  draft.versions.push({ version: draft.version, kind: 'edited', byUser: by, before, after });
  draft.events.push({ kind: 'changed', version: draft.version, groups: Object.keys(after) });
}

/** Writes what was done to the contact, with history and events. */
export async function saveByHand(
  tx: Tx,
  draft: Draft,
  outcome: 'created' | 'changed',
  hand: Hand,
  warnings: readonly HandWarning[] = [],
): Promise<HandOutcome> {
  await saveDrafts(tx, [draft], { now: hand.now, by: hand.by });
  await enqueueEvents(tx, outgoingEvents([draft], hand.now, () => undefined).events);
  return outcomeOf(tx, draft, outcome, warnings);
}

export async function outcomeOf(
  tx: Tx,
  { id, version, key }: Pick<Draft, 'id' | 'version' | 'key'>,
  outcome: 'created' | 'changed' | 'unchanged' | 'exists',
  warnings: readonly HandWarning[] = [],
): Promise<HandOutcome> {
  return { outcome, contactId: id, version, isPerson: await isOfPersons(tx, key.nameType), warnings };
}

/** Types that no other register claims count as persons, as they do when they are read. */
async function isOfPersons(tx: Tx, nameType: string): Promise<boolean> {
  const { rowCount } = await tx.query(`select from contacts.contact_type where name_type = $1 and register <> 'cpr'`, [
    nameType,
  ]);
  return rowCount === 0;
}
