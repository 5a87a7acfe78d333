import type { Tx } from '@contact-sync/database';
import { wakeInbound } from '@contact-sync/messaging';
import { UNKNOWN_CONTACT } from './unapplied';

/** External ids are registered now: what came before under the same ids is tried again at once. */
export async function wakeWaiting(
  tx: Tx,
  queue: string,
  registered: readonly { readonly source: string; readonly externalId: string }[],
): Promise<void> {
  const messages = registered.map(({ source, externalId }) => ({ source, subject: externalId }));
  await wakeInbound(tx, { queue, code: UNKNOWN_CONTACT, messages });
}
