import { inTransaction, type Tx } from '@contact-sync/database';
import { endTasks, enqueueTasks, notYetApplied, takeUnfinished, type UnfinishedTask } from '@contact-sync/messaging';
import type { CvrProvider, CvrSettings, EventMark, UnitEvent } from '@contact-sync/registers-cvr';
import { danishDay } from '@contact-sync/contacts-model';
import { rereadTime } from '@contact-sync/service';
import type { Pool } from 'pg';
import { lockFollowing, moveMark } from '../following/following';
import { findHolders, findUnwanted } from '../subscriptions/holders';
import { consolidate, type Unfinished } from './consolidate';
import { UPDATE } from './update-tasks';

/** Events that were read, from one mark to another. */
export interface ReadEvents {
  readonly provider: CvrProvider;
  readonly from: EventMark;
  readonly to: EventMark;
  readonly events: readonly UnitEvent[];
  /** The number of this reading, where it has made tasks before: those are added to, not replaced. */
  readonly token?: number;
}

export interface MadeTasks {
  readonly token: number;
  /** Contacts that got an update. */
  readonly updates: number;
  readonly rereads: number;
  /** Objects that belong to none of our contacts. */
  readonly unknown: number;
}

export interface TaskParts {
  readonly pool: Pool;
  /** As they stand in the database now. */
  readonly readSettings: (db: Pool | Tx) => Promise<CvrSettings>;
  readonly now: () => Date;
}

const PAGE = 5000;
/** Under which events of the register are remembered, as messages of others are. */
const CONSUMER = 'cvr-subscription.events';

/**
 * In one transaction: the contacts of the events and those of unfinished tasks get one task each with the number of this
 * reading, the old ones become obsolete, and mark and number move (CVR-5). Undefined, and nothing is done, when CVR update
 * was turned off or paused meanwhile, or another reading has moved the mark.
 */
export async function makeTasks(
  { pool, readSettings, now }: TaskParts,
  { provider, from, to, events, token: known }: ReadEvents,
): Promise<MadeTasks | undefined> {
  return inTransaction(pool, async (tx) => {
    const { at, mark, token: last } = await lockFollowing(tx);
    const settings = await readSettings(tx);
    const isWanted = settings.cvrUpdate && !settings.paused && settings.provider === provider;
    if (!isWanted || at?.provider !== provider || mark !== from) return undefined;
    const objectIds = new Set(events.map(({ objectId }) => objectId));
    const contactsOf = await findHolders(tx, provider, [...objectIds]);
    const fresh = await notSeen(
      tx,
      provider,
      events.filter(({ objectId }) => contactsOf.has(objectId)),
    );
    const contactIds = [...new Set(fresh.flatMap(({ objectId }) => contactsOf.get(objectId) ?? []))];
    const unfinished = (
      known === undefined
        ? await takeUnfinished(tx, UPDATE, { newerOf: contactIds })
        : await endTasks(tx, UPDATE, contactIds)
    ).map(unfinishedOf);
    const token = known ?? last + 1;
    const tasks = consolidate({
      events: fresh,
      contactsOf,
      unfinished,
      unwanted: await findUnwanted(
        tx,
        unfinished.map(({ contactId }) => contactId),
      ),
      token,
      today: danishDay(now()),
      rereadAt: rereadTime,
    });
    for (let begin = 0; begin < tasks.length; begin += PAGE) await enqueueTasks(tx, tasks.slice(begin, begin + PAGE));
    await moveMark(tx, to, token);
    const updates = tasks.filter(({ type }) => type === UPDATE).length;
    return { token, updates, rereads: tasks.length - updates, unknown: objectIds.size - contactsOf.size };
  });
}

/** Events without those that an earlier reading made tasks of: a provider without a cursor tells some twice, or late. */
async function notSeen(tx: Tx, provider: CvrProvider, events: readonly UnitEvent[]): Promise<readonly UnitEvent[]> {
  const told = events.map((event) => ({ source: `/cvr/${provider}`, id: event.key, event }));
  return (await notYetApplied(tx, CONSUMER, told)).map(({ event }) => event);
}

/** Its subject is the contact, whatever a person may have written into its data. */
function unfinishedOf({ subject, data }: UnfinishedTask): Unfinished {
  const { ceased } = data as { readonly ceased?: string };
  return { contactId: subject, ...(ceased !== undefined && { ceased }) };
}
