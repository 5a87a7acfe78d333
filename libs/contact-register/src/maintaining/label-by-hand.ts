import type { Tx } from '@contact-sync/database';
import { sameValue } from '@contact-sync/contacts-model';
import type { Dated, InfoValue } from '@contact-sync/contacts-model';
import type { LabelGroup } from '../applying/draft';
import { dated } from '../applying/load-group';
import { findTypedLabel } from './find-label';
import type { Hand, HandOutcome } from './hand';
import { holdContact, noteEdit, outcomeOf, saveByHand } from './hold-contact';
import { readDate, readValues } from './typed-content';

/**
 * Types the values of an info label that only people write, the first with priority 1; no values take the label from the
 * contact. No register ever touches it, so it has no clock and nothing is kept beside it. Labels that a register writes
 * are typed with their group (`editByHand`).
 */
export async function setInfoByHand(
  tx: Tx,
  contactId: string,
  label: string,
  typed: readonly InfoValue[],
  hand: Hand,
): Promise<HandOutcome> {
  const known = await findTypedLabel(tx, 'info', label);
  if ('fault' in known) return { outcome: 'refused', fault: known.fault };
  const read = readValues(label, typed);
  if ('fault' in read) return { outcome: 'refused', fault: read.fault };
  const values = read.value;
  if (values.length > 1 && !known.multiple) return { outcome: 'refused', fault: { field: label, rule: 'single' } };
  const held = await holdContact(tx, contactId, hand);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  const before = await readInfo(tx, draft.id, label);
  if (sameValue(before, values)) return outcomeOf(tx, draft, 'unchanged');
  await tx.query('delete from contacts.contact_info where contact_id = $1 and custom_label = $2', [draft.id, label]);
  await tx.query(
    `insert into contacts.contact_info (contact_id, custom_label, priority, info, since, since_uncertain)
     select $1, $2, u.priority, u.info, u.since, u.uncertain
       from unnest($3::text[], $4::text[], $5::boolean[]) with ordinality as u (info, since, uncertain, priority)`,
    [
      draft.id,
      label,
      values.map(({ value }) => value),
      values.map(({ since }) => since?.date ?? null),
      values.map(({ since }) => since?.uncertain === true),
    ],
  );
  const shown = (all: readonly InfoValue[]): object => (all.length === 0 ? {} : { info: { [label]: all } });
  noteEdit(draft, hand, { [named('info', label)]: shown(before) }, { [named('info', label)]: shown(values) });
  return saveByHand(tx, draft, 'changed', hand);
}

/** Types the date of a label that only people write; null takes it from the contact. */
export async function setDateByHand(
  tx: Tx,
  contactId: string,
  label: string,
  typed: Dated | null,
  hand: Hand,
): Promise<HandOutcome> {
  const known = await findTypedLabel(tx, 'date', label);
  if ('fault' in known) return { outcome: 'refused', fault: known.fault };
  const read = typed === null ? { value: null } : readDate(label, typed);
  if ('fault' in read) return { outcome: 'refused', fault: read.fault };
  const held = await holdContact(tx, contactId, hand);
  if ('refusal' in held) return held.refusal;
  const { draft } = held;
  const before = await readLabelDate(tx, draft.id, label);
  const date = read.value;
  if (sameValue(before, date ?? undefined)) return outcomeOf(tx, draft, 'unchanged');
  await tx.query('delete from contacts.contact_date where contact_id = $1 and custom_label = $2', [draft.id, label]);
  if (date !== null) {
    await tx.query(
      'insert into contacts.contact_date (contact_id, custom_label, date, uncertain) values ($1, $2, $3, $4)',
      [draft.id, label, date.date, date.uncertain === true],
    );
  }
  const shown = (one: Dated | null | undefined): object => (one == null ? {} : { dates: { [label]: one } });
  noteEdit(draft, hand, { [named('date', label)]: shown(before) }, { [named('date', label)]: shown(date) });
  return saveByHand(tx, draft, 'changed', hand);
}

function named(kind: 'info' | 'date', label: string): LabelGroup {
  return `label:${kind}:${label}`;
}

async function readInfo(tx: Tx, id: string, label: string): Promise<InfoValue[]> {
  const { rows } = await tx.query<{ info: string; since: string | null; since_uncertain: boolean }>(
    `select info, since, since_uncertain from contacts.contact_info
      where contact_id = $1 and custom_label = $2 order by priority`,
    [id, label],
  );
  return rows.map((row) => {
    const since = dated(row.since, row.since_uncertain);
    return since === undefined ? { value: row.info } : { value: row.info, since };
  });
}

async function readLabelDate(tx: Tx, id: string, label: string): Promise<Dated | undefined> {
  const { rows } = await tx.query<{ date: string; uncertain: boolean }>(
    'select date, uncertain from contacts.contact_date where contact_id = $1 and custom_label = $2',
    [id, label],
  );
  return rows[0] && dated(rows[0].date, rows[0].uncertain);
}
