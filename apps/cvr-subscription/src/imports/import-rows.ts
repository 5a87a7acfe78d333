import type { Tx } from '@contact-sync/database';
import type { CvrProvider } from '@contact-sync/registers-cvr';
import type { Named } from '../subscriptions/marks';

/** A contact whose update failed. The text holds no person numbers. */
export interface ImportFailure {
  readonly contactId: string;
  readonly failures: number;
  /** When it was asked for what failed: an update that ended well later has made up for it. */
  readonly askedAt: Date;
  readonly code: string;
  readonly text: string;
  /** When it is tried again without a new event, where its task has come to rest. */
  readonly tryAfter?: Date;
}

/** What the provider calls these contacts. */
export async function noteObjects(tx: Tx, provider: CvrProvider, named: readonly Named[]): Promise<void> {
  await tx.query(
    `insert into cvr.cvrupdate_import as i (contact_id, provider, object_id)
     select r.contact_id, $3, r.object_id from unnest($1::bigint[], $2::text[]) as r(contact_id, object_id) order by r.contact_id
     on conflict (contact_id) do update set provider = excluded.provider, object_id = excluded.object_id
      where (i.provider, i.object_id) is distinct from (excluded.provider, excluded.object_id)`,
    [named.map(({ contactId }) => contactId), named.map(({ objectId }) => objectId), provider],
  );
}

/** The updates of these contacts ended well at these times. */
export async function noteUpdated(tx: Tx, ends: ReadonlyMap<string, Date>): Promise<void> {
  await tx.query(
    `insert into cvr.cvrupdate_import as i (contact_id, updated_at)
     select r.contact_id, r.ended from unnest($1::bigint[], $2::timestamptz[]) as r(contact_id, ended) order by r.contact_id
     on conflict (contact_id) do update
        set updated_at = excluded.updated_at, failures = 0, failure_code = null, failure_text = null, failed_at = null, try_after = null
      where i.updated_at is null or i.updated_at < excluded.updated_at`,
    [[...ends.keys()], [...ends.values()]],
  );
}

/** The updates of these contacts failed. What was told before is not told again. */
export async function noteFailures(tx: Tx, failures: readonly ImportFailure[], at: Date): Promise<void> {
  await tx.query(
    `insert into cvr.cvrupdate_import as i (contact_id, failures, failure_code, failure_text, failed_at, try_after)
     select r.contact_id, r.failures, r.code, r.said, $6, r.try_after
       from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $7::timestamptz[])
         as r(contact_id, failures, code, said, try_after, asked_at)
      where not exists (select from cvr.cvrupdate_import ended
                         where ended.contact_id = r.contact_id and ended.updated_at > r.asked_at)
      order by r.contact_id
     on conflict (contact_id) do update
        set failures = excluded.failures, failure_code = excluded.failure_code, failure_text = excluded.failure_text,
            failed_at = excluded.failed_at, try_after = coalesce(i.try_after, excluded.try_after)
      where (i.failures, i.failure_code, i.try_after is null)
        is distinct from (excluded.failures, excluded.failure_code, excluded.try_after is null)`,
    [
      failures.map(({ contactId }) => contactId),
      failures.map(({ failures: count }) => count),
      failures.map(({ code }) => code),
      failures.map(({ text }) => text),
      failures.map(({ tryAfter }) => tryAfter ?? null),
      at,
      failures.map(({ askedAt }) => askedAt),
    ],
  );
}
