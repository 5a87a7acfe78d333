import { inTransaction, type Tx } from '@contact-sync/database';
import {
  enqueueEvents,
  enqueueTasks,
  messagingSchema,
  type OutgoingEvent,
  type OutgoingTask,
} from '@contact-sync/messaging';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';

export const TIME = new Date('2026-03-02T05:31:07.120Z');
export const IMPORT = 'cpr-sync.delivery.import.v1' as const;

/** A database with an empty service queue. */
export const freshServiceQueue = (): Promise<FreshDatabase> => freshDatabase({ owners: [messagingSchema] });

export function anEvent(subject: string, sequence = 1): OutgoingEvent {
  return {
    type: 'contact.changed.v1',
    subject,
    sequence,
    time: TIME,
    source: '/contact-sync/test',
    data: { nameType: 'C', register: 'cpr', groups: ['name'] },
  };
}

export function aTask(
  subject: string,
  more: Partial<Extract<OutgoingTask, { type: typeof IMPORT }>> = {},
): OutgoingTask {
  return { type: IMPORT, subject, data: { deliveryId: subject }, ...more };
}

export const writeEvents = (database: FreshDatabase, events: readonly OutgoingEvent[]): Promise<void> =>
  inTransaction(database.pool, (tx: Tx) => enqueueEvents(tx, events));

export const writeTasks = (database: FreshDatabase, tasks: readonly OutgoingTask[]): Promise<void> =>
  inTransaction(database.pool, (tx: Tx) => enqueueTasks(tx, tasks));

/** How many messages are in each state, as `{ open: 2, done: 1 }`. */
export async function states(database: FreshDatabase): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ state: string; n: number }>(
    'select state, count(*) as n from service_queue.message group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Ids of the messages about a subject, oldest first. */
export async function idsOf(database: FreshDatabase, subject: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    'select id from service_queue.message where subject = $1 order by position',
    [subject],
  );
  return rows.map(({ id }) => id);
}
