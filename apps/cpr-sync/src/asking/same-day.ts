import { dayBeside } from '@contact-sync/contacts-model';
import { findFreshness } from '@contact-sync/contact-register';
import { nextDeliveryDay } from '@contact-sync/contacts-datafordeler';
import type { Tx } from '@contact-sync/database';
import { enqueueTasks, type OutgoingTask } from '@contact-sync/messaging';
import { daily, nextDue, rereadTime } from '@contact-sync/service';
import type { StoredSubject } from '@contact-sync/subject-updates';
import type { CprSettings } from '../settings';
import type { FoundPerson } from './person-reading';

// On one date the file beats the look-up; where they differ, the person is looked up once more on the next day, since which
// of the two is newer nobody can tell (architecture, *Clocks*).

const REFRESH = 'cpr-sync.person.refresh.v1';
/** Files come late, but not so late. */
const KEPT_DAYS = 30;

type RoadSettings = Pick<CprSettings, 'lookUpRoad' | 'loadingEnds'>;

/** The task that looks a contact up again, not before `dueAt`. */
export const refreshTask = (contactId: string, dueAt?: Date): OutgoingTask => ({
  type: REFRESH,
  subject: contactId,
  data: { contactId },
  ...(dueAt !== undefined && { dueAt }),
});

/** Notes on which day each contact was last looked up, in the transaction that stores what CPR said. */
export async function noteLookUps(tx: Tx, stored: readonly StoredSubject<FoundPerson>[]): Promise<void> {
  const days = new Map<string, string>();
  for (const { applied, reading } of stored) {
    const { contactId, outcome } = applied;
    if (contactId === undefined || outcome === 'held' || outcome === 'stale') continue;
    days.set(contactId, reading.observation.asOf);
  }
  if (days.size === 0) return;
  await tx.query(
    `insert into cpr.looked_up_contact as l (contact_id, day)
     select * from unnest($1::bigint[], $2::date[]) as u (contact_id, day) order by u.contact_id
     on conflict (contact_id) do update set day = excluded.day where l.day < excluded.day`,
    [[...days.keys()], [...days.values()]],
  );
  const latest = [...days.values()].reduce((one, other) => (one > other ? one : other));
  // What another transaction holds is noted anew by it: waiting for each other they would come to a deadlock.
  await tx.query(
    `delete from cpr.looked_up_contact
      where contact_id = any(array(select contact_id from cpr.looked_up_contact where day < $1 for update skip locked))`,
    [dayBeside(latest, -KEPT_DAYS)],
  );
}

/** A look-up that a file of its own day has beaten with other content is made again on the next day. */
export async function refreshOutdone(
  tx: Tx,
  stored: readonly StoredSubject<FoundPerson>[],
  settings: RoadSettings,
): Promise<void> {
  const stale = stored.flatMap(({ applied: { outcome, contactId }, reading: { observation } }) =>
    outcome === 'stale' && contactId !== undefined ? [{ contactId, observation }] : [],
  );
  if (stale.length === 0) return;
  const known = await findFreshness(
    tx,
    'cpr',
    stale.map(({ contactId }) => contactId),
  );
  const outdone = stale.filter(({ contactId, observation: { asOf, fingerprint } }) => {
    const newest = known.get(contactId);
    return newest?.road === 'file' && newest.asOf === asOf && newest.fingerprint !== fingerprint;
  });
  await enqueueTasks(
    tx,
    outdone.map(({ contactId, observation: { asOf } }) => refreshTask(contactId, laterTold(asOf, settings))),
  );
}

/**
 * When the road that refreshes take tells of a later day than this one. Datafordeler does not before the next delivery is
 * loaded: asked sooner it would be outdone again, and again.
 */
export function laterTold(day: string, { lookUpRoad, loadingEnds }: RoadSettings): Date {
  if (lookUpRoad === 'direkte') return rereadTime(dayBeside(day, 1));
  return nextDue(daily(loadingEnds), new Date(`${dayBeside(nextDeliveryDay(day), 1)}T00:00:00Z`));
}

/** Contacts that a file of a day has changed, and that were looked up on that very day, are looked up again on the next. */
export async function refreshChangedByFile(tx: Tx, contactIds: readonly string[], day: string): Promise<void> {
  if (contactIds.length === 0) return;
  const { rows } = await tx.query<{ contact_id: string }>(
    'select contact_id::text from cpr.looked_up_contact where contact_id = any($1::bigint[]) and day = $2',
    [contactIds, day],
  );
  await enqueueTasks(
    tx,
    rows.map((row) => refreshTask(row.contact_id, rereadTime(dayBeside(day, 1)))),
  );
}

/**
 * Contacts of which a late file told less than it knew, since a newer answer of Datafordeler stands: that road does not tell
 * everything (an occupation, protection 0004), so what only the file had is looked up.
 */
export async function refreshOutdoneFile(tx: Tx, contactIds: readonly string[], day: string): Promise<void> {
  if (contactIds.length === 0) return;
  const known = await findFreshness(tx, 'cpr', contactIds);
  const outdone = contactIds.filter((id) => {
    const newest = known.get(id);
    return newest?.road === 'datafordeler' && newest.asOf >= day;
  });
  await enqueueTasks(
    tx,
    outdone.map((id) => refreshTask(id)),
  );
}
