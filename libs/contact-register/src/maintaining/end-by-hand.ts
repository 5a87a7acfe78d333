import type { Tx } from '@contact-sync/database';
import { sameValue } from '@contact-sync/contacts-model';
import type { Dated, GroupContent } from '@contact-sync/contacts-model';
import type { Hand, HandOutcome } from './hand';
import { holdContact, noteEdit, outcomeOf, saveByHand } from './hold-contact';
import { readDate } from './typed-content';

/** Ends a contact by hand, or with null opens what a person ended. What the register ended only the register opens. */
export async function endByHand(tx: Tx, contactId: string, end: Dated | null, hand: Hand): Promise<HandOutcome> {
  const read = end === null ? { value: null } : readDate('end', end);
  if ('fault' in read) return { outcome: 'refused', fault: read.fault };
  const held = await holdContact(tx, contactId, hand);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  if (draft.content.status?.ended !== undefined) {
    return { outcome: 'refused', fault: { field: 'end', rule: 'ended-by-the-register' } };
  }
  const known = draft.endedByHand;
  if (sameValue(known, read.value ?? undefined)) return outcomeOf(tx, draft, 'unchanged');
  if (read.value === null) delete draft.endedByHand;
  else draft.endedByHand = read.value;
  noteEdit(draft, hand, { status: ended(known) }, { status: ended(read.value) });
  if (read.value !== null) draft.events.push({ kind: 'ended', version: draft.version });
  return saveByHand(tx, draft, 'changed', hand);
}

function ended(date: Dated | null | undefined): GroupContent {
  return date == null ? {} : { ended: date };
}
