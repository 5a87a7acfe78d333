import { findContactId } from '@contact-sync/contact-register';
import { lastDeliveryDay } from '@contact-sync/contacts-datafordeler';
import { inTransaction, type Tx } from '@contact-sync/database';
import {
  SubjectUpdates,
  type HeldSubject,
  type StoredSubject,
  type SubjectResult,
  type SubjectUpdatesOptions,
  type UpdateOptions,
} from '@contact-sync/subject-updates';
import type { CprSettings } from '../settings';
import type { Confirmed, SourceRecords } from '../subscriptions/source-records';
import { dayOf, lookUpClock, movedTo, ROADS, type LookUpRoad } from './look-up-clock';
import { mayBeSent, SUBSTITUTE_NUMBER } from './may-be-sent';
import type { PersonDoor } from './person-door';
import type { FoundPerson, UnfoundPerson } from './person-reading';
import { noteLookUps, refreshOutdone, refreshTask } from './same-day';
import type { WantedPerson } from './wanted-person';

export interface PersonUpdatesOptions extends SubjectUpdatesOptions {
  readonly road: LookUpRoad;
  readonly door: PersonDoor;
  readonly sources: Subscribing;
}

/** What is told of subscriptions that CPR confirmed with its answers. */
export type Subscribing = Pick<SourceRecords, 'confirm' | 'blocked' | 'giveUp'>;

const DIREKTE_AT_ONCE = 4;

type UnusablePerson = Extract<UnfoundPerson, { outcome: 'unusable' }>;

/** The one way from CPR, when it is asked, to contacts: for tasks, imports, refreshes and subscriptions. */
export class PersonUpdates extends SubjectUpdates<WantedPerson, CprSettings, FoundPerson, UnfoundPerson> {
  private readonly pool;

  constructor({ road, door, sources, ...options }: PersonUpdatesOptions) {
    const { pool, now } = options;
    const moved = (calledAt: string): string => movedTo(calledAt, now(), Date.now());
    super(options, {
      register: 'cpr',
      // At CPR Direkte each is a call of its own that may subscribe: what it confirmed is stored before anything else can fail.
      ...(road === 'direkte' ? { portion: 1, portionsAtOnce: DIREKTE_AT_ONCE } : { portionsAtOnce: 3 }),
      read: (wanted, { settings, calledAt, signal }) =>
        door.read(wanted, { settings, calledAt: moved(calledAt), ...(signal && { signal }) }),
      saidAt: ({ calledAt, settings }) => {
        const at = moved(calledAt);
        const date = road === 'datafordeler' ? lastDeliveryDay(new Date(at), settings.loadingEnds) : dayOf(at);
        return { clock: lookUpClock({ road, calledAt: at, date, contentHash: 'unusable' }), origin: ROADS[road] };
      },
      rereadTask: refreshTask,
      beside: async (tx, stored, { settings }) => {
        await confirmStored(tx, sources, stored, now());
        await noteLookUps(tx, stored);
        await refreshOutdone(tx, stored, settings);
      },
      besideHeld: (tx, held) => confirmHeld(tx, sources, held, now()),
    });
    this.pool = pool;
  }

  /** As it is promised; numbers that are not sent to CPR are `unusable`, and nothing is held for them. */
  override async update(persons: readonly WantedPerson[], how: UpdateOptions<CprSettings>): Promise<SubjectResult[]> {
    const sent = persons.filter(({ key }) => mayBeSent(key.nameCode, how.settings));
    const refused = persons
      .filter((one) => !sent.includes(one))
      .map(({ key }): SubjectResult => {
        return { key, kind: 'unusable', code: SUBSTITUTE_NUMBER.code, reason: SUBSTITUTE_NUMBER.text };
      });
    const { also } = how;
    if (refused.length > 0 && also !== undefined) await inTransaction(this.pool, (tx) => also(tx, refused));
    return [...refused, ...(await super.update(sent, how))];
  }
}

/** CPR has subscribed them, whatever became of what it said. */
async function confirmStored(
  tx: Tx,
  sources: Subscribing,
  stored: readonly StoredSubject<FoundPerson>[],
  at: Date,
): Promise<void> {
  const asked: Confirmed[] = [];
  const further: Confirmed[] = [];
  for (const { applied, reading } of stored) {
    for (const { number, reason } of reading.subscribed ?? []) {
      const isAsked = number === applied.subject.nameCode;
      const key = { ...applied.subject, nameCode: number };
      const contactId = (isAsked ? undefined : await findContactId(tx, { key })) ?? applied.contactId;
      if (contactId === undefined) continue;
      (isAsked ? asked : further).push({ contactId, number, at, road: 'online', reason });
    }
  }
  // Two numbers of one person are one contact, of which the valid number is told last.
  if (asked.length > 0) await sources.confirm(tx, asked);
  if (further.length > 0) await sources.confirm(tx, further);
  await endBlocked(tx, sources, [...asked, ...further]);
}

async function confirmHeld(
  tx: Tx,
  sources: Subscribing,
  held: readonly HeldSubject<UnusablePerson>[],
  at: Date,
): Promise<void> {
  const confirmed = held.flatMap(({ contactId, reading: { subscribed = [] } }) =>
    subscribed.map(({ number, reason }): Confirmed => ({ contactId, number, at, road: 'online', reason })),
  );
  if (confirmed.length > 0) await sources.confirm(tx, confirmed);
  await endBlocked(tx, sources, confirmed);
}

/** Who came on the block list while CPR was asked, or is on it by the number that is valid instead, is not kept subscribed. */
async function endBlocked(tx: Tx, sources: Subscribing, confirmed: readonly Confirmed[]): Promise<void> {
  if (confirmed.length === 0) return;
  const blocked = await sources.blocked(
    tx,
    confirmed.map(({ number }) => number),
  );
  const contactIds = new Set(confirmed.filter(({ number }) => blocked.has(number)).map(({ contactId }) => contactId));
  for (const contactId of contactIds)
    await sources.giveUp(tx, contactId, { kind: 'blocked', by: 'cpr-sync', text: 'on the block list' });
}
