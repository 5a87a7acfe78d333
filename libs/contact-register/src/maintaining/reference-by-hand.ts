import type { Tx } from '@contact-sync/database';
import { sameValue } from '@contact-sync/contacts-model';
import type { Dated } from '@contact-sync/contacts-model';
import type { LabelGroup } from '../applying/draft';
import { dated } from '../applying/load-group';
import { findContactId } from '../reading/read-contact';
import { findTypedLabel } from './find-label';
import type { Hand, HandOutcome } from './hand';
import { holdContact, noteEdit, outcomeOf, saveByHand } from './hold-contact';
import { readDate } from './typed-content';
import type { Typed } from './typed-content';

/** Under which label a contact refers to which other. */
export interface TypedReference {
  readonly label: string;
  readonly otherId: string;
}

/** Since when and until when; without an end it is open. */
export interface TypedPeriod {
  readonly start?: Dated;
  readonly end?: Dated;
}

/** Place of references that people typed. */
const SLOT = 'typed';

/**
 * Types a reference to another contact under a label that only people write: opens it, or gives the open one its start
 * or its end. An ended one stays with its end, and a new one may be opened beside it. A label of one value has one open
 * reference at a time.
 */
export async function setReferenceByHand(
  tx: Tx,
  contactId: string,
  reference: TypedReference,
  period: TypedPeriod,
  hand: Hand,
): Promise<HandOutcome> {
  const read = readPeriod(period);
  if ('fault' in read) return { outcome: 'refused', fault: read.fault };
  return change(tx, contactId, reference, read.value, hand);
}

/** Takes an open reference back that was typed by mistake; history tells that it was there. */
export async function removeReferenceByHand(
  tx: Tx,
  contactId: string,
  reference: TypedReference,
  hand: Hand,
): Promise<HandOutcome> {
  return change(tx, contactId, reference, null, hand);
}

async function change(
  tx: Tx,
  contactId: string,
  { label, otherId }: TypedReference,
  period: TypedPeriod | null,
  hand: Hand,
): Promise<HandOutcome> {
  const known = await findTypedLabel(tx, 'reference', label);
  if ('fault' in known) return { outcome: 'refused', fault: known.fault };
  const held = await holdContact(tx, contactId, hand);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  const other = await findContactId(tx, { id: otherId });
  if (other === undefined) return { outcome: 'refused', fault: { field: 'otherId', rule: 'unknown' } };
  if (other === draft.id) return { outcome: 'refused', fault: { field: 'otherId', rule: 'itself' } };
  const open = await readOpen(tx, draft.id, label);
  const before = open.find((one) => one.contactId === other);
  if (before === undefined && period === null) return outcomeOf(tx, draft, 'unchanged');
  if (before === undefined && open.length > 0 && !known.multiple && period?.end === undefined) {
    return { outcome: 'refused', fault: { field: label, rule: 'single' } };
  }
  const after = period === null ? undefined : { contactId: other, ...period };
  if (before !== undefined && after !== undefined && sameValue(periodOf(before), period)) {
    return outcomeOf(tx, draft, 'unchanged');
  }
  await write(tx, draft.id, label, before?.rowId, after);
  const group: LabelGroup = `label:reference:${label}`;
  const shown = (one: (TypedPeriod & { readonly contactId: string }) | undefined): object =>
    one === undefined ? {} : { references: { [label]: [{ contactId: one.contactId, ...periodOf(one) }] } };
  noteEdit(draft, hand, { [group]: shown(before) }, { [group]: shown(after) });
  const isOpen = after !== undefined && after.end === undefined;
  const { version } = draft;
  if (before === undefined && isOpen)
    draft.events.push({ kind: 'typed-reference-added', version, label, relatedContactId: other });
  if (before !== undefined && !isOpen)
    draft.events.push({ kind: 'typed-reference-removed', version, label, relatedContactId: other });
  return saveByHand(tx, draft, 'changed', hand);
}

function readPeriod({ start, end }: TypedPeriod): Typed<TypedPeriod> {
  const period: { start?: Dated; end?: Dated } = {};
  for (const [field, date] of [['start', start] as const, ['end', end] as const]) {
    if (date === undefined) continue;
    const read = readDate(field, date);
    if ('fault' in read) return read;
    period[field] = read.value;
  }
  const isBackwards = period.start !== undefined && period.end !== undefined && period.end.date < period.start.date;
  return isBackwards ? { fault: { field: 'end', rule: 'before-start' } } : { value: period };
}

interface OpenReference extends TypedPeriod {
  readonly rowId: string;
  /** The contact that lives on. */
  readonly contactId: string;
}

function periodOf({ start, end }: TypedPeriod): TypedPeriod {
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

async function readOpen(tx: Tx, id: string, label: string): Promise<OpenReference[]> {
  const { rows } = await tx.query<{
    row_id: string;
    target: string;
    start_date: string | null;
    start_uncertain: boolean;
  }>(
    `select r.id::text as row_id, coalesce(c.superseded_by, c.id)::text as target, r.start_date, r.start_uncertain
       from contacts.reference r join contacts.contact c on c.id = r.ref_contact_id
      where r.contact_id = $1 and r.custom_label = $2 and r.end_date is null order by r.id`,
    [id, label],
  );
  return rows.map((row) => {
    const start = dated(row.start_date, row.start_uncertain);
    return { rowId: row.row_id, contactId: row.target, ...(start !== undefined && { start }) };
  });
}

async function write(
  tx: Tx,
  id: string,
  label: string,
  rowId: string | undefined,
  after: (TypedPeriod & { readonly contactId: string }) | undefined,
): Promise<void> {
  const { start, end } = after ?? {};
  const dates = [start?.date ?? null, start?.uncertain === true, end?.date ?? null, end?.uncertain === true];
  if (after === undefined) {
    await tx.query('delete from contacts.reference where contact_id = $1 and id = $2', [id, rowId]);
  } else if (rowId !== undefined) {
    await tx.query(
      `update contacts.reference set start_date = $3, start_uncertain = $4, end_date = $5, end_uncertain = $6
        where contact_id = $1 and id = $2`,
      [id, rowId, ...dates],
    );
  } else {
    await tx.query(
      `insert into contacts.reference
              (contact_id, custom_label, slot, ref_contact_id, start_date, start_uncertain, end_date, end_uncertain)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, label, SLOT, after.contactId, ...dates],
    );
  }
}
