import type { Tx } from '@contact-sync/database';
import { sameValue } from '@contact-sync/contacts-model';
import type { Dated, GroupContent } from '@contact-sync/contacts-model';
import { registersEnd } from '../applying/draft';
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
  if (registersEnd(draft.content) !== undefined) {
    return { outcome: 'refused', fault: { field: 'end', rule: 'ended-by-the-register' } };
  }
  const known = draft.endedByHand;
  if (sameValue(known, read.value ?? undefined)) return outcomeOf(tx, draft, 'unchanged');
  if (read.value === null) delete draft.endedByHand;
  else draft.endedByHand = read.value;
  await keep(tx, draft.id, read.value);
  noteEdit(draft, hand, { status: ended(known) }, { status: ended(read.value) });
  if (read.value !== null) draft.events.push({ kind: 'ended', version: draft.version });
  return saveByHand(tx, draft, 'changed', hand);
}

function ended(date: Dated | null | undefined): GroupContent {
  return date == null ? {} : { ended: date };
}

/** Kept apart from the contact's row, where the register's own end may come to stand. */
async function keep(tx: Tx, id: string, end: Dated | null): Promise<void> {
  if (end === null) {
    await tx.query('delete from contacts.end_by_hand where contact_id = $1', [id]);
    return;
  }
  await tx.query(
    `insert into contacts.end_by_hand (contact_id, end_date, end_uncertain) values ($1, $2, $3)
         on conflict (contact_id) do update set end_date = excluded.end_date, end_uncertain = excluded.end_uncertain`,
    [id, end.date, end.uncertain === true],
  );
}
