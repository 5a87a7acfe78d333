import type { Tx } from '@contact-sync/database';

const SETTINGS = `
  set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off;
  set local enable_bitmapscan = off; set local enable_material = off; set local random_page_cost = 1; set local jit = off`;

/**
 * For the rest of the transaction rows are found by index, which takes as long in a large register as in a small one.
 * Without statistics, as on the night after a first load, the planner would read whole tables for a few thousand rows,
 * and compile its plans to machine code first.
 */
export async function findByIndex(tx: Tx): Promise<void> {
  await tx.query(SETTINGS);
}
