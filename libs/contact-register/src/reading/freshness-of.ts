import type { Tx } from '@contact-sync/database';
import type { RegisterName } from '@contact-sync/contacts-model';

/** What the newest statement of a register about a contact was, and where it came from. */
export interface Freshness {
  /** Day the statement is of, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly road: string;
  /** File name, or the name of the look-up. */
  readonly source: string;
  /** Absent where the next statement is to be read in full whatever it says. */
  readonly fingerprint?: string;
}

/** By contact id, for those that the register has spoken of. For services: nobody is shown. */
export async function findFreshness(
  tx: Tx,
  register: RegisterName,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, Freshness>> {
  const { rows } = await tx.query<{
    id: string;
    as_of: string;
    road: string;
    source: string;
    fingerprint: string | null;
  }>(
    `select f.contact_id::text as id, f.as_of::text as as_of, o.road, o.source, f.fingerprint
       from contacts.freshness f join contacts.origin o on o.id = f.origin_id
      where f.register = $1 and f.contact_id = any($2::bigint[])`,
    [register, contactIds],
  );
  return new Map(
    rows.map(({ id, as_of, road, source, fingerprint }) => [
      id,
      { asOf: as_of, road, source, ...(fingerprint !== null && { fingerprint }) },
    ]),
  );
}
