import type { Tx } from '@contact-sync/database';

/** Those of the info labels that hold one value at a time. */
export async function findSingleLabels(tx: Tx, labels: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ label: string }>(
    `select label from contacts.custom_label where kind = 'info' and not multiple and label = any($1) order by 1`,
    [labels],
  );
  return rows.map(({ label }) => label);
}
