import type { Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import type { NameType, RegisterName } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';
import { releasedEvent } from '../applying/holds';
import type { Hold } from '../applying/holds';
import type { HoldView } from './contact-view';
import { present } from './summary-row';

interface HoldRow {
  id: string;
  register: string;
  name_type: string;
  contact_id: string;
  road: string;
  source: string;
  lines: number[] | null;
  reason: string;
  held_at: Date;
  released_at: Date | null;
  released_by: string | null;
}

const COLUMNS = `id::text, register, name_type, contact_id::text, road, source, lines, reason, held_at, released_at, released_by`;

function viewOf(row: HoldRow): HoldView {
  return {
    id: row.id,
    register: row.register,
    nameType: row.name_type,
    contactId: row.contact_id,
    road: row.road,
    source: row.source,
    reason: row.reason,
    heldAt: row.held_at,
    ...present({ lines: row.lines, releasedAt: row.released_at, releasedBy: row.released_by }),
  };
}

/** Open holds of one contact. */
export async function findHoldsOf(tx: Tx, contactId: string): Promise<HoldView[]> {
  const { rows } = await tx.query<HoldRow>(
    `select ${COLUMNS} from contacts.hold where contact_id = $1 and released_at is null order by contacts.hold.id`,
    [contactId],
  );
  return rows.map(viewOf);
}

export interface HoldQuery {
  readonly register?: RegisterName;
  /** Id of the last hold of the page before. */
  readonly after?: string;
  /** At most so many; 1 to 500. */
  readonly limit: number;
}

/** Open holds, oldest first. Holds no person's data: contacts are named by id. */
export async function listHolds(db: Tx | Pool, { register, after, limit }: HoldQuery): Promise<HoldView[]> {
  const { rows } = await db.query<HoldRow>(
    `select ${COLUMNS} from contacts.hold
      where released_at is null and contacts.hold.id > $1 and ($2::text is null or register = $2)
      order by contacts.hold.id limit $3`,
    [after ?? '0', register ?? null, limit],
  );
  return rows.map(viewOf);
}

/** Whose statement is held and where to read it again. Holds a person's number: for the register's own service only. */
export type HeldStatement = Pick<Hold, 'register' | 'subject' | 'clock' | 'origin'>;

/** What an open hold is about; undefined where there is no such open hold. */
export async function findHold(db: Tx | Pool, id: string): Promise<HeldStatement | undefined> {
  const { rows } = await db.query<HeldRow>(
    `select register, name_type, name_code, clock, road, source, lines from contacts.hold
      where id = $1 and released_at is null`,
    [id],
  );
  return rows.map(({ register, name_type, name_code, clock, road, source, lines }) => ({
    register,
    subject: { nameType: name_type, nameCode: name_code },
    clock,
    origin: { road, source, ...present({ lines }) },
  }))[0];
}

interface HeldRow {
  register: RegisterName;
  name_type: NameType;
  name_code: string;
  clock: string;
  road: string;
  source: string;
  lines: number[] | null;
}

/**
 * Releases a hold: `by` a person, and the register's next statement decides; or, with null, since the held statement was
 * read again and taken. False: there is no such open hold.
 */
export async function releaseHold(tx: Tx, id: string, by: string | null, now: Date): Promise<boolean> {
  const { rows } = await tx.query<HoldRow>(
    `update contacts.hold set released_at = $2, released_by = $3 where id = $1 and released_at is null returning ${COLUMNS}`,
    [id, now, by],
  );
  await enqueueEvents(
    tx,
    rows.map((row) => releasedEvent(row, by === null ? 'observation' : 'person', now)),
  );
  return rows.length > 0;
}
