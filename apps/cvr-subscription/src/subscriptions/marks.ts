import type { Tx } from '@contact-sync/database';
import type { CvrProvider } from '@contact-sync/registers-cvr';

/** A contact and what the provider calls it. */
export interface Named {
  readonly contactId: string;
  readonly objectId: string;
}

/** A contact that could not be subscribed, or cancelled. The text holds no personal data. */
export interface Failed {
  readonly contactId: string;
  readonly code: string;
  readonly text: string;
  readonly tryAfter: Date;
}

const columns = (named: readonly Named[]): [readonly string[], readonly string[]] => [
  named.map(({ contactId }) => contactId),
  named.map(({ objectId }) => objectId),
];

/**
 * Written down before the provider is asked: should we die before its answer, the subscription is known to be there.
 * Returns the contacts that are still wanted.
 */
export async function markSubscribing(
  tx: Tx,
  provider: CvrProvider,
  named: readonly Named[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ contact_id: string }>(
    `with asked as (
       select s.contact_id, r.object_id
         from cvr.cvrupdate_subscription s join unnest($1::bigint[], $2::text[]) as r(contact_id, object_id) using (contact_id)
        where s.wanted and s.state in ('none', 'unknown', 'subscribing')
        order by s.contact_id for update of s)
     update cvr.cvrupdate_subscription s
        set state = 'subscribing', provider = $3, object_id = asked.object_id, error_code = null, error_text = null
       from asked where s.contact_id = asked.contact_id
     returning s.contact_id::text`,
    [...columns(named), provider],
  );
  return new Set(rows.map((row) => row.contact_id));
}

/** The provider has them. Returns those that are wanted still. */
export async function markSubscribed(tx: Tx, named: readonly Named[], at: Date): Promise<readonly string[]> {
  const { rows } = await tx.query<{ contact_id: string; wanted: boolean }>(
    `with told as (
       select s.contact_id
         from cvr.cvrupdate_subscription s join unnest($1::bigint[], $2::text[]) as r(contact_id, object_id) using (contact_id)
        where s.state = 'subscribing' and s.object_id = r.object_id
        order by s.contact_id for update of s)
     update cvr.cvrupdate_subscription s
        set state = 'subscribed', since = $3, try_after = null, error_code = null, error_text = null
       from told where s.contact_id = told.contact_id
     returning s.contact_id::text, s.wanted`,
    [...columns(named), at],
  );
  return rows.filter(({ wanted }) => wanted).map((row) => row.contact_id);
}

/** The provider has them no more. */
export async function markCancelled(tx: Tx, named: readonly Named[], at: Date): Promise<void> {
  await tx.query(
    `with told as (
       select s.contact_id
         from cvr.cvrupdate_subscription s join unnest($1::bigint[], $2::text[]) as r(contact_id, object_id) using (contact_id)
        where s.state in ('subscribing', 'subscribed') and s.object_id = r.object_id
        order by s.contact_id for update of s)
     update cvr.cvrupdate_subscription s
        set state = 'none', provider = null, object_id = null, since = $3, try_after = null, error_code = null, error_text = null
       from told where s.contact_id = told.contact_id`,
    [...columns(named), at],
  );
}

/** The register does not know them: they are asked for again seldom. */
export async function markUnknown(tx: Tx, failed: readonly Failed[]): Promise<void> {
  await tx.query(
    `with told as (
       select s.contact_id, r.code, r.said, r.try_after
         from cvr.cvrupdate_subscription s
         join unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as r(contact_id, code, said, try_after) using (contact_id)
        order by s.contact_id for update of s)
     update cvr.cvrupdate_subscription s
        -- One that was begun may be there: it stays as it is until that is known.
        set state = case s.state when 'none' then 'unknown' else s.state end, try_after = told.try_after, error_code = told.code, error_text = told.said
       from told where s.contact_id = told.contact_id`,
    failedColumns(failed),
  );
}

/** Something was wrong with these alone: they are tried again later, as they are. */
export async function markFailed(tx: Tx, failed: readonly Failed[]): Promise<void> {
  await tx.query(
    `with told as (
       select s.contact_id, r.code, r.said, r.try_after
         from cvr.cvrupdate_subscription s
         join unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as r(contact_id, code, said, try_after) using (contact_id)
        order by s.contact_id for update of s)
     update cvr.cvrupdate_subscription s
        set try_after = told.try_after, error_code = told.code, error_text = told.said
       from told where s.contact_id = told.contact_id`,
    failedColumns(failed),
  );
}

/** At another provider they may be known. */
export async function forgetUnknown(tx: Tx): Promise<void> {
  await tx.query(
    `update cvr.cvrupdate_subscription set state = 'none', try_after = null, error_code = null, error_text = null
      where state = 'unknown'`,
  );
}

const failedColumns = (failed: readonly Failed[]): unknown[] => [
  failed.map(({ contactId }) => contactId),
  failed.map(({ code }) => code),
  failed.map(({ text }) => text),
  failed.map(({ tryAfter }) => tryAfter),
];
