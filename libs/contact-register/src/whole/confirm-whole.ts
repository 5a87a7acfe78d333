import type { NameType, Origin, RegisterName } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import { findOrigins } from '../applying/origins';

/** A complete statement of which everything new was applied. */
export interface WholeConfirmation {
  readonly register: RegisterName;
  readonly nameType: NameType;
  /** Day the statement is of, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly origin: Origin;
  /** When we heard it. */
  readonly at: Date;
  /** Ids of the contacts it does not confirm: not named in it and left open, or held. */
  readonly except: readonly string[];
}

/**
 * Notes that all contacts of a type are as the register said on a day, but for some: the unchanged ones are shown as fresh
 * without a row written for each. An older statement changes nothing.
 */
export async function confirmWhole(tx: Tx, of: WholeConfirmation): Promise<void> {
  const originOf = await findOrigins(tx, [of]);
  await tx.query(
    `insert into contacts.whole_statement as w (register, name_type, as_of, fetched_at, origin_id, except_ids)
     values ($1, $2, $3, $4, $5, $6::bigint[])
     on conflict (register, name_type) do update
        set as_of = excluded.as_of, fetched_at = excluded.fetched_at, origin_id = excluded.origin_id,
            except_ids = excluded.except_ids
      where (excluded.as_of, excluded.fetched_at) >= (w.as_of, w.fetched_at)`,
    [of.register, of.nameType, of.asOf, of.at, originOf(of), [...of.except]],
  );
}

/**
 * SQL: row `w` of `whole_statement` confirms contact `c` with freshness `f`. What was not told as a whole, or is held, is
 * not confirmed; nor is what had ended before.
 */
export const CONFIRMED = `f.fingerprint is not null and w.as_of >= f.as_of and not c.id = any(w.except_ids)
  and (c.end_date is null or c.end_date >= w.as_of::text)
  and not exists (select from contacts.hold h where h.released_at is null
                     and (h.register, h.name_type, h.name_code) = (f.register, c.name_type, c.name_code))`;
