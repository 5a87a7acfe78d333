import type { Tx } from '@contact-sync/database';
import type { CvrProvider } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';
import { CVR_PROVIDERS } from '../register/providers';

/** Where subscriptions are to be; absent: nowhere, since CVR update is off. */
export interface Target {
  readonly provider?: CvrProvider;
  readonly now: Date;
}

/** A subscription to be cancelled, and where it is. */
export interface ToCancel {
  readonly contactId: string;
  readonly provider: CvrProvider;
  readonly objectId: string;
}

// The conditions are those of the partial indexes: millions of rows that are in line cost nothing.
const DUE = '(try_after is null or try_after <= $1)';
const TO_MAKE = `wanted and state in ('none', 'unknown', 'subscribing') and ${DUE}`;
const TO_CANCEL = `not wanted and state in ('subscribing', 'subscribed') and ${DUE}`;
const ELSEWHERE = `wanted and state in ('subscribing', 'subscribed') and provider = any($2::text[]) and ${DUE}`;

/** Whether some are to be cancelled now: they are not wanted, or not at this provider. */
export async function hasToCancel(db: Pool | Tx, target: Target): Promise<boolean> {
  return (await findToCancel(db, target, 1)).length > 0;
}

/** How many subscriptions a run has to make or cancel. */
export async function countUnaligned(db: Pool | Tx, target: Target): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select (select count(*) from cvr.cvrupdate_subscription where ${TO_CANCEL})::int
          -- Cancelled there and made here.
          + 2 * (select count(*) from cvr.cvrupdate_subscription where ${ELSEWHERE})::int
          + (select count(*) from cvr.cvrupdate_subscription where $3 and ${TO_MAKE})::int as count`,
    [...elsewhere(target), target.provider !== undefined],
  );
  return rows[0]?.count ?? 0;
}

/** Contacts that are to be subscribed and are not, in the order of their ids. */
export async function findToMake(db: Pool | Tx, now: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ contactId: string }>(
    `select contact_id::text as "contactId" from cvr.cvrupdate_subscription where ${TO_MAKE} order by contact_id limit $2`,
    [now, limit],
  );
  return rows.map(({ contactId }) => contactId);
}

/** Subscriptions that are not wanted, or not there. */
export async function findToCancel(db: Pool | Tx, target: Target, limit: number): Promise<readonly ToCancel[]> {
  const { rows } = await db.query<ToCancel>(
    `(select contact_id::text as "contactId", provider, object_id as "objectId"
        from cvr.cvrupdate_subscription where ${TO_CANCEL} limit $3)
      union all
     (select contact_id::text, provider, object_id
        from cvr.cvrupdate_subscription where ${ELSEWHERE} limit $3)
      limit $3`,
    [...elsewhere(target), limit],
  );
  return rows;
}

/** Whether there is a subscription at another provider than this one, however often its cancellation failed. */
export async function isHeldElsewhere(db: Pool | Tx, provider: CvrProvider | undefined): Promise<boolean> {
  const { rows } = await db.query<{ held: boolean }>(
    `select exists (select from cvr.cvrupdate_subscription
                     where state in ('subscribing', 'subscribed') and provider = any($1::text[])) as held`,
    [othersThan(provider)],
  );
  return rows[0]?.held === true;
}

const othersThan = (provider: CvrProvider | undefined): readonly CvrProvider[] =>
  CVR_PROVIDERS.filter((one) => one !== provider);

const elsewhere = ({ provider, now }: Target): readonly [Date, readonly CvrProvider[]] => [now, othersThan(provider)];
