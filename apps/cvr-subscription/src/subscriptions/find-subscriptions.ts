import type { CvrProvider } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';
import { SHOWN_STATES, shownState, type HeldState, type ShownState } from './subscription';

/** A subscription as an operator sees it. */
export interface ShownSubscription {
  readonly contactId: string;
  readonly state: ShownState;
  readonly provider: CvrProvider | null;
  readonly objectId: string | null;
  readonly since: Date | null;
  readonly tryAfter: Date | null;
  readonly errorCode: string | null;
  readonly errorText: string | null;
  readonly exemptedBy: string | null;
  readonly exemptedAt: Date | null;
  readonly exemptReason: string | null;
}

interface Row extends Omit<ShownSubscription, 'state'> {
  readonly wanted: boolean;
  readonly held: HeldState;
  readonly isExempt: boolean;
}

const COLUMNS = `contact_id::text as "contactId", wanted, state as held, exempt as "isExempt", provider, object_id as "objectId",
  since, try_after as "tryAfter", error_code as "errorCode", error_text as "errorText",
  exempted_by as "exemptedBy", exempted_at as "exemptedAt", exempt_reason as "exemptReason"`;

const HELD = `state in ('subscribing', 'subscribed')`;
/** The rule of `shownState`, for the database. */
const CONDITIONS: Readonly<Record<ShownState, string>> = {
  waiting: `wanted and state = 'none'`,
  subscribing: `wanted and state = 'subscribing'`,
  subscribed: `wanted and state = 'subscribed'`,
  unknown: `wanted and state = 'unknown'`,
  cancelling: `not wanted and ${HELD}`,
  cancelled: `not wanted and not exempt and not ${HELD}`,
  exempt: `exempt and not ${HELD}`,
};

/** A page of subscriptions in the order of their contacts' ids. */
export async function findSubscriptions(
  pool: Pool,
  { state, after, limit }: { readonly state?: ShownState; readonly after?: string; readonly limit: number },
): Promise<readonly ShownSubscription[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from cvr.cvrupdate_subscription
      where contact_id > $1 and ${state === undefined ? 'true' : CONDITIONS[state]} order by contact_id limit $2`,
    [after ?? '0', limit],
  );
  return rows.map(shown);
}

export async function findSubscription(pool: Pool, contactId: string): Promise<ShownSubscription | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from cvr.cvrupdate_subscription where contact_id = $1`, [
    contactId,
  ]);
  return rows.map(shown)[0];
}

/** How many there are of each state. */
export async function countSubscriptions(pool: Pool): Promise<Readonly<Record<ShownState, number>>> {
  const { rows } = await pool.query<{ wanted: boolean; state: HeldState; isExempt: boolean; count: number }>(
    `select wanted, state, exempt as "isExempt", count(*)::int as count from cvr.cvrupdate_subscription group by 1, 2, 3`,
  );
  const counts = Object.fromEntries(SHOWN_STATES.map((state) => [state, 0])) as Record<ShownState, number>;
  for (const { count, ...row } of rows) counts[shownState(row)] += count;
  return counts;
}

function shown({ wanted, held, isExempt, ...row }: Row): ShownSubscription {
  return { ...row, state: shownState({ wanted, state: held, isExempt }) };
}
