import type { Tx } from '@contact-sync/database';
import type { CustomLabel } from '../types/custom-labels';
import type { HandFault } from './hand';

/** A label that only people write, or why it is not to be typed: it is not there, or a register writes it. */
export async function findTypedLabel(
  tx: Tx,
  kind: CustomLabel['kind'],
  label: string,
): Promise<{ readonly multiple: boolean } | { readonly fault: HandFault }> {
  const { rows } = await tx.query<{ multiple: boolean; register: string | null }>(
    // Held until the end of the transaction: nobody removes the label under our hands.
    'select multiple, register from contacts.custom_label where kind = $1 and label = $2 for share',
    [kind, label],
  );
  const [known] = rows;
  if (known === undefined) return { fault: { field: label, rule: 'unknown' } };
  if (known.register !== null) return { fault: { field: label, rule: 'of-the-register' } };
  return { multiple: known.multiple };
}

/** Those of the info labels that hold one value at a time. */
export async function findSingleLabels(tx: Tx, labels: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ label: string }>(
    `select label from contacts.custom_label where kind = 'info' and not multiple and label = any($1) order by 1`,
    [labels],
  );
  return rows.map(({ label }) => label);
}
