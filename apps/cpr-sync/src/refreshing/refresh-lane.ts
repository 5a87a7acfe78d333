import type { Tx } from '@contact-sync/database';
import { leaveLane } from '@contact-sync/messaging';
import { LANES } from '../asking/lanes';
import type { CprSettings } from '../settings';

const REFRESH = 'cpr-sync.person.refresh.v1';

type Road = Pick<CprSettings, 'lookUpRoad'>;

/** The lane that tasks of a type wait in, where the settings say which: refreshes take the road of look-ups. */
export const laneOfTask = (type: string, { lookUpRoad }: Road): string | undefined =>
  type === REFRESH ? LANES[lookUpRoad] : undefined;

/** Refreshes that waited for one road go on by the other, in the transaction that chooses it. */
export async function changeRefreshRoad(tx: Tx, before: Road, next: Road): Promise<void> {
  if (before.lookUpRoad !== next.lookUpRoad) await leaveLane(tx, LANES[before.lookUpRoad], REFRESH);
}
