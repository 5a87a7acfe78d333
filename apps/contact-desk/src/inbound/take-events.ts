import { tellExternalContacts, type TellOutcome } from '@contact-sync/contact-register';
import type { ExternalContactCreated, Message } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import { notYetApplied, takeInbound } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { createdStatement } from './statements';
import { type Namer, swapPersons } from './swap-persons';
import { tellNow } from './told-now';
import { wakeWaiting } from './wake-waiting';

export interface TakeOptions {
  readonly pool: Pool;
  readonly queue: string;
  readonly namer: Namer;
  /** May type over names and addresses of protected persons (REG-8). */
  readonly seesProtected: boolean;
  readonly now: Date;
}

type Key = Pick<Message, 'source' | 'id'>;

/** `stored`: those that did not come before. `unknown`, `refused`: nothing was taken, because of the events at these places. */
export type Taken =
  | { readonly kind: 'taken'; readonly stored: readonly Key[] }
  | { readonly kind: 'unknown'; readonly places: readonly number[] }
  | { readonly kind: 'refused'; readonly place: number; readonly outcome: TellOutcome };

/**
 * Stores the events of a request for the queue, all or none, with our contact ids in the place of person numbers. One that
 * creates a person who is no contact yet is applied at once: its number goes into the contact and nowhere else.
 */
export async function takeEvents(events: readonly Message<object>[], options: TakeOptions): Promise<Taken> {
  const { pool, queue, namer, now } = options;
  // Looking somebody up is recorded whatever comes of the events.
  const { messages, unknown } = await inTransaction(pool, (tx) => swapPersons(tx, namer, events, now));
  const places = unknown.filter((at) => !createsContact(events[at]));
  if (places.length > 0) return { kind: 'unknown', places };
  const persons = unknown.flatMap((at) => {
    const event = events[at];
    return createsContact(event) ? [{ at, event }] : [];
  });
  try {
    return await tellNow(pool, async (tx) => {
      const created = await createPersons(tx, persons, options);
      return { kind: 'taken', stored: [...created, ...(await takeInbound(tx, queue, messages))] };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', place: error.place, outcome: error.outcome };
    throw error;
  }
}

function createsContact(event: Message<object> | undefined): event is Message<ExternalContactCreated> {
  return event?.type === 'external-contact.created.v1';
}

/** Rolls the transaction back; never leaves this file. */
class Refused extends Error {
  constructor(
    readonly place: number,
    readonly outcome: TellOutcome,
  ) {
    super('an event was refused');
    this.name = 'Refused';
  }
}

async function createPersons(
  tx: Tx,
  persons: readonly { readonly at: number; readonly event: Message<ExternalContactCreated> }[],
  { queue, seesProtected, now }: TakeOptions,
): Promise<Key[]> {
  if (persons.length === 0) return [];
  const fresh = await notYetApplied(
    tx,
    queue,
    persons.map(({ event }) => event),
  );
  const outcomes = await tellExternalContacts(tx, fresh.map(createdStatement), now, { seesProtected });
  for (const [n, outcome] of outcomes.entries()) {
    const place = persons.find(({ event }) => event === fresh[n])?.at ?? 0;
    if (outcome.outcome === 'refused' || outcome.outcome === 'unknown-contact') throw new Refused(place, outcome);
  }
  await wakeWaiting(
    tx,
    queue,
    fresh.map(({ source, subject }) => ({ source, externalId: subject })),
  );
  return fresh;
}
